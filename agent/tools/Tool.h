// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/values/RunEvent.h"
#include "agent/values/ToolInfo.h"

#include <functional>

namespace agent {

/// What a tool gives back: text for the model, and how it went.
struct ToolResult
{
    ToolOutcome outcome = ToolOutcome::Ok;
    QString text;                       ///< One short, correct sentence when the outcome is not Ok.
    std::optional<Usage> usage = {};    ///< Where a model stands behind it: its tokens …
    std::optional<double> costUsd = {}; ///< … and what they cost; absent when unknown.
    QList<Attachment> attachments = {}; ///< Images and files beside the text.
    bool mayPass = false; ///< With Error: the cause may pass by itself, so trying again may help.

    bool operator==(const ToolResult &) const = default;
};

/// What a tool wants to know of a person in the middle of a call.
struct Question
{
    QString sentence;
    QJsonObject schema; ///< JSON Schema of type "object": what is to be given.
};

struct Reply
{
    enum class How {
        Given,
        Declined,   ///< By a person.
        Unanswered, ///< Nobody answered in time, or can be asked.
    };

    How how = How::Unanswered;
    QJsonObject content = {}; ///< With Given; it fits the schema.
};

/// One call, as the tool sees it.
struct CallContext
{
    using Ask = std::function<QCoro::Task<Reply>(Question question, std::stop_token stop)>;

    CallContext(std::stop_token stopToken = {}, std::function<void(const ToolProgress &)> listener = {},
                Ask asker = {})
        : stop(std::move(stopToken))
        , tell(std::move(listener))
        , ask(std::move(asker))
    {
    }

    std::stop_token stop;
    /// How far it is, on the server's thread and only while call() runs; ToolProgress::call is left empty.
    /// May be empty: nobody listens.
    std::function<void(const ToolProgress &)> tell;
    /// Asks a person and waits for an answer, until the tool gives it up. Only while call() runs; may be
    /// empty: nobody can be asked.
    Ask ask;
};

/// Something a model may call: the seam every tool kind stands behind. Lives on the server's thread, is
/// shared by all runs of an agent and keeps nothing of a call in itself. A tool that would block moves to a
/// worker thread by itself.
class Tool
{
public:
    Tool() = default;
    virtual ~Tool() = default;
    Q_DISABLE_COPY_MOVE(Tool)

    virtual const ToolInfo &info() const = 0;

    /// Runs once. `arguments` were checked against info().parameters. Ends in every case; after context.stop
    /// soon (100 ms), with ToolOutcome::Cancelled. The caller keeps the tool alive until the task is done.
    virtual QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) = 0;
};

} // namespace agent
