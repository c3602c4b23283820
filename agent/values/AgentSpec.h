// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/CapSpec.h"
#include "agent/values/GuardrailSpec.h"
#include "agent/values/HeaderMap.h"
#include "agent/values/McpSpec.h"
#include "agent/values/MemberSpec.h"
#include "agent/values/MemorySpec.h"
#include "agent/values/OutputSpec.h"
#include "agent/values/PolicySpec.h"
#include "agent/values/Script.h"
#include "agent/values/ServerSpec.h"

#include <array>
#include <variant>

namespace agent {

/// When a model call is tried again.
struct RetrySpec
{
    int maxRetries = 2;                          ///< Further attempts after the first.
    double backoffSeconds = 1.0;                 ///< Wait after the first; each later one is twice as long.
    std::optional<double> requestTimeout = 30.0; ///< Seconds without a byte from the model; null = no limit.
    double rateLimitCooldownSeconds = 5.0;       ///< Added after a rate limit, doubled likewise.

    bool operator==(const RetrySpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("max_retries", &RetrySpec::maxRetries),
                   json::field("backoff_seconds", &RetrySpec::backoffSeconds),
                   json::field("request_timeout", &RetrySpec::requestTimeout),
                   json::field("rate_limit_cooldown_seconds", &RetrySpec::rateLimitCooldownSeconds)};
};

/// Who answers when the provider does not. What is not named is that provider's default, as in AgentSpec.
struct FallbackSpec
{
    QString provider; ///< One of knownProviders().
    std::optional<QString> model;
    std::optional<QString> baseUrl;
    std::optional<QString> apiKey;
    HeaderMap headers = {};

    bool operator==(const FallbackSpec &) const = default;
    static constexpr auto fields = std::tuple{
        json::required("provider", &FallbackSpec::provider), json::field("model", &FallbackSpec::model),
        json::field("base_url", &FallbackSpec::baseUrl), json::field("api_key", &FallbackSpec::apiKey),
        json::field("headers", &FallbackSpec::headers)};
};

/// What one run may use up; checked before each model call.
struct BudgetSpec
{
    std::optional<qint64> maxTotalTokens;
    std::optional<double> maxCostUsd;
    std::optional<double> costWarningThreshold; ///< USD; passing it writes one warning to the log.

    bool operator==(const BudgetSpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("max_total_tokens", &BudgetSpec::maxTotalTokens),
                   json::field("max_cost_usd", &BudgetSpec::maxCostUsd),
                   json::field("cost_warning_threshold", &BudgetSpec::costWarningThreshold)};
};

/// What one run may do beside that, and what a session and a day may use.
struct LimitsSpec
{
    std::optional<int> toolCalls;  ///< Tool calls of one run, at least 1.
    std::optional<double> seconds; ///< Of one run, from its start.
    /// After so many calls of a tool with the same arguments and the same result it is not called like that
    /// again, and the model is told so.
    int sameResults = 3;
    CapSpec session; ///< Of all runs of one session; see agent/run/Caps.h.
    CapSpec day;     ///< Of all runs of one day, which ends at midnight UTC.

    bool operator==(const LimitsSpec &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("tool_calls", &LimitsSpec::toolCalls), json::field("seconds", &LimitsSpec::seconds),
        json::field("same_results", &LimitsSpec::sameResults), json::field("session", &LimitsSpec::session),
        json::field("day", &LimitsSpec::day)};
};

/// A model's check of every tool call; see agent/run/Coherence.h.
struct CoherenceSpec
{
    bool enabled = false;
    std::optional<QString> model;
    std::optional<QString> provider;
    bool failClosed = false;

    bool operator==(const CoherenceSpec &) const = default;
    static constexpr auto fields = std::tuple{json::field("enabled", &CoherenceSpec::enabled),
                                              json::field("model", &CoherenceSpec::model),
                                              json::field("provider", &CoherenceSpec::provider),
                                              json::field("fail_closed", &CoherenceSpec::failClosed)};
};

/// Summarising of old messages; see agent/run/Compression.h.
struct CompressSpec
{
    bool enabled = false;
    double threshold = 0.75; ///< Fraction of the model's context, 0 to 1.
    int keepRecent = 4;      ///< Turns kept word for word.

    bool operator==(const CompressSpec &) const = default;
    static constexpr auto fields = std::tuple{json::field("enabled", &CompressSpec::enabled),
                                              json::field("threshold", &CompressSpec::threshold),
                                              json::field("keep_recent", &CompressSpec::keepRecent)};
};

/// What a trace keeps. Read and kept; traces are not part of this version, and the loader says so.
struct TraceSpec
{
    std::optional<int> toolResultChars = 200;
    QJsonObject metadata;
    std::optional<QString> parentRunId;

    bool operator==(const TraceSpec &) const = default;
    static constexpr auto fields = std::tuple{json::field("tool_result_chars", &TraceSpec::toolResultChars),
                                              json::field("metadata", &TraceSpec::metadata),
                                              json::field("parent_run_id", &TraceSpec::parentRunId)};
};

/// An agent file as a typed value. Keys and defaults: docs/agent-file.md.
struct AgentSpec
{
    QString name; ///< Shown to people and clients; the file's base name when absent.
    QString description;
    QString provider = QStringLiteral("openai"); ///< One of knownProviders().
    std::optional<QString> model;                ///< Absent: the provider's default.
    std::optional<QString> baseUrl;              ///< http or https, up to and including "/v1".
    std::optional<QString> apiKey; ///< Always "${VAR}" as written; resolved only when a provider is made.
    HeaderMap headers;             ///< Sent with every request beside the usual ones, ${VAR} as written.
    QList<FallbackSpec> fallbacks; ///< Asked in this order, each after the one before has failed for good.
    std::optional<ScriptSource> script; ///< What the provider "scripted" says; nobody else reads it.
    double temperature = 0.0;           ///< 0 to 2.
    int maxTokens = 1000;               ///< Output tokens of one model call, at least 1.
    int maxIterations = 6;              ///< Model turns of one run, at least 1.
    QString systemPrompt;
    bool verbose = false; ///< Headless: every event of a run is printed.
    bool stream = false;  ///< Kept for compatibility: Slipway always streams from the model.
    std::optional<ReasoningStrategy> reasoningStrategy;
    QList<ToolSpec> tools;
    QMap<QString, McpSpec> mcpServers; ///< Whose tools the agent has too, by name.
    QStringList handOverTo;            ///< Keys in `agents`: who may go on in its place.
    QMap<QString, MemberSpec> agents;  ///< Further agents, by name.
    QStringList conversationStarters;  ///< Offered as buttons in an empty playground.
    QStringList quickReplies;          ///< Offered below the last answer.
    RetrySpec retry;
    BudgetSpec budget;
    LimitsSpec limits;
    PolicySpec policy;
    std::optional<OutputSpec> output;
    QList<GuardrailSpec> guardrails; ///< Laid on every text in this order.
    CoherenceSpec coherence;
    MemorySpec memory;
    CompressSpec compress;
    TraceSpec trace;
    ServerSpec server;

    bool operator==(const AgentSpec &) const = default;
    // How `tools` is read, and the rules beyond the types, stand in agent/spec.
    static constexpr auto fields =
        std::tuple{json::field("name", &AgentSpec::name),
                   json::field("description", &AgentSpec::description),
                   json::field("provider", &AgentSpec::provider),
                   json::field("model", &AgentSpec::model),
                   json::field("base_url", &AgentSpec::baseUrl),
                   json::field("api_key", &AgentSpec::apiKey),
                   json::field("headers", &AgentSpec::headers),
                   json::field("fallbacks", &AgentSpec::fallbacks),
                   json::field("script", &AgentSpec::script),
                   json::field("temperature", &AgentSpec::temperature),
                   json::field("max_tokens", &AgentSpec::maxTokens),
                   json::field("max_iterations", &AgentSpec::maxIterations),
                   json::field("system_prompt", &AgentSpec::systemPrompt),
                   json::field("verbose", &AgentSpec::verbose),
                   json::field("stream", &AgentSpec::stream),
                   json::field("reasoning_strategy", &AgentSpec::reasoningStrategy),
                   json::field("tools", &AgentSpec::tools),
                   json::field("mcp_servers", &AgentSpec::mcpServers),
                   json::field("mcpServers", &AgentSpec::mcpServers), // as other programs call it
                   json::field("hand_over_to", &AgentSpec::handOverTo),
                   json::field("agents", &AgentSpec::agents),
                   json::field("conversation_starters", &AgentSpec::conversationStarters),
                   json::field("quick_replies", &AgentSpec::quickReplies),
                   json::field("retry", &AgentSpec::retry),
                   json::field("budget", &AgentSpec::budget),
                   json::field("limits", &AgentSpec::limits),
                   json::field("policy", &AgentSpec::policy),
                   json::field("output", &AgentSpec::output),
                   json::field("guardrails", &AgentSpec::guardrails),
                   json::field("coherence", &AgentSpec::coherence),
                   json::field("memory", &AgentSpec::memory),
                   json::field("compress", &AgentSpec::compress),
                   json::field("trace", &AgentSpec::trace),
                   json::field("server", &AgentSpec::server)};
};

/// What `provider:` may say. "auto" picks the first of OpenAI, Anthropic and Gemini whose key is set, else a
/// local Ollama, else "demo".
inline QStringList knownProviders()
{
    return {QStringLiteral("auto"),    QStringLiteral("anthropic"),
            QStringLiteral("demo"),    QStringLiteral("gemini"),
            QStringLiteral("local"),   QStringLiteral("ollama"),
            QStringLiteral("openai"),  QStringLiteral("openai-responses"),
            QStringLiteral("scripted")};
}

} // namespace agent
