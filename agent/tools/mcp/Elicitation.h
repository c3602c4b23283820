// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/mcp/Transport.h"

#include <vector>

namespace agent::mcp {

/// What a server asks a person in the middle of a call (MCP, "Elicitation", form mode), for one call. Must
/// live until end() is done.
class Elicitation
{
public:
    /// `server` is its name in the agent file. Without `context.ask` every question counts as unanswered.
    Elicitation(QString server, CallContext context);
    Q_DISABLE_COPY_MOVE(Elicitation)

    /// Answers a request of the server, once a person has; one that is no question of this kind at once.
    void take(const RpcMessage &request, const AnswerSink &answer);
    /// The answers to the questions by which the newer era holds a call back ("inputRequests"). InvalidInput:
    /// it wants something else than an answer of a person; goes on where "The MCP server x" begins.
    Task<QJsonObject> responses(QJsonObject requests);
    /// Gives up what nobody has answered yet, and waits until that is over.
    QCoro::Task<> end();

private:
    QCoro::Task<> answerLater(RpcMessage request, AnswerSink answer);
    QCoro::Task<QJsonObject> response(QJsonObject params);

    QString m_server;
    CallContext m_context;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_stopped;
    std::vector<QCoro::Task<>> m_asking;
};

} // namespace agent::mcp
