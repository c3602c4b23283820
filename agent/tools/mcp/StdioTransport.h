// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Clock.h"
#include "agent/tools/mcp/Deadline.h"
#include "agent/tools/process/ServerProcess.h"

#include <QHash>

namespace agent::mcp {

/// The way to a server that is a program of ours to start: one message a line on its standard input and
/// output (MCP, "stdio"). What it writes to its standard error, and what is no message, goes to `note`.
/// Some lines that are no message are forgiven, for many servers greet; a hundred are not.
class StdioTransport : public Transport
{
public:
    /// Starts the program.
    StdioTransport(Program program, NoteSink note);

    bool isOpen() const override { return m_process.isRunning(); }
    Task<RpcMessage> exchange(Outgoing request, Patience patience) override;
    Task<> tell(Outgoing notification, Patience patience) override;
    void listen(Outgoing asking, NewsSink news) override;

private:
    void take(const QByteArray &line);
    void takeAnswer(const RpcMessage &answer);
    void takeRequest(const RpcMessage &request);
    void takeNotification(const RpcMessage &notification);
    void takeUnreadable(const QByteArray &line);
    void takeEnd(const QString &why);
    tl::unexpected<Error> abandon(const RpcMessage &request, const Deadline &deadline);

    struct Waiting
    {
        Patience patience;
        Deadline deadline;
        Stopwatch watch = {};
        Wake wake = {};
        std::optional<RpcMessage> answer = {};
    };

    NoteSink m_note;
    NewsSink m_news;
    QHash<qint64, std::shared_ptr<Waiting>> m_waiting; // by the id of the request
    QString m_oddity; // the last thing that helped nobody: often why it is silent
    QString m_end;    // why it has ended
    int m_unreadableLines = 0;
    ServerProcess m_process; // the last member: while it ends, the others are still there
};

} // namespace agent::mcp
