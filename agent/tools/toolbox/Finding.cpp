// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Finding.h"

#include "agent/base/Pattern.h"
#include "agent/tools/toolbox/Replacement.h"
#include "agent/tools/toolbox/Sizes.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString shown(QStringView found)
{
    constexpr qsizetype longest = 500;
    return found.size() > longest ? found.first(longest).toString() + u'…' : found.toString();
}

QString shown(const Pattern::Match &match)
{
    if (match.size() <= 2)
        return shown(match.constLast());
    QStringList groups;
    for (qsizetype i = 1; i < match.size(); ++i)
        groups.append(u'\'' + shown(match[i]) + u'\'');
    return u'(' + groups.join(u", "_s) + u')';
}

/// "Found 2 <things>:", a blank line, and a numbered line for each.
QString numbered(const QString &head, const QStringList &lines)
{
    QString out = head;
    for (qsizetype i = 0; i < lines.size(); ++i)
        out += u"\n  %1. "_s.arg(i + 1) + lines[i];
    return out;
}

bool isLocal(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"._%+-").contains(c);
}

bool isDomain(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u'-';
}

/// The address around the "@" at `at`; empty when it is none. Lengths: RFC 5321, section 4.5.3.1.
QString addressAround(const QString &text, qsizetype at)
{
    constexpr qsizetype longestLocal = 64;
    constexpr qsizetype longestDomain = 255;
    qsizetype begin = at;
    while (begin > 0 && at - begin <= longestLocal && isLocal(text[begin - 1]))
        --begin;
    while (begin < at && text[begin] == u'.')
        ++begin;
    qsizetype end = at + 1;
    while (end < text.size() && end - at <= longestDomain && isDomain(text[end]))
        ++end;
    while (end > at + 1 && !text[end - 1].isLetterOrNumber())
        --end;
    const QStringView domain = QStringView(text).sliced(at + 1, end - at - 1);
    const QStringView top = domain.mid(domain.lastIndexOf(u'.') + 1);
    const bool isName = std::ranges::all_of(top, [](QChar c) { return c.isLetter(); });
    if (begin == at || at - begin > longestLocal || !domain.contains(u'.') || domain.startsWith(u'.')
        || top.size() < 2 || !isName)
        return {};
    return text.sliced(begin, end - begin);
}

bool endsUrl(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control || QStringView(u"<>\"'`").contains(c);
}

/// Without what belongs to the sentence: a stop, or a bracket that was opened outside.
QString withoutPunctuation(QString url)
{
    while (!url.isEmpty()) {
        const QChar last = url.back();
        const bool isUnopened = (last == u')' && url.count(u')') > url.count(u'('))
            || (last == u']' && url.count(u']') > url.count(u'['));
        if (!isUnopened && !QStringView(u".,;:!?*").contains(last))
            break;
        url.chop(1);
    }
    return url;
}

/// Where the scheme of an address begins whose "://" stands at `at`; -1 when it is another scheme.
qsizetype schemeBefore(const QString &text, qsizetype at)
{
    for (const QStringView scheme : {QStringView(u"https"), QStringView(u"http")}) {
        const qsizetype begin = at - scheme.size();
        if (begin >= 0
            && QStringView(text).sliced(begin, scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0)
            return begin;
    }
    return -1;
}

} // namespace

Result<QString> searchText(const QString &text, const Search &search, bool returnMatches)
{
    constexpr qsizetype mostShown = 20;
    const auto pattern = Pattern::make(search.pattern, search.sensitivity);
    if (!pattern)
        return tl::unexpected(pattern.error());
    QStringList lines;
    qsizetype count = 0;
    const auto searched = pattern->each(text, QDeadlineTimer(search.limit), [&](const Pattern::Match &match) {
        if (++count <= mostShown)
            lines.append(shown(match));
        return true;
    });
    if (!searched)
        return tl::unexpected(searched.error());
    if (count == 0)
        return u"No matches found for pattern: %1"_s.arg(search.pattern);
    QString head = u"Found %1 match(es)"_s.arg(count);
    if (!returnMatches)
        return head;
    const QString more = count > mostShown ? u"\n  ... and %1 more"_s.arg(count - mostShown) : QString();
    return numbered(head + u"\n\nMatches:"_s, lines) + more;
}

Result<QString> replaceText(const QString &text, const Search &search, const QString &replacement,
                            qint64 most)
{
    const auto pattern = Pattern::make(search.pattern, search.sensitivity);
    if (!pattern)
        return tl::unexpected(pattern.error());
    const auto pieces = Replacement::make(replacement, *pattern);
    if (!pieces)
        return tl::unexpected(pieces.error());
    QString out;
    qsizetype done = 0;
    qint64 count = 0;
    const auto replaceOne = [&](const Pattern::Match &match) {
        const qsizetype begin = match[0].data() - QStringView(text).data();
        out += QStringView(text).sliced(done, begin - done);
        pieces->appendTo(out, match);
        done = begin + match[0].size();
        return ++count != most && out.size() <= maxResult;
    };
    const auto searched = pattern->each(text, QDeadlineTimer(search.limit), replaceOne);
    if (!searched)
        return tl::unexpected(searched.error());
    out += QStringView(text).sliced(done);
    if (out.size() > maxResult)
        return fail(ErrorKind::InvalidInput, u"the result has more than %1 characters"_s.arg(maxResult));
    return u"Made %1 replacement(s)\n\nResult:\n"_s.arg(count) + out;
}

Result<QString> extractEmails(const QString &text)
{
    QStringList found;
    QSet<QString> seen;
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        const QString address = addressAround(text, at);
        if (!address.isEmpty() && !seen.contains(address.toLower()))
            found.append(address);
        seen.insert(address.toLower());
    }
    if (found.isEmpty())
        return u"No email addresses found"_s;
    return numbered(u"Found %1 unique email(s):\n"_s.arg(found.size()), found);
}

Result<QString> extractUrls(const QString &text)
{
    const QString colon = u"://"_s;
    QStringList found;
    QSet<QString> seen;
    for (qsizetype at = text.indexOf(colon); at >= 0; at = text.indexOf(colon, at)) {
        const qsizetype begin = schemeBefore(text, at);
        const qsizetype host = at += colon.size();
        if (begin < 0)
            continue;
        while (at < text.size() && !endsUrl(text[at]))
            ++at;
        const QString url = withoutPunctuation(text.sliced(begin, at - begin));
        if (url.size() > host - begin && !seen.contains(url))
            found.append(url);
        seen.insert(url);
    }
    if (found.isEmpty())
        return u"No URLs found"_s;
    return numbered(u"Found %1 unique URL(s):\n"_s.arg(found.size()), found);
}

} // namespace agent
