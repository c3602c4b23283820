// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"

/// The JSON of the native dialect. Field names are those of the contract that existing clients know (POST
/// /invoke, POST /stream, GET /health, GET /schema); fields of our own are added beside them.
namespace server::native {

namespace json = agent::json;

/// One earlier turn of the conversation, as the client keeps it.
struct Turn
{
    agent::Role role = agent::Role::User; ///< "user" or "assistant".
    QString content;

    static constexpr auto fields =
        std::tuple{json::required("role", &Turn::role), json::required("content", &Turn::content)};
};

/// Settings of the agent file that hold for one request only.
struct Overrides
{
    std::optional<QString> model;
    std::optional<double> temperature; ///< 0 to 2.
    std::optional<int> maxTokens;
    std::optional<int> maxIterations;
    std::optional<QString> systemPrompt;
    std::optional<agent::ReasoningStrategy> reasoningStrategy;

    static constexpr auto fields =
        std::tuple{json::field("model", &Overrides::model),
                   json::field("temperature", &Overrides::temperature),
                   json::field("max_tokens", &Overrides::maxTokens),
                   json::field("max_iterations", &Overrides::maxIterations),
                   json::field("system_prompt", &Overrides::systemPrompt),
                   json::field("reasoning_strategy", &Overrides::reasoningStrategy)};
};

/// Body of POST /invoke and POST /stream.
struct PromptRequest
{
    QString prompt;       ///< What the person says now; not blank.
    QList<Turn> messages; ///< The conversation before it, oldest first, if the client keeps it.
    std::optional<Overrides> configOverrides;
    std::optional<QString> sessionId =
        {};                    ///< Whose usage it is: 1 to 128 printable characters without spaces.
    bool waitAtLimits = false; ///< A person is there who may raise them.
    bool background = false;   ///< The run is to go on without its client.
    bool continues = false;    ///< What was said in the session before is told to the model.

    static constexpr auto fields =
        std::tuple{json::required("prompt", &PromptRequest::prompt),
                   json::field("messages", &PromptRequest::messages),
                   json::field("config_overrides", &PromptRequest::configOverrides),
                   json::field("session_id", &PromptRequest::sessionId),
                   json::field("wait_at_limits", &PromptRequest::waitAtLimits),
                   json::field("background", &PromptRequest::background),
                   json::field("continue", &PromptRequest::continues)};
};

struct CalledTool
{
    QString id;
    QString toolName;
    QJsonObject parameters;
    std::optional<agent::ToolOutcome> outcome;
    std::optional<QString> result;
    std::optional<qint64> durationMs;
    std::optional<QList<agent::Attachment>> attachments = {};

    static constexpr auto fields = std::tuple{json::field("id", &CalledTool::id),
                                              json::field("tool_name", &CalledTool::toolName),
                                              json::field("parameters", &CalledTool::parameters),
                                              json::field("outcome", &CalledTool::outcome),
                                              json::field("result", &CalledTool::result),
                                              json::field("duration_ms", &CalledTool::durationMs),
                                              json::field("attachments", &CalledTool::attachments)};
};

/// The limit that ended a run, or at which it waits.
struct HitLimit
{
    agent::Limit name = agent::Limit::Iterations;
    double value = 0;
    double cap = 0;

    static constexpr auto fields =
        std::tuple{json::field("name", &HitLimit::name), json::field("value", &HitLimit::value),
                   json::field("cap", &HitLimit::cap)};
};

/// Answer of POST /invoke, and with `type` the last event of POST /stream.
struct RunAnswer
{
    std::optional<QString> type; ///< "result" in a stream, absent in /invoke.
    QString content;
    std::optional<QJsonObject>
        output; ///< With `output` in the agent file: the answer as an object of its shape.
    QList<CalledTool> toolCalls;
    QJsonValue reasoning; ///< Text or null.
    int iterations = 0;
    qint64 tokens = 0;  ///< Of this request alone.
    QJsonValue costUsd; ///< Of this request alone; null when a price is unknown.
    QString runId;
    agent::RunStatus status = agent::RunStatus::Completed;
    agent::Usage usage;
    qint64 durationMs = 0;
    std::optional<QString> sessionId;   ///< As the request named it.
    std::optional<qint64> firstTokenMs; ///< Until the first piece of the first model call.
    std::optional<HitLimit> limit;      ///< With Limited.

    static constexpr auto fields = std::tuple{json::field("type", &RunAnswer::type),
                                              json::field("content", &RunAnswer::content),
                                              json::field("output", &RunAnswer::output),
                                              json::field("tool_calls", &RunAnswer::toolCalls),
                                              json::field("reasoning", &RunAnswer::reasoning),
                                              json::field("iterations", &RunAnswer::iterations),
                                              json::field("tokens", &RunAnswer::tokens),
                                              json::field("cost_usd", &RunAnswer::costUsd),
                                              json::field("run_id", &RunAnswer::runId),
                                              json::field("status", &RunAnswer::status),
                                              json::field("usage", &RunAnswer::usage),
                                              json::field("duration_ms", &RunAnswer::durationMs),
                                              json::field("session_id", &RunAnswer::sessionId),
                                              json::field("first_token_ms", &RunAnswer::firstTokenMs),
                                              json::field("limit", &RunAnswer::limit)};
};

/// The conversation a request speaks of, the prompt last. InvalidInput: a blank prompt, a turn that is
/// neither the user's nor the assistant's, messages where the session's own are to come first.
agent::Result<QList<agent::Message>> conversation(const PromptRequest &request);

/// The name of the session a request belongs to; empty without one. InvalidInput: it is no name, or there is
/// none and the session is to go on.
agent::Result<QString> sessionOf(const PromptRequest &request);

/// The agent with the request's settings laid over its own. InvalidInput names a value that is out of range.
agent::Result<agent::AgentPtr> agentFor(const agent::AgentPtr &agent,
                                        const std::optional<Overrides> &overrides);

/// The answer to a run, folded from its events; for a run that failed the error instead.
agent::Result<RunAnswer> answerOf(const QList<agent::RunEvent> &events);

} // namespace server::native
