// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/ErrorNames.h"
#include "agent/values/Model.h"

#include <variant>

/// What the provider "scripted" says, as it is written in a file. Format: docs/agent-file.md.
namespace agent {

/// A text and how it arrives: cut as written, or else in words.
struct ScriptText
{
    QStringList pieces;

    bool operator==(const ScriptText &) const = default;
};

/// How a turn fails.
struct ScriptError
{
    ErrorKind kind = ErrorKind::Unavailable;
    QString message = QStringLiteral("The script says that this call fails");
    std::optional<int> retryAfterSeconds;

    bool operator==(const ScriptError &) const = default;
    static constexpr auto fields =
        std::tuple{json::required("kind", &ScriptError::kind), json::field("message", &ScriptError::message),
                   json::field("retry_after_seconds", &ScriptError::retryAfterSeconds)};
};

/// One call of the model, in the order in which it happens.
struct ScriptTurn
{
    int waitMs = 0;  ///< Before the first piece.
    int pauseMs = 0; ///< Between two pieces.
    ScriptText reasoning;
    ScriptText text;
    QList<ToolCall> toolCalls;          ///< An id that is not written is made up.
    std::optional<ScriptError> error;   ///< After all that was to be said: the answer breaks off.
    std::optional<FinishReason> finish; ///< Absent: as the turn is.
    std::optional<Usage> usage;

    bool operator==(const ScriptTurn &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("wait_ms", &ScriptTurn::waitMs),       json::field("pause_ms", &ScriptTurn::pauseMs),
        json::field("reasoning", &ScriptTurn::reasoning),  json::field("text", &ScriptTurn::text),
        json::field("tool_calls", &ScriptTurn::toolCalls), json::field("error", &ScriptTurn::error),
        json::field("finish", &ScriptTurn::finish),        json::field("usage", &ScriptTurn::usage)};
};

struct Script
{
    QList<ScriptTurn> turns;
    bool repeat = false; ///< Begin again when all turns are used up.

    bool operator==(const Script &) const = default;
    static constexpr auto fields =
        std::tuple{json::required("turns", &Script::turns), json::field("repeat", &Script::repeat)};
};

/// `script:` of an agent file: the script, or the name of a file beside the agent file that holds it.
struct ScriptSource
{
    std::variant<Script, QString> value;

    bool operator==(const ScriptSource &) const = default;
};

/// A text, or a list of its pieces.
void readJson(const QJsonValue &value, ScriptText &out, json::Reader &reader, const QString &where);
/// A list of turns, or a mapping with `turns` and `repeat`; checked.
void readScript(const QJsonValue &value, Script &out, json::Reader &reader, const QString &where);
/// A script or a file's name.
void readJson(const QJsonValue &value, ScriptSource &out, json::Reader &reader, const QString &where);

} // namespace agent
