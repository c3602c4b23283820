// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/RequestTemplate.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// Group 1 is a variable, group 2 its default, group 3 an argument.
const QRegularExpression &placePattern()
{
    static const QRegularExpression pattern(
        u"\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\{([A-Za-z_][A-Za-z0-9_-]*)\\}"_s);
    return pattern;
}

QString asText(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::text(value));
}

bool sendsBody(const QString &method)
{
    return method != u"GET"_s && method != u"DELETE"_s;
}

QByteArray upTo(const QByteArray &bytes, char end)
{
    const qsizetype at = bytes.indexOf(end);
    return at < 0 ? bytes : bytes.left(at);
}

// Servers would climb up the path, encoded or not.
Result<> checkPath(const QByteArray &path)
{
    for (const QByteArray &segment : path.split('/')) {
        if (segment == "." || segment == "..")
            return fail(ErrorKind::InvalidInput, u"an argument makes the address lead elsewhere"_s);
    }
    return {};
}

QByteArray withQuery(const QByteArray &url, const QJsonObject &arguments)
{
    QByteArrayList items;
    for (auto it = arguments.begin(); it != arguments.end(); ++it)
        items.append(QUrl::toPercentEncoding(it.key()) + '=' + QUrl::toPercentEncoding(asText(it.value())));
    const QByteArray address = upTo(url, '#');
    return address + (address.contains('?') ? '&' : '?') + items.join('&');
}

} // namespace

RequestTemplate::RequestTemplate(HttpTool tool, Environment environment)
    : m_tool(std::move(tool))
    , m_environment(std::move(environment))
{
    static const QRegularExpression afterHost(u"[/?#]"_s);
    static const QRegularExpression afterPath(u"[?#]"_s);
    const auto found = [this](qsizetype at) { return at < 0 ? m_tool.url.size() : at; };
    m_tool.method = m_tool.method.toUpper();
    m_pathBegin = found(m_tool.url.indexOf(afterHost, m_tool.url.indexOf(u"://"_s) + 3));
    m_queryBegin = found(m_tool.url.indexOf(afterPath, m_pathBegin));
}

Result<RequestTemplate> RequestTemplate::make(const HttpTool &tool, const Environment &environment)
{
    RequestTemplate made(tool, environment);
    if (!QStringList{u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s}.contains(made.m_tool.method)) {
        return fail(ErrorKind::InvalidInput,
                    u"the method must be GET, POST, PUT, PATCH or DELETE, not %1"_s.arg(tool.method));
    }
    if (!tool.url.startsWith(u"http://"_s) && !tool.url.startsWith(u"https://"_s))
        return fail(ErrorKind::InvalidInput, u"the url must begin with http:// or https://"_s);
    for (auto it = tool.headers.begin(); it != tool.headers.end(); ++it) {
        if (!isSafe(HttpHeader(it.key().toUtf8(), it.value().toUtf8())))
            return fail(ErrorKind::InvalidInput, u"the header \"%1\" cannot be sent"_s.arg(it.key()));
    }
    QJsonObject trial;
    for (const QString &place : made.places())
        trial.insert(place, u"a"_s);
    const auto url = made.filledUrl(trial);
    if (!url || !QUrl::fromEncoded(*url).isValid() || QUrl::fromEncoded(*url).host().isEmpty())
        return fail(ErrorKind::InvalidInput, u"the url \"%1\" is not a web address"_s.arg(tool.url));
    return made;
}

QStringList RequestTemplate::places() const
{
    QStringList names;
    const QStringList texts = QStringList{m_tool.url} + m_tool.headers.values();
    for (const QString &text : texts) {
        for (auto it = placePattern().globalMatch(text); it.hasNext();)
            names.append(it.next().captured(3));
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

Result<QByteArray> RequestTemplate::partOfUrl(const QString &name, qsizetype at,
                                              const QJsonObject &arguments) const
{
    const QString value = asText(arguments.value(name));
    const bool inHost = at < m_pathBegin;
    const bool inPath = !inHost && at < m_queryBegin;
    if (!arguments.contains(name) || (inPath && value.isEmpty()))
        return fail(ErrorKind::InvalidInput, u"the address needs the argument \"%1\""_s.arg(name));
    static const QRegularExpression hostPart(u"^[A-Za-z0-9.-]+$"_s);
    if (inHost && !hostPart.match(value).hasMatch())
        return fail(ErrorKind::InvalidInput, u"\"%1\" must be a host name"_s.arg(name));
    return QUrl::toPercentEncoding(value);
}

Result<QByteArray> RequestTemplate::filledUrl(const QJsonObject &arguments) const
{
    QByteArray url;
    qsizetype done = 0;
    for (auto it = placePattern().globalMatch(m_tool.url); it.hasNext();) {
        const auto place = it.next();
        const auto value = partOfUrl(place.captured(3), place.capturedStart(), arguments);
        if (!value)
            return value;
        url += QStringView(m_tool.url).sliced(done, place.capturedStart() - done).toUtf8() + *value;
        done = place.capturedEnd();
    }
    url += QStringView(m_tool.url).sliced(done).toUtf8();
    if (const auto straight = checkPath(upTo(url, '?')); !straight)
        return tl::unexpected(straight.error());
    return url;
}

Result<QByteArray> RequestTemplate::filledHeader(const QString &value, const QJsonObject &arguments) const
{
    QString filled;
    qsizetype done = 0;
    for (auto it = placePattern().globalMatch(value); it.hasNext();) {
        const auto place = it.next();
        const bool isVariable = !place.captured(1).isEmpty();
        const Result<QString> text = isVariable ? filledIn(place.captured(), m_environment)
                                                : asText(arguments.value(place.captured(3)));
        if (!text)
            return fail(ErrorKind::InvalidInput, u"for a header, %1"_s.arg(text.error().message));
        filled += QStringView(value).sliced(done, place.capturedStart() - done);
        filled += *text;
        done = place.capturedEnd();
    }
    return (filled + value.mid(done)).toUtf8();
}

Result<QList<HttpHeader>> RequestTemplate::filledHeaders(const QJsonObject &arguments) const
{
    QList<HttpHeader> headers;
    for (auto it = m_tool.headers.begin(); it != m_tool.headers.end(); ++it) {
        const auto value = filledHeader(it.value(), arguments);
        if (!value)
            return tl::unexpected(value.error());
        headers.append(HttpHeader(it.key().toUtf8(), *value));
        if (!isSafe(headers.constLast())) {
            return fail(
                ErrorKind::InvalidInput,
                u"the header \"%1\" cannot hold a line break or other control character"_s.arg(it.key()));
        }
    }
    return headers;
}

Result<FetchRequest> RequestTemplate::fill(const QJsonObject &arguments) const
{
    FetchRequest request;
    request.method = m_tool.method.toLatin1();
    request.timeout =
        std::chrono::milliseconds(static_cast<qint64>(std::clamp(m_tool.timeout, 0.1, 300.0) * 1000));
    request.trustsOrigin = !placePattern().match(m_tool.url.left(m_pathBegin)).hasMatch();
    Result<QByteArray> url = filledUrl(arguments);
    if (!url)
        return tl::unexpected(url.error());
    QJsonObject rest = arguments;
    for (const QString &place : places())
        rest.remove(place);
    if (sendsBody(m_tool.method)) {
        request.headers.append(HttpHeader("Content-Type", "application/json"));
        request.body = json::text(rest);
    } else if (!rest.isEmpty()) {
        *url = withQuery(*url, rest);
    }
    request.url = QUrl::fromEncoded(*url).adjusted(QUrl::RemoveFragment);
    const auto headers = filledHeaders(arguments);
    if (!headers)
        return tl::unexpected(headers.error());
    request.headers += *headers;
    return request;
}

} // namespace agent
