// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Replacement.h"

#include "agent/tools/toolbox/Sizes.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// What a backslash begins: how much of the text it takes, and the name or number of a group, or a character.
struct Escape
{
    qsizetype length = 1;
    QString group;
    QString text;
};

Escape escapeAt(const QString &text, qsizetype at)
{
    const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
    if (next >= u'0' && next <= u'9') {
        const QChar second = next != u'0' && at + 2 < text.size() ? text[at + 2] : QChar();
        const bool isTwo = second >= u'0' && second <= u'9';
        return {isTwo ? 3 : 2, text.sliced(at + 1, isTwo ? 2 : 1), {}};
    }
    if (const qsizetype end = text.indexOf(u'>', at); text.mid(at + 1, 2) == u"g<"_s && end > at + 3)
        return {end - at + 1, text.sliced(at + 3, end - at - 3), {}};
    constexpr QStringView letters = u"nrt\\";
    constexpr QStringView meanings = u"\n\r\t\\";
    const qsizetype found = next.isNull() ? -1 : letters.indexOf(next);
    return found < 0 ? Escape{1, {}, u"\\"_s} : Escape{2, {}, meanings.sliced(found, 1).toString()};
}

int groupOf(const QString &name, const Pattern &pattern)
{
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    if (!isNumber)
        return pattern.groupNamed(name);
    return number >= 0 && number <= pattern.groupCount() ? number : -1;
}

} // namespace

Result<Replacement> Replacement::make(const QString &text, const Pattern &pattern)
{
    Replacement made;
    QString plain;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] != u'\\') {
            plain += text[at++];
            continue;
        }
        const Escape escape = escapeAt(text, at);
        at += escape.length;
        plain += escape.text;
        if (escape.group.isEmpty())
            continue;
        const int group = groupOf(escape.group, pattern);
        if (group < 0)
            return fail(ErrorKind::InvalidInput,
                        u"the pattern has no group \"%1\""_s.arg(escape.group.left(40)));
        made.m_pieces.append(std::exchange(plain, {}));
        made.m_pieces.append(group);
    }
    made.m_pieces.append(plain);
    return made;
}

void Replacement::appendTo(QString &out, const Pattern::Match &match) const
{
    for (const auto &piece : m_pieces) {
        if (out.size() > maxResult)
            return;
        if (const QString *text = std::get_if<QString>(&piece))
            out += *text;
        else
            out += match[std::get<int>(piece)];
    }
}

} // namespace agent
