// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/tools/http/Fetch.h"
#include "agent/tools/mcp/JsonRpc.h"
#include "agent/values/RunEvent.h"

#include <functional>

namespace agent::mcp {

/// The protocol has two eras: with a handshake (2024-11-05 to 2025-11-25), and without (2026-07-28).
enum class Era { Legacy, Modern };

/// A message on its way to a server, and what HTTP wants to have repeated outside it.
struct Outgoing
{
    RpcMessage message;
    Era era = Era::Legacy;
    QList<HttpHeader> headers = {};
};

/// Told how far a request is; ToolProgress::call is left empty.
using ProgressSink = std::function<void(const ToolProgress &)>;

/// Takes the answer to a request of the server; once.
using AnswerSink = std::function<void(const RpcMessage &answer)>;

/// How long somebody waits for an answer.
struct Patience
{
    std::chrono::milliseconds limit{};
    std::stop_token stop = {};
    ProgressSink progress = {}; ///< Where it is there, progress is asked for, and gives more time.
    /// Takes what the server asks meanwhile, and answers it before the transport ends. Until then the limit
    /// does not count. Where it is not there, rpcAnswer() answers.
    std::function<void(const RpcMessage &request, const AnswerSink &answer)> asked = {};
};

/// Told what a server says of its own accord: its notifications.
using NewsSink = std::function<void(const RpcMessage &notification)>;

/// Told what a server says beside the protocol: its log, and what nobody can read. One line at a time.
using NoteSink = std::function<void(const QString &line)>;

/// The way to one server: carries messages and understands nothing of them but which answer belongs to which
/// request. Requests of the server are answered with rpcAnswer(). Server thread only; must live until every
/// task is done.
///
/// The messages of all its errors go on where "The MCP server x" begins. Errors: Timeout, Cancelled (both
/// tell the server so), Unavailable (not reached, ended, broke a rule of the wire), Unauthorized.
class Transport
{
public:
    Transport() = default;
    virtual ~Transport() = default;
    Q_DISABLE_COPY_MOVE(Transport)

    /// Whether it can still carry anything.
    virtual bool isOpen() const = 0;
    /// Sends a request and waits for its answer, which may be an error of the server's.
    virtual Task<RpcMessage> exchange(Outgoing request, Patience patience) = 0;
    /// Sends what has no answer.
    virtual Task<> tell(Outgoing notification, Patience patience) = 0;
    /// Tells what the server says of its own accord, from now until the way ends. `asking` is the request for
    /// it in the newer era, of which no answer is told; the older one has none.
    virtual void listen(Outgoing asking, NewsSink news) = 0;
};

} // namespace agent::mcp
