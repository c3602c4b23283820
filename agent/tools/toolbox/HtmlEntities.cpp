// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/HtmlEntities.h"

#include <QHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The characters 160 to 255, in order (HTML 4.01, section 24.2.1).
QString latinNames()
{
    return u"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
           u"sup2 "
           "sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute "
           "Acirc "
           "Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde "
           "Ograve "
           "Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute "
           "acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth "
           "ntilde "
           "ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"_s;
}

const QHash<QString, QChar> &entities()
{
    static const QHash<QString, QChar> table = [] {
        QHash<QString, QChar> out{
            {u"amp"_s, u'&'},    {u"lt"_s, u'<'},     {u"gt"_s, u'>'},     {u"quot"_s, u'"'},
            {u"apos"_s, u'\''},  {u"euro"_s, u'€'},   {u"ndash"_s, u'–'},  {u"mdash"_s, u'—'},
            {u"lsquo"_s, u'‘'},  {u"rsquo"_s, u'’'},  {u"sbquo"_s, u'‚'},  {u"ldquo"_s, u'“'},
            {u"rdquo"_s, u'”'},  {u"bdquo"_s, u'„'},  {u"bull"_s, u'•'},   {u"hellip"_s, u'…'},
            {u"trade"_s, u'™'},  {u"larr"_s, u'←'},   {u"rarr"_s, u'→'},   {u"minus"_s, u'−'},
            {u"le"_s, u'≤'},     {u"ge"_s, u'≥'},     {u"ne"_s, u'≠'},     {u"OElig"_s, u'Œ'},
            {u"oelig"_s, u'œ'},  {u"Scaron"_s, u'Š'}, {u"scaron"_s, u'š'}, {u"lsaquo"_s, u'‹'},
            {u"rsaquo"_s, u'›'}, {u"dagger"_s, u'†'}, {u"permil"_s, u'‰'}, {u"infin"_s, u'∞'},
        };
        constexpr char16_t first = 160;
        const QStringList latin = latinNames().split(u' ');
        for (qsizetype i = 0; i < latin.size(); ++i)
            out.insert(latin[i], QChar(static_cast<char16_t>(first + i)));
        return out;
    }();
    return table;
}

QString numbered(QStringView digits)
{
    const bool isHex = digits.startsWith(u'x') || digits.startsWith(u'X');
    bool ok = false;
    const char32_t code = digits.mid(isHex ? 1 : 0).toString().toUInt(&ok, isHex ? 16 : 10);
    const bool isCharacter =
        ok && code >= 9 && code <= QChar::LastValidCodePoint && !QChar::isSurrogate(code);
    return isCharacter ? QString::fromUcs4(&code, 1) : QString();
}

/// The character of "&…;" without the signs around; empty when it is not known.
QString meaning(QStringView entity)
{
    if (entity.startsWith(u'#'))
        return numbered(entity.mid(1));
    const QChar found = entities().value(entity.toString());
    return found.isNull() ? QString() : QString(found);
}

} // namespace

QString withoutEntities(QStringView text)
{
    constexpr qsizetype longest = 12;
    QString out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(u'&'); at >= 0; at = text.indexOf(u'&', at + 1)) {
        const qsizetype length = text.mid(at + 1, longest).indexOf(u';');
        const QString character = length > 0 ? meaning(text.sliced(at + 1, length)) : QString();
        if (character.isEmpty())
            continue;
        out.append(text.sliced(done, at - done)).append(character);
        done = at + 1 + length + 1;
        at = done - 1;
    }
    return out.append(text.sliced(done));
}

} // namespace agent
