// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"
#include "agent/values/ToolInfo.h"
#include "agent/values/Usage.h"

#include <chrono>
#include <functional>
#include <variant>

namespace agent {

/// The shape an answer is to have.
struct OutputSchema
{
    QString name;       ///< Letters, digits, "_" and "-", at most 64.
    QJsonObject schema; ///< JSON Schema of type "object".
};

/// What goes to a model for one turn.
struct ModelRequest
{
    QString model;
    QString instructions;    ///< The system prompt, tools not described in it.
    QList<Message> messages; ///< Oldest first; no Role::System among them.
    QList<ToolInfo> tools;
    /// The instructions say it too; this is for providers whose API has a place for it.
    std::optional<OutputSchema> outputSchema = {};
    double temperature = 0;
    int maxTokens = 1000; ///< Output limit.
    std::chrono::milliseconds idleLimit{
        30'000}; ///< Nothing from the model for this long ends the call (Timeout).
};

/// Why a model stopped.
enum class FinishReason {
    Stop,      ///< It had said all.
    ToolCalls, ///< It wants tools called.
    Length,    ///< The output limit cut it off.
    Filtered,  ///< The provider withheld the rest.
};

constexpr auto names(FinishReason)
{
    return std::array{
        json::Name{FinishReason::Stop, "stop"}, json::Name{FinishReason::ToolCalls, "tool_calls"},
        json::Name{FinishReason::Length, "length"}, json::Name{FinishReason::Filtered, "filtered"}};
}

/// A whole model turn.
struct ModelReply
{
    Message message;
    FinishReason finish = FinishReason::Stop;
    std::optional<Usage> usage; ///< Absent when the provider did not tell.

    bool operator==(const ModelReply &) const = default;
};

/// A piece of the answer's text.
struct TextPiece
{
    QString text;
    bool operator==(const TextPiece &) const = default;
};

/// A piece of the model's reasoning, where the provider gives it.
struct ReasoningPiece
{
    QString text;
    bool operator==(const ReasoningPiece &) const = default;
};

/// What arrives while a model is talking.
using ModelDelta = std::variant<TextPiece, ReasoningPiece>;
/// Called on the run's thread, in order, before the reply is there.
using ModelSink = std::function<void(const ModelDelta &)>;

} // namespace agent
