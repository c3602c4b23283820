// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/ResponseHead.h"

#include "server/http/Syntax.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace http {
namespace {

constexpr std::pair<int, const char *> reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {302, "Found"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {499, "Client Closed Request"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

/// IMF-fixdate (RFC 9110 section 5.6.7), made anew once a second.
QByteArray httpDate()
{
    thread_local qint64 second = -1;
    thread_local QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        const QDateTime time = QDateTime::fromSecsSinceEpoch(now, QTimeZone::utc());
        text = QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
        second = now;
    }
    return text;
}

bool isJson(const QByteArray &contentType)
{
    return contentType.startsWith("application/json") || contentType.startsWith("application/problem+json");
}

bool isSafe(const Header &header)
{
    return syntax::isToken(header.first) && !syntax::hasControls(header.second);
}

void append(QByteArray &out, const Header &header)
{
    out += header.first + ": " + header.second + "\r\n";
}

bool names(const QList<Header> &headers, QByteArrayView name)
{
    return std::ranges::any_of(headers,
                               [name](const Header &header) { return syntax::sameWord(header.first, name); });
}

} // namespace

QByteArray wire(const ResponseHead &head)
{
    QByteArray out;
    out.reserve(320);
    out += "HTTP/1.1 " + QByteArray::number(head.status) + ' ' + reasonPhrase(head.status) + "\r\n";
    append(out, {"Date", httpDate()});
    out += "Server: slipway\r\nX-Content-Type-Options: nosniff\r\n";
    if (!head.contentType.isEmpty() && !syntax::hasControls(head.contentType))
        append(out, {"Content-Type", head.contentType});
    if (isJson(head.contentType) && !names(head.headers, "cache-control"))
        out += "Cache-Control: no-store\r\n";
    if (!head.requestId.isEmpty())
        append(out, {"X-Request-Id", head.requestId});
    for (const Header &header : head.headers) {
        if (isSafe(header))
            append(out, header);
    }
    if (head.close)
        out += "Connection: close\r\n";
    else if (head.keepsHttp10Open)
        out += "Connection: keep-alive\r\n";
    if (head.chunked)
        out += "Transfer-Encoding: chunked\r\n";
    else if (head.contentLength && !hasNoBody(head.status))
        append(out, {"Content-Length", QByteArray::number(*head.contentLength)});
    return out + "\r\n";
}

QByteArray chunk(const QByteArray &piece)
{
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

QByteArray reasonPhrase(int status)
{
    const auto found = std::ranges::find(reasons, status, &std::pair<int, const char *>::first);
    return found == std::end(reasons) ? QByteArray("Status") : QByteArray(found->second);
}

} // namespace http
