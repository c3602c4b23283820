// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/WebRequests.h"

#include "agent/base/JsonParse.h"
#include "agent/tools/toolbox/JsonText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<QList<HttpHeader>> headersFrom(const QString &text)
{
    if (text.trimmed().isEmpty())
        return {};
    const auto read = json::parse<QMap<QString, QString>>(text.toUtf8());
    if (!read)
        return fail(ErrorKind::InvalidInput, u"the headers must be a JSON object of texts"_s);
    QList<HttpHeader> headers;
    for (auto it = read->begin(); it != read->end(); ++it) {
        headers.append(HttpHeader(it.key().toUtf8(), it.value().toUtf8()));
        if (!isSafe(headers.constLast()))
            return fail(ErrorKind::InvalidInput,
                        u"the header \"%1\" cannot be sent"_s.arg(it.key().left(60)));
    }
    return headers;
}

} // namespace

Result<FetchRequest> getRequest(const WebRequest &wanted)
{
    constexpr qint64 longest = 300;
    const auto headers = headersFrom(wanted.headers);
    if (!headers)
        return tl::unexpected(headers.error());
    FetchRequest request;
    request.url = QUrl(wanted.url.trimmed()).adjusted(QUrl::RemoveFragment);
    request.headers = *headers;
    request.timeout = std::chrono::seconds(std::clamp(wanted.timeout, qint64(1), longest));
    return request;
}

Result<FetchRequest> postRequest(const WebRequest &wanted)
{
    auto request = getRequest(wanted);
    if (!request)
        return request;
    if (const auto data = readJsonText(wanted.data); !data)
        return fail(ErrorKind::InvalidInput, u"the data cannot be sent: %1"_s.arg(data.error().message));
    const auto isType = [](const HttpHeader &header) { return header.first.toLower() == "content-type"; };
    if (std::ranges::none_of(request->headers, isType))
        request->headers.append(HttpHeader("Content-Type", "application/json"));
    request->method = "POST";
    request->body = wanted.data.toUtf8();
    return request;
}

} // namespace agent
