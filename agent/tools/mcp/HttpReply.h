// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>

namespace agent::mcp {

/// 0 as long as there is none.
inline int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// Known as soon as the head is there.
inline bool isEventStream(const QNetworkReply &reply)
{
    const QString type = reply.header(QNetworkRequest::ContentTypeHeader).toString();
    return type.startsWith(QStringLiteral("text/event-stream"), Qt::CaseInsensitive);
}

} // namespace agent::mcp
