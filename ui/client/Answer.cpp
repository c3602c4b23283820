// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/Answer.h"

#include "agent/base/JsonParse.h"
#include "ui/client/Wire.h"

#include <QCoreApplication>

namespace ui {
namespace {

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

agent::ErrorKind kindOf(int status)
{
    using agent::ErrorKind;
    switch (status) {
    case 403:
        return ErrorKind::Denied;
    case 404:
        return ErrorKind::NotFound;
    case 409:
        return ErrorKind::Conflict;
    case 422:
        return ErrorKind::InvalidInput;
    default:
        return ErrorKind::Unavailable;
    }
}

} // namespace

QNetworkRequest controlRequest(const QUrl &server, const QString &path, const QByteArray &token)
{
    QNetworkRequest request(server.resolved(QUrl(path)));
    // The token is for this server and no other.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("Authorization", "Bearer " + token);
    request.setRawHeader("User-Agent", "Slipway window");
    return request;
}

agent::Error refusalOf(QNetworkReply &reply)
{
    using agent::ErrorKind;
    const int status = statusOf(reply);
    const QString where = reply.url().toString();
    if (status == 0)
        return {ErrorKind::Unavailable, reply.errorString(), where};
    const auto problem = agent::json::parse<Problem>(reply.readAll(), agent::json::UnknownKeys::Ignore);
    const QString said = problem ? problem->detail : QString();
    const QString bare = QCoreApplication::translate("ui::Answer", "the server answered %1").arg(status);
    return {kindOf(status), said.isEmpty() ? bare : said, where};
}

bool isAnswered(const QNetworkReply &reply)
{
    return statusOf(reply) / 100 == 2;
}

} // namespace ui
