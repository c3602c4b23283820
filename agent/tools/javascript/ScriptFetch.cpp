// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/javascript/ScriptFetch.h"

#include "agent/tools/http/FetchingTool.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QJsonObject headersOf(const FetchReply &reply)
{
    QMap<QString, QStringList> values;
    for (const HttpHeader &header : reply.headers)
        values[QString::fromLatin1(header.first).toLower()].append(QString::fromUtf8(header.second));
    QJsonObject headers;
    for (auto it = values.begin(); it != values.end(); ++it)
        headers.insert(it.key(), it->join(u", "_s));
    return headers;
}

QJsonObject errorAnswer(const QString &message)
{
    return {{u"error"_s, message}};
}

} // namespace

Result<FetchRequest> requestFor(const ScriptFetch &wish)
{
    static const QStringList methods{u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
    if (!methods.contains(wish.method))
        return fail(ErrorKind::InvalidInput,
                    u"fetch() knows %1, not %2"_s.arg(methods.join(u", "_s), wish.method.left(20)));
    FetchRequest request;
    request.method = wish.method.toLatin1();
    request.url = QUrl(wish.url).adjusted(QUrl::RemoveFragment);
    request.body = wish.body.toUtf8();
    for (auto it = wish.headers.begin(); it != wish.headers.end(); ++it) {
        request.headers.append({it.key().toUtf8(), it.value().toUtf8()});
        if (!isSafe(request.headers.constLast()))
            return fail(ErrorKind::InvalidInput,
                        u"the header \"%1\" cannot be sent"_s.arg(it.key().left(60)));
    }
    return request;
}

QJsonObject answerFor(const Result<FetchReply> &reply)
{
    if (!reply)
        return errorAnswer(reply.error().message);
    const QString host = reply->url.host();
    if (reply->isCut)
        return errorAnswer(u"the answer of %1 is longer than 1 MiB"_s.arg(host));
    const std::optional<QString> text = textOf(*reply);
    if (!text)
        return errorAnswer(u"the answer of %1 is no text"_s.arg(host));
    return {{u"status"_s, reply->status}, {u"headers"_s, headersOf(*reply)}, {u"text"_s, *text}};
}

} // namespace agent
