// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/GitHub.h"

#include "agent/base/JsonParse.h"
#include "agent/tools/http/FetchingTool.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::github {
namespace {

using Items = QList<std::pair<QString, QString>>;

Result<FetchRequest> request(const QString &path, const Items &items, const Environment &environment)
{
    const QString own = environment.value(u"GITHUB_API_URL"_s);
    const QString token = environment.value(u"GITHUB_TOKEN"_s).trimmed();
    FetchRequest made;
    QUrl url(own.isEmpty() ? u"https://api.github.com"_s : own);
    url = url.adjusted(QUrl::StripTrailingSlash);
    url.setPath(url.path(QUrl::FullyEncoded) + path, QUrl::StrictMode);
    QUrlQuery query;
    for (const auto &[name, value] : items)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(query);
    made.url = url;
    made.trustsOrigin = !own.isEmpty();
    made.headers = {{"Accept", "application/vnd.github.raw+json"},
                    {"X-GitHub-Api-Version", "2022-11-28"},
                    {"User-Agent", "Slipway"}};
    if (!token.isEmpty())
        made.headers.append({"Authorization", "Bearer " + token.toUtf8()});
    if (!std::ranges::all_of(made.headers, isSafe))
        return fail(ErrorKind::InvalidInput, u"GITHUB_TOKEN holds what cannot be a token"_s);
    return made;
}

Result<> checkRepository(const QString &repository)
{
    static const QRegularExpression pattern(
        u"\\A[A-Za-z0-9-]{1,100}/(?!\\.{1,2}\\z)[A-Za-z0-9_.-]{1,100}\\z"_s);
    if (pattern.match(repository).hasMatch())
        return {};
    return fail(ErrorKind::InvalidInput, u"a repository is written owner/name, such as qt/qtbase"_s);
}

bool isPath(const QStringList &parts)
{
    const auto fits = [](const QString &part) {
        return !part.isEmpty() && part != u"." && part != u".." && !part.contains(QChar(0));
    };
    return std::ranges::all_of(parts, fits);
}

bool isUsedUp(const FetchReply &reply)
{
    constexpr int forbidden = 403;
    constexpr int tooManyRequests = 429;
    const auto saysSo = [](const HttpHeader &header) {
        return header.first.toLower() == "x-ratelimit-remaining" && header.second.trimmed() == "0";
    };
    return reply.status == tooManyRequests
        || (reply.status == forbidden && std::ranges::any_of(reply.headers, saysSo));
}

std::optional<Error> failureOf(const FetchReply &reply)
{
    constexpr int unauthorized = 401;
    constexpr int notFound = 404;
    const auto error = [](ErrorKind kind, const QString &message) { return Error{kind, message, {}}; };
    if (isUsedUp(reply))
        return error(
            ErrorKind::RateLimited,
            u"GitHub allows no more requests for now; with a token in GITHUB_TOKEN it allows more"_s);
    if (reply.status == unauthorized)
        return error(ErrorKind::Unauthorized, u"GitHub does not accept the token in GITHUB_TOKEN"_s);
    if (reply.status == notFound)
        return error(ErrorKind::NotFound,
                     u"GitHub has no such thing, or does not show it without a token in GITHUB_TOKEN"_s);
    return failureIn(reply);
}

Result<QJsonValue> jsonIn(const FetchReply &reply)
{
    if (const std::optional<Error> failure = failureOf(reply))
        return tl::unexpected(*failure);
    if (reply.isCut)
        return fail(ErrorKind::InvalidInput,
                    u"GitHub's answer is longer than 1 MiB; ask for fewer results"_s);
    auto value = json::parseText(reply.body);
    if (!value)
        return fail(ErrorKind::InvalidInput, u"%1 answered no JSON"_s.arg(reply.url.host()));
    return value;
}

QString line(const QJsonValue &value)
{
    constexpr qsizetype longest = 300;
    return value.toString().simplified().left(longest);
}

QString described(const QJsonObject &repository)
{
    const QString language = line(repository[u"language"]);
    const QString stars = QString::number(repository[u"stargazers_count"].toInteger());
    QString text = line(repository[u"full_name"]) + u" ("_s + stars + u" stars"_s
        + (language.isEmpty() ? u")\n"_s : u", %1)\n"_s.arg(language));
    if (const QString about = line(repository[u"description"]); !about.isEmpty())
        text += u"   "_s + about + u'\n';
    return text + u"   URL: "_s + line(repository[u"html_url"]) + u'\n';
}

QString describedIssue(const QJsonObject &issue)
{
    QStringList labels;
    for (const QJsonValue &label : issue[u"labels"].toArray())
        labels.append(line(label[u"name"]));
    QString text = u"#%1 [%2] "_s.arg(QString::number(issue[u"number"].toInteger()), line(issue[u"state"]))
        + line(issue[u"title"]) + u'\n';
    if (!labels.isEmpty())
        text += u"   Labels: "_s + labels.join(u", "_s) + u'\n';
    return text + u"   By: "_s + line(issue[u"user"][u"login"]) + u"\n   URL: "_s + line(issue[u"html_url"])
        + u'\n';
}

} // namespace

Result<FetchRequest> searchRepositories(const QString &query, qint64 mostResults,
                                        const Environment &environment)
{
    constexpr qsizetype longest = 256; // of GitHub's
    constexpr qint64 most = 30;
    const QString words = query.simplified();
    if (words.isEmpty() || words.size() > longest)
        return fail(ErrorKind::InvalidInput, u"the query must have 1 to %1 characters"_s.arg(longest));
    const QString count = QString::number(std::clamp(mostResults, qint64(1), most));
    return request(u"/search/repositories"_s, {{u"q"_s, words}, {u"per_page"_s, count}}, environment);
}

Result<FetchRequest> getFile(const QString &repository, const QString &path, const QString &reference,
                             const Environment &environment)
{
    if (const auto fits = checkRepository(repository); !fits)
        return tl::unexpected(fits.error());
    const QStringList parts = (path.startsWith(u'/') ? path.mid(1) : path).split(u'/');
    if (!isPath(parts))
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is not the path of a file in a repository"_s.arg(path.left(200)));
    QString encoded;
    for (const QString &part : parts)
        encoded += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(part));
    return request(u"/repos/%1/contents"_s.arg(repository) + encoded, {{u"ref"_s, reference}}, environment);
}

Result<FetchRequest> listIssues(const QString &repository, const QString &state, qint64 mostResults,
                                const Environment &environment)
{
    if (const auto fits = checkRepository(repository); !fits)
        return tl::unexpected(fits.error());
    constexpr qint64 most = 100;
    // Twice as many, for there are pull requests among them.
    const QString count = QString::number(std::clamp(2 * mostResults, qint64(2), most));
    return request(u"/repos/%1/issues"_s.arg(repository), {{u"state"_s, state}, {u"per_page"_s, count}},
                   environment);
}

Result<QString> repositoriesIn(const FetchReply &reply, const QString &query)
{
    const Result<QJsonValue> answer = jsonIn(reply);
    if (!answer)
        return tl::unexpected(answer.error());
    const QJsonArray items = answer->toObject()[u"items"].toArray();
    if (items.isEmpty())
        return u"No repositories found for: %1"_s.arg(query.simplified());
    QString text = u"Repositories for: %1 (%2 in all)\n"_s.arg(
        query.simplified(), QString::number(answer->toObject()[u"total_count"].toInteger()));
    int number = 0;
    for (const QJsonValue &item : items)
        text += u"\n%1. "_s.arg(++number) + described(item.toObject());
    return text.trimmed();
}

Result<QString> fileIn(const FetchReply &reply, const QString &path)
{
    constexpr qsizetype longest = 100'000;
    if (const std::optional<Error> failure = failureOf(reply))
        return tl::unexpected(*failure);
    if (reply.contentType.startsWith(u"application/json")) { // not GitHub's own type of a file
        QStringList names;
        const auto entries = json::parseText(reply.body);
        for (const QJsonValue &entry : entries.value_or(QJsonValue()).toArray())
            names.append(line(entry[u"name"]));
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is a folder; in it are %2"_s.arg(path, names.join(u", "_s).left(2000)));
    }
    const std::optional<QString> text = textOf(reply);
    if (!text)
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not a text file"_s.arg(path));
    return shortened(*text, longest);
}

Result<QString> issuesIn(const FetchReply &reply, const QString &repository, qint64 mostResults)
{
    constexpr qint64 most = 100;
    const Result<QJsonValue> answer = jsonIn(reply);
    if (!answer)
        return tl::unexpected(answer.error());
    QStringList issues;
    for (const QJsonValue &item : answer->toArray()) {
        const QJsonObject issue = item.toObject();
        if (!issue.contains(u"pull_request") && issues.size() < std::clamp(mostResults, qint64(1), most))
            issues.append(describedIssue(issue));
    }
    if (issues.isEmpty())
        return u"No issues found in %1"_s.arg(repository);
    return (u"Issues of %1\n\n"_s.arg(repository) + issues.join(u'\n')).trimmed();
}

} // namespace agent::github
