// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>

namespace agent {

/// What happens when the model calls a tool.
enum class PolicyAction {
    Live, ///< It runs.
    Mock, ///< It does not run; a canned answer takes its place.
    Ask,  ///< It waits for a person to allow or deny it.
    Deny, ///< It does not run, and the model is told so.
};

constexpr auto names(PolicyAction)
{
    return std::array{json::Name{PolicyAction::Live, "live"}, json::Name{PolicyAction::Mock, "mock"},
                      json::Name{PolicyAction::Ask, "ask"}, json::Name{PolicyAction::Deny, "deny"}};
}

/// One rule about one tool.
struct PolicyRule
{
    /// By argument: a pattern in which "*" is any text and "?" any character. All must fit for the rule to
    /// hold; an argument that is not there fits none. Texts are compared as they are, other values as JSON.
    QMap<QString, QString> when;
    PolicyAction action = PolicyAction::Live;
    /// With Mock the answer, in which {argument} is filled in; with Deny the reason the model is told; with
    /// Ask what the person is told.
    QString message;

    bool operator==(const PolicyRule &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("when", &PolicyRule::when), json::required("action", &PolicyRule::action),
                   json::field("message", &PolicyRule::message)};
};

/// What a file says about one tool: the first rule that fits holds, and without one PolicySpec::others.
/// Written as one word, one rule or a list of rules.
struct ToolPolicy
{
    QList<PolicyRule> rules;
    bool isList = false; ///< How it was written, so that a fault can be placed.

    bool operator==(const ToolPolicy &) const = default;
};

void readJson(const QJsonValue &value, ToolPolicy &out, json::Reader &reader, const QString &where);

/// Which tool calls are carried out, and which need a person.
struct PolicySpec
{
    QMap<QString, ToolPolicy> tools;             ///< By the tool's name.
    std::optional<PolicyAction> others;          ///< For calls that no rule fits; absent: see asksFirst().
    std::optional<double> approvalTimeout = 300; ///< Seconds a call waits for a person; null: for ever.

    bool operator==(const PolicySpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("tools", &PolicySpec::tools), json::field("others", &PolicySpec::others),
                   json::field("approval_timeout", &PolicySpec::approvalTimeout)};
};

} // namespace agent
