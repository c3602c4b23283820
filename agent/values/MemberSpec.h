// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/HeaderMap.h"
#include "agent/values/ToolSpec.h"

#include <array>

namespace agent {

enum class ReasoningStrategy { React, Cot, PlanThenAct };

constexpr auto names(ReasoningStrategy)
{
    return std::array{json::Name{ReasoningStrategy::React, "react"},
                      json::Name{ReasoningStrategy::Cot, "cot"},
                      json::Name{ReasoningStrategy::PlanThenAct, "plan_then_act"}};
}

/// One entry of `agents:`: an agent beside the one the file describes. What it does not say is as the file
/// says for that one; limits and policy are one for all.
struct MemberSpec
{
    QString description;             ///< Tells other agents what it is good for.
    std::optional<QString> provider; ///< Absent: the same; else what the next four do not say is its default.
    std::optional<QString> model;
    std::optional<QString> baseUrl; ///< Only with `provider`.
    std::optional<QString> apiKey;  ///< Only with `provider`; "${VAR}" as in AgentSpec.
    HeaderMap headers;              ///< Only with `provider`; as in AgentSpec.
    std::optional<double> temperature;
    std::optional<int> maxTokens;
    std::optional<int> maxIterations;
    QString systemPrompt;
    std::optional<ReasoningStrategy> reasoningStrategy;
    QList<ToolSpec> tools;
    QStringList handOverTo; ///< Agents that may go on in its place.

    bool operator==(const MemberSpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("description", &MemberSpec::description),
                   json::field("provider", &MemberSpec::provider),
                   json::field("model", &MemberSpec::model),
                   json::field("base_url", &MemberSpec::baseUrl),
                   json::field("api_key", &MemberSpec::apiKey),
                   json::field("headers", &MemberSpec::headers),
                   json::field("temperature", &MemberSpec::temperature),
                   json::field("max_tokens", &MemberSpec::maxTokens),
                   json::field("max_iterations", &MemberSpec::maxIterations),
                   json::field("system_prompt", &MemberSpec::systemPrompt),
                   json::field("reasoning_strategy", &MemberSpec::reasoningStrategy),
                   json::field("tools", &MemberSpec::tools),
                   json::field("hand_over_to", &MemberSpec::handOverTo)};
};

/// The word by which other agents of a file name the one the file describes.
inline QString mainAgent()
{
    return QStringLiteral("main");
}

/// What a model calls to hand over to that agent.
inline QString handOverTool(const QString &agent)
{
    return QStringLiteral("hand_over_to_") + agent;
}

} // namespace agent
