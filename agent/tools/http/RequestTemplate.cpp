// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/RequestTemplate.h"

#include "agent/values/ArgumentText.h"

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

/// The arguments of a text; its variables are none.
QStringList placesIn(const QString &text)
{
    QStringList names;
    for (auto it = placePattern().globalMatch(text); it.hasNext();)
        names.append(it.next().captured(3));
    names.removeAll(QString());
    return names;
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
    for (const QString &text : texts)
        names += placesIn(text);
    if (!m_tool.body.isUndefined())
        names += argumentsIn(asText(m_tool.body));
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

Result<QByteArray> RequestTemplate::filledPart(qsizetype begin, qsizetype end,
                                               const QJsonObject &arguments) const
{
    QByteArray part;
    for (auto it = placePattern().globalMatch(m_tool.url.left(end), begin); it.hasNext();) {
        const auto place = it.next();
        const auto value = partOfUrl(place.captured(3), place.capturedStart(), arguments);
        if (!value)
            return value;
        part += QStringView(m_tool.url).sliced(begin, place.capturedStart() - begin).toUtf8() + *value;
        begin = place.capturedEnd();
    }
    return part + QStringView(m_tool.url).sliced(begin, end - begin).toUtf8();
}

// An item of the query whose argument was left out is left out with it.
Result<QByteArray> RequestTemplate::filledQuery(const QJsonObject &arguments) const
{
    QByteArrayList items;
    const qsizetype hash = m_tool.url.indexOf(u'#', m_queryBegin);
    const qsizetype end = hash < 0 ? m_tool.url.size() : hash;
    for (qsizetype begin = m_queryBegin + 1, next = 0; begin < end; begin = next + 1) {
        const qsizetype sign = m_tool.url.indexOf(u'&', begin);
        next = sign < 0 || sign > end ? end : sign;
        const QStringList names = placesIn(m_tool.url.sliced(begin, next - begin));
        if (!std::ranges::all_of(names, [&](const QString &name) { return arguments.contains(name); }))
            continue;
        const auto item = filledPart(begin, next, arguments);
        if (!item)
            return item;
        items.append(*item);
    }
    return items.isEmpty() ? QByteArray() : '?' + items.join('&');
}

Result<QByteArray> RequestTemplate::filledUrl(const QJsonObject &arguments) const
{
    auto path = filledPart(0, m_queryBegin, arguments);
    if (!path)
        return path;
    if (const auto straight = checkPath(*path); !straight)
        return tl::unexpected(straight.error());
    const auto query = filledQuery(arguments);
    return query ? Result<QByteArray>(*path + *query) : query;
}

namespace {

/// The body with its places filled in. A member whose whole value is an argument that was left out is left
/// out with it; within a text, such an argument is no text.
QJsonValue filledBody(const QJsonValue &written, const QJsonObject &arguments)
{
    if (!written.isObject())
        return valueWithArguments(written, arguments);
    QJsonObject body;
    const QJsonObject members = written.toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        const auto place = argumentPlace().match(it->toString());
        const bool isPlace = place.hasMatch() && place.capturedLength() == it->toString().size();
        if (!isPlace || arguments.contains(place.captured(1)))
            body.insert(it.key(), filledBody(*it, arguments));
    }
    return body;
}

} // namespace

void RequestTemplate::setBody(FetchRequest &request, QJsonObject arguments) const
{
    const bool isText = m_tool.body.isString();
    for (const QString &name : argumentsIn(isText ? m_tool.body.toString() : QString())) {
        if (!arguments.contains(name))
            arguments.insert(name, QString());
    }
    const auto isType = [](const HttpHeader &header) {
        return header.first.compare("content-type", Qt::CaseInsensitive) == 0;
    };
    if (std::ranges::none_of(request.headers, isType))
        request.headers.append(
            HttpHeader("Content-Type", isText ? "text/plain; charset=utf-8" : "application/json"));
    request.body = isText ? withArguments(m_tool.body.toString(), arguments).toUtf8()
                          : json::text(filledBody(m_tool.body, arguments));
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
    if (!m_tool.body.isUndefined()) {
        // what has no place goes nowhere
    } else if (sendsBody(m_tool.method)) {
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
    if (!m_tool.body.isUndefined())
        setBody(request, arguments);
    return request;
}

} // namespace agent
