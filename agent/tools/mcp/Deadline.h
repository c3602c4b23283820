// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/mcp/Transport.h"

namespace agent::mcp {

/// How long the answer to one request is waited for: the limit, anew whenever the server tells that it got
/// further, and ten limits at most; without end while a person is asked. Tells of that progress too. Times
/// are counted from the request's begin.
class Deadline
{
public:
    using Time = std::chrono::milliseconds;

    /// `request` is its id, and the token of its progress.
    Deadline(qint64 request, Patience patience);

    /// Takes what a server says unasked. Passed over: all but progress of this request, and progress that
    /// does not grow.
    void take(const RpcMessage &notification, Time elapsed);
    void take(const QList<RpcMessage> &notifications, Time elapsed);
    /// A person is being asked …
    void hold(Time elapsed);
    /// … and has answered: the limit begins anew.
    void release(Time elapsed);
    /// Until it is to be looked at again.
    Time left(Time elapsed) const;
    /// Whether nobody waits any more.
    bool isOver(Time elapsed) const;
    /// Why not; `method` is the request's. Cancelled or Timeout; goes on where "The MCP server x" begins.
    Error error(const QString &method) const;

private:
    Time longest() const { return 10 * m_patience.limit + m_heldFor; }

    qint64 m_request;
    Patience m_patience;
    Time m_end;
    std::optional<double> m_done;
    int m_holds = 0;
    Time m_heldSince{};
    Time m_heldFor{};
};

} // namespace agent::mcp
