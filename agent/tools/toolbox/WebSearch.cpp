// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/WebSearch.h"

#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/toolbox/Html.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype longestQuery = 500;
constexpr qsizetype longestTitle = 300;
constexpr qsizetype longestSnippet = 500;

struct Found
{
    QString title;
    QString url;
    QString snippet;
};

/// The value of an attribute in a tag such as `<a class="x" href='y'>`.
QString attribute(const QString &tag, const QString &name)
{
    const QRegularExpression pattern(u"\\s%1\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')"_s.arg(name),
                                     QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(tag);
    QString value = match.captured(1) + match.captured(2);
    return value.replace(u"&amp;"_s, u"&"_s).trimmed();
}

/// Where a link of the page leads in the end; empty for an advertisement and for what is no web page.
QString target(const QString &href)
{
    QUrl url(href.startsWith(u"//") ? u"https:"_s + href : href);
    const QUrlQuery query(url);
    if (query.hasQueryItem(u"uddg"_s))
        url = QUrl(query.queryItemValue(u"uddg"_s, QUrl::FullyDecoded));
    const bool isAdvertisement = url.host().endsWith(u"duckduckgo.com") && url.path() == u"/y.js";
    const bool isPage = url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http");
    return isPage && !isAdvertisement ? url.toString(QUrl::FullyEncoded) : QString();
}

/// Titles and snippets are links; a snippet belongs to the title before it.
QList<Found> found(const QString &page, qsizetype most)
{
    static const QRegularExpression link(u"<a\\s[^>]*>"_s, QRegularExpression::CaseInsensitiveOption);
    QList<Found> all;
    bool isSkipped = true; // what the title before it led to
    for (auto links = link.globalMatch(page); links.hasNext();) {
        const auto match = links.next();
        const QStringList classes = attribute(match.captured(), u"class"_s).simplified().split(u' ');
        const bool isTitle = classes.contains(u"result__a");
        if (!isTitle && (isSkipped || !classes.contains(u"result__snippet")))
            continue;
        const qsizetype end = page.indexOf(u"</a>"_s, match.capturedEnd(), Qt::CaseInsensitive);
        if (end < 0)
            break;
        const QString inside = page.sliced(match.capturedEnd(), end - match.capturedEnd());
        const QString text = htmlText(inside).text.simplified();
        if (!isTitle) {
            all.last().snippet = text.left(longestSnippet);
            continue;
        }
        if (all.size() == most)
            break;
        const QString url = target(attribute(match.captured(), u"href"_s));
        isSkipped = url.isEmpty();
        if (!isSkipped)
            all.append({text.left(longestTitle), url, {}});
    }
    return all;
}

} // namespace

Result<FetchRequest> searchRequest(const QString &query, const Environment &environment)
{
    const QString words = query.simplified();
    if (words.isEmpty() || words.size() > longestQuery)
        return fail(ErrorKind::InvalidInput, u"the query must have 1 to %1 characters"_s.arg(longestQuery));
    const QString own = environment.value(u"SLIPWAY_SEARCH_URL"_s);
    FetchRequest request;
    request.url = QUrl(own.isEmpty() ? u"https://html.duckduckgo.com/html/"_s : own);
    request.trustsOrigin = !own.isEmpty();
    QUrlQuery items(request.url);
    items.addQueryItem(u"q"_s, QString::fromLatin1(QUrl::toPercentEncoding(words)));
    request.url.setQuery(items);
    return request;
}

Result<QString> searchResults(const FetchReply &reply, const QString &query, qint64 mostResults)
{
    constexpr qint64 most = 20;
    constexpr int accepted = 202; // what DuckDuckGo says with its puzzle
    if (const std::optional<Error> failure = failureIn(reply))
        return tl::unexpected(*failure);
    const QList<Found> results =
        found(textOf(reply).value_or(QString()), std::clamp(mostResults, qint64(1), most));
    if (results.isEmpty() && reply.status == accepted)
        return fail(ErrorKind::RateLimited,
                    u"%1 answers no more searches for now, it wants to know whether a person is asking"_s.arg(
                        reply.url.host()));
    if (results.isEmpty())
        return u"No results found for: %1"_s.arg(query.simplified());
    QString text = u"Search results for: %1\n"_s.arg(query.simplified());
    for (qsizetype i = 0; i < results.size(); ++i) {
        text += u"\n%1. %2\n   URL: %3\n"_s.arg(QString::number(i + 1), results[i].title, results[i].url);
        if (!results[i].snippet.isEmpty())
            text += u"   %1\n"_s.arg(results[i].snippet);
    }
    return text.trimmed();
}

} // namespace agent
