// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"
#include "agent/tools/Tool.h"

#include <deque>

namespace testing {

/// A provider that says what it was told to say, step by step, and remembers what it was asked.
class ScriptedProvider : public agent::Provider
{
public:
    struct Step
    {
        agent::Result<agent::ModelReply> reply;
        QStringList pieces;                ///< Text that is streamed before the reply.
        std::chrono::milliseconds delay{}; ///< Wait before the reply; a stop request ends it as Cancelled.
        QString reasoning = {};            ///< Streamed first.
    };

    QString name() const override { return QStringLiteral("scripted"); }
    QString defaultModel() const override { return QStringLiteral("scripted-1"); }
    agent::Task<agent::ModelReply> complete(agent::ModelRequest request, agent::ModelSink sink,
                                            std::stop_token stop) override;

    std::deque<Step> steps;
    QList<agent::ModelRequest> requests;
};

/// "Says this and is done", with 10 tokens in and 5 out.
ScriptedProvider::Step says(const QString &text);
/// "Wants these tools called."
ScriptedProvider::Step calls(const QList<agent::ToolCall> &calls);
ScriptedProvider::Step fails(agent::ErrorKind kind, const QString &message);

/// A tool made of a function and a delay.
class ScriptedTool : public agent::Tool
{
public:
    using Function = std::function<agent::ToolResult(const QJsonObject &)>;
    ScriptedTool(const QString &name, Function function, std::chrono::milliseconds delay = {});
    /// With other parameters than an integer "n".
    ScriptedTool(const QString &name, Function function, std::chrono::milliseconds delay,
                 const QJsonObject &parameters);

    const agent::ToolInfo &info() const override { return m_info; }
    QCoro::Task<agent::ToolResult> call(QJsonObject arguments, agent::CallContext context) override;
    void setSideEffect(agent::SideEffect effect) { m_info.sideEffect = effect; }

    int cancelled = 0; ///< How often a call was stopped.

private:
    agent::ToolInfo m_info;
    Function m_function;
    std::chrono::milliseconds m_delay;
};

} // namespace testing
