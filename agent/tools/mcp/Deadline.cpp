// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Deadline.h"

#include "agent/tools/mcp/Wire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::mcp {

Deadline::Deadline(qint64 request, Patience patience)
    : m_request(request)
    , m_patience(std::move(patience))
    , m_end(m_patience.limit)
{
}

void Deadline::take(const RpcMessage &notification, Time elapsed)
{
    if (!m_patience.progress || notification.method != u"notifications/progress")
        return;
    const QJsonObject params = notification.params.value_or(QJsonObject());
    const auto progress = json::fromJson<Progress>(params, json::UnknownKeys::Ignore);
    if (!progress || progress->progressToken != QJsonValue(m_request))
        return;
    if (m_done && progress->progress <= *m_done)
        return;
    m_done = progress->progress;
    m_end = std::min(elapsed + m_patience.limit, longest());
    constexpr qsizetype longestMessage = 1000;
    const QString message = progress->message.value_or(QString()).left(longestMessage);
    m_patience.progress({{}, message, progress->progress, progress->total});
}

void Deadline::take(const QList<RpcMessage> &notifications, Time elapsed)
{
    for (const RpcMessage &notification : notifications)
        take(notification, elapsed);
}

void Deadline::hold(Time elapsed)
{
    if (m_holds++ == 0)
        m_heldSince = elapsed;
}

void Deadline::release(Time elapsed)
{
    if (--m_holds > 0)
        return;
    m_heldFor += elapsed - m_heldSince;
    m_end = std::min(elapsed + m_patience.limit, longest());
}

Deadline::Time Deadline::left(Time elapsed) const
{
    constexpr Time heldPause(500);
    return m_holds > 0 ? heldPause : m_end - elapsed;
}

bool Deadline::isOver(Time elapsed) const
{
    return m_patience.stop.stop_requested() || left(elapsed).count() <= 0;
}

Error Deadline::error(const QString &method) const
{
    if (m_patience.stop.stop_requested())
        return {ErrorKind::Cancelled, u"was stopped"_s, {}};
    const bool isLongest = m_end == longest();
    const double seconds = std::chrono::duration<double>(isLongest ? longest() : m_patience.limit).count();
    const QString since = m_done && !isLongest ? u" of its last progress"_s : QString();
    return {ErrorKind::Timeout, u"did not answer %1 within %2 s%3"_s.arg(method).arg(seconds).arg(since), {}};
}

} // namespace agent::mcp
