// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Words.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

QStringList allMatches(const QString &text, const QRegularExpression &pattern)
{
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        found.append(match.lastCapturedIndex() > 0 ? match.captured(match.lastCapturedIndex())
                                                   : match.captured());
    }
    return found;
}

} // namespace

QString stem(const QString &word)
{
    QString s = word.toLower();
    if (s.endsWith(u"ies"_s) && s.size() > 4)
        return s.chopped(3) + u'y';
    for (const QString &ending : {u"sses"_s, u"shes"_s, u"ches"_s, u"xes"_s}) {
        if (s.endsWith(ending))
            return s.chopped(2);
    }
    if (s.endsWith(u's') && !s.endsWith(u"ss"_s) && !s.endsWith(u"us"_s) && s.size() > 3)
        s.chop(1);
    return s;
}

bool isFiller(const QString &stem)
{
    static const QSet<QString> fillers{
        u"a"_s,     u"an"_s,   u"the"_s,   u"i"_s,     u"me"_s,    u"my"_s,     u"you"_s,  u"your"_s,
        u"we"_s,    u"our"_s,  u"it"_s,    u"its"_s,   u"is"_s,    u"are"_s,    u"was"_s,  u"be"_s,
        u"do"_s,    u"doe"_s,  u"does"_s,  u"did"_s,   u"of"_s,    u"in"_s,     u"on"_s,   u"at"_s,
        u"to"_s,    u"for"_s,  u"from"_s,  u"with"_s,  u"by"_s,    u"and"_s,    u"or"_s,   u"as"_s,
        u"that"_s,  u"this"_s, u"there"_s, u"what"_s,  u"which"_s, u"who"_s,    u"how"_s,  u"when"_s,
        u"where"_s, u"can"_s,  u"could"_s, u"would"_s, u"will"_s,  u"please"_s, u"give"_s, u"tell"_s,
        u"get"_s,   u"show"_s, u"want"_s,  u"need"_s,  u"about"_s, u"some"_s,   u"any"_s,  u"all"_s,
        u"have"_s,  u"ha"_s,   u"has"_s,   u"use"_s,   u"using"_s, u"tool"_s,   u"if"_s,   u"not"_s,
        u"now"_s,   u"s"_s,    u"let"_s,   u"just"_s,  u"then"_s,  u"also"_s,   u"up"_s,   u"one"_s,
        u"many"_s,  u"much"_s, u"may"_s,   u"many"_s,  u"much"_s,  u"may"_s};
    return fillers.contains(stem);
}

QStringList stems(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}]+"_s);
    QStringList found;
    for (const QString &match : allMatches(text, word)) {
        const QString s = stem(match);
        if (!isFiller(s))
            found.append(s);
    }
    return found;
}

QStringList quoted(const QString &text)
{
    static const QRegularExpression quotes(
        u"\"([^\"]+)\"|“([^”]+)”|`([^`]+)`|(?<!\\w)['‘]([^'’]+)['’](?!\\w)"_s);
    return allMatches(text, quotes);
}

QStringList properNames(const QString &text)
{
    static const QRegularExpression names(
        u"(?<![.?!:]\\s)(?<!^)(?<![\\w/.])\\p{Lu}[\\p{L}'’-]*(?: \\p{Lu}[\\p{L}'’-]*)*"_s);
    QStringList found = allMatches(text.trimmed(), names);
    found.removeAll(u"I"_s);
    return found;
}

QStringList numbers(const QString &text)
{
    static const QRegularExpression number(u"(?<![\\w.])-?\\d+(?:,\\d{3})*(?:\\.\\d+)?"_s);
    QStringList found = allMatches(text, number);
    return found.replaceInStrings(u","_s, QString());
}

QStringList urls(const QString &text)
{
    static const QRegularExpression url(u"https?://[^\\s<>\"'`]*[^\\s<>\"'`.,;:!?)\\]]"_s);
    return allMatches(text, url);
}

QStringList fileNames(const QString &text)
{
    static const QRegularExpression url(u"https?://\\S+"_s);
    static const QRegularExpression file(
        u"(?<![\\w@])(?:[\\w-]+/"
        u")*(?:[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z][A-Za-z0-9]{0,7}|README|LICENSE|Makefile|Dockerfile)"
        "(?![\\w@/])"_s);
    QStringList found = allMatches(QString(text).remove(url), file);
    found.removeDuplicates();
    // Abbreviations and databases look like files too.
    found.removeIf([](const QString &name) {
        return name == u"e.g" || name == u"i.e" || name.endsWith(u".db"_s) || name.contains(u".sqlite"_s);
    });
    return found;
}

} // namespace agent::demo
