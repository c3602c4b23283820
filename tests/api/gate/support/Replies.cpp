// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/Replies.h"

#include <optional>

namespace testing {
namespace {

/// Takes a reply's head from the front of `rest`; nothing if it is not whole or none.
std::optional<Reply> takeHead(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf("\r\n\r\n");
    if (end < 0 || !rest.startsWith("HTTP/1.1 "))
        return {};
    Reply reply;
    const QByteArrayList lines = rest.first(end).toByteArray().split('\n');
    reply.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(": ");
        if (colon < 0)
            return {};
        reply.headers.append(http::Header{line.first(colon).toLower(), line.mid(colon + 2).trimmed()});
    }
    rest = rest.sliced(end + 4);
    return reply;
}

bool takeBytes(QByteArrayView &rest, qsizetype count, QByteArray &out)
{
    if (rest.size() < count)
        return false;
    out += rest.first(count);
    rest = rest.sliced(count);
    return true;
}

bool takeChunks(QByteArrayView &rest, QByteArray &out)
{
    for (;;) {
        const qsizetype end = rest.indexOf("\r\n");
        bool isNumber = false;
        const qsizetype size = end < 0 ? 0 : rest.first(end).toLongLong(&isNumber, 16);
        if (!isNumber || rest.size() < end + 2 + size + 2 || rest.sliced(end + 2 + size, 2) != "\r\n")
            return false;
        out += rest.sliced(end + 2, size);
        rest = rest.sliced(end + 2 + size + 2);
        if (size == 0)
            return true;
    }
}

bool takeBody(QByteArrayView &rest, Reply &reply, bool isHead, bool ended)
{
    if (isHead || reply.status < 200 || reply.status == 204 || reply.status == 304)
        return true;
    reply.chunked = reply.header("transfer-encoding") == "chunked";
    if (reply.chunked)
        return takeChunks(rest, reply.body);
    if (!reply.header("content-length").isEmpty())
        return takeBytes(rest, reply.header("content-length").toLongLong(), reply.body);
    return ended && takeBytes(rest, rest.size(), reply.body);
}

} // namespace

QByteArray Reply::header(const QByteArray &name) const
{
    QByteArray found;
    for (const auto &[key, value] : headers) {
        if (key != name)
            continue;
        if (!found.isEmpty())
            return {};
        found = value;
    }
    return found;
}

QList<int> Replies::statuses() const
{
    QList<int> all;
    for (const Reply &reply : list)
        all.append(reply.status);
    return all;
}

Replies parseReplies(const QByteArray &bytes, const QByteArrayList &methods, bool ended)
{
    Replies replies;
    QByteArrayView left = bytes;
    qsizetype request = 0;
    for (;;) {
        QByteArrayView rest = left;
        auto reply = takeHead(rest);
        if (!reply || !takeBody(rest, *reply, methods.value(request) == "HEAD", ended)) {
            replies.rest = left.toByteArray();
            return replies;
        }
        request += reply->status >= 200 ? 1 : 0;
        replies.list.append(*reply);
        left = rest;
    }
}

} // namespace testing
