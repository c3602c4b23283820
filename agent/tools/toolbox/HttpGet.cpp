// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/HttpGet.h"

#include "agent/base/Json.h"

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

Result<FetchRequest> httpGetRequest(const QJsonObject &arguments)
{
    constexpr int longest = 300;
    constexpr int usual = 30;
    const auto headers = headersFrom(arguments.value(u"headers"_s).toString());
    if (!headers)
        return tl::unexpected(headers.error());
    FetchRequest request;
    request.url = QUrl(arguments.value(u"url"_s).toString().trimmed()).adjusted(QUrl::RemoveFragment);
    request.headers = *headers;
    request.timeout =
        std::chrono::seconds(std::clamp(arguments.value(u"timeout"_s).toInt(usual), 1, longest));
    return request;
}

} // namespace agent
