// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Text.h"

#include "agent/tools/toolbox/Sizes.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString average(qsizetype sum, qsizetype count)
{
    return count == 0 ? u"N/A"_s
                      : QString::number(static_cast<double>(sum) / static_cast<double>(count), 'f', 1);
}

qsizetype countWords(const QString &text)
{
    qsizetype words = 0;
    bool isInside = false;
    for (const QChar c : text) {
        words += !isInside && !c.isSpace() ? 1 : 0;
        isInside = !c.isSpace();
    }
    return words;
}

bool isWordPart(const QString &text, qsizetype i)
{
    const bool isApostrophe = text[i] == u'\'' || text[i] == u'’';
    return text[i].isLetter() || text[i].isMark() || text[i].isSurrogate()
        || (isApostrophe && i > 0 && text[i - 1].isLetter());
}

QString titled(const QString &text)
{
    QString out = text.toLower();
    bool isInside = false;
    for (qsizetype i = 0; i < out.size(); ++i) {
        if (!isInside && out[i].isLetter())
            out[i] = out[i].toTitleCase();
        isInside = isWordPart(out, i);
    }
    return out;
}

QString sentences(const QString &text)
{
    QString out = text.toLower();
    bool isAtBegin = true;
    for (qsizetype i = 0; i < out.size(); ++i) {
        if (isAtBegin && out[i].isLetterOrNumber()) {
            out[i] = out[i].toUpper();
            isAtBegin = false;
        }
        if (out[i].isSpace() && i > 0 && QStringView(u".!?").contains(out[i - 1]))
            isAtBegin = true;
    }
    return out;
}

bool beginsWord(const QString &text, qsizetype i)
{
    if (i == 0 || !text[i].isUpper())
        return false;
    const bool beforeSmall = i + 1 < text.size() && text[i + 1].isLower();
    return text[i - 1].isLower() || text[i - 1].isDigit() || (text[i - 1].isUpper() && beforeSmall);
}

/// In small letters: "parseHTTPHeader now" is parse, http, header, now.
QStringList words(const QString &text)
{
    QStringList list;
    QString word;
    const auto finish = [&] {
        if (!word.isEmpty())
            list.append(std::exchange(word, {}).toLower());
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isPart = c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
        if (!isPart || beginsWord(text, i))
            finish();
        if (isPart)
            word += c;
    }
    finish();
    return list;
}

QString camel(const QString &text)
{
    QStringList list = words(text);
    for (qsizetype i = 1; i < list.size(); ++i)
        list[i][0] = list[i][0].toUpper();
    return list.join(QString());
}

struct Case
{
    const char *name;
    QString (*convert)(const QString &);
};

constexpr std::array cases{
    Case{"upper", [](const QString &text) { return text.toUpper(); }},
    Case{"lower", [](const QString &text) { return text.toLower(); }},
    Case{"title", titled},
    Case{"sentence", sentences},
    Case{"camel", camel},
    Case{"snake", [](const QString &text) { return words(text).join(u'_'); }},
    Case{"kebab", [](const QString &text) { return words(text).join(u'-'); }},
};

/// The first so many characters.
QString firstOf(const QString &text, qint64 count)
{
    qsizetype end = 0;
    for (qint64 i = 0; i < count && end < text.size(); ++i)
        end += text[end].isHighSurrogate() && end + 1 < text.size() ? 2 : 1;
    return text.left(end);
}

} // namespace

Result<QString> countText(const QString &text, bool detailed)
{
    const qsizetype lines = text.count(u'\n') + 1;
    const qsizetype words = countWords(text);
    QStringList out{u"Lines: %1"_s.arg(lines), u"Words: %1"_s.arg(words),
                    u"Characters: %1"_s.arg(characters(text))};
    if (detailed) {
        const qsizetype solid = characters(text) - text.count(u' ') - text.count(u'\n') - text.count(u'\t');
        out += {u"Characters (no spaces): %1"_s.arg(solid),
                u"Average word length: %1"_s.arg(average(solid, words)),
                u"Average words per line: %1"_s.arg(average(words, lines))};
    }
    return out.join(u'\n');
}

Result<QString> convertCase(const QString &text, const QString &type)
{
    QStringList known;
    for (const Case &one : cases) {
        const auto name = QLatin1String(one.name);
        if (type.trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return one.convert(text);
        known.append(name);
    }
    return fail(ErrorKind::InvalidInput,
                u"\"%1\" is no case; use one of %2"_s.arg(type.left(40), known.join(u", "_s)));
}

Result<QString> truncateText(const QString &text, qint64 maxLength, const QString &suffix)
{
    if (maxLength < 1)
        return fail(ErrorKind::InvalidInput, u"max_length must be at least 1"_s);
    if (characters(text) <= maxLength)
        return text;
    const qint64 kept = maxLength - characters(suffix);
    return kept < 1 ? firstOf(suffix, maxLength) : firstOf(text, kept) + suffix;
}

} // namespace agent
