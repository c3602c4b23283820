// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>
#include <optional>

namespace agent {

/// Where in a run a guardrail looks.
enum class GuardrailPlace {
    Input,     ///< What the person says.
    Output,    ///< What the model says.
    Arguments, ///< What the model wants a tool called with.
    Results,   ///< What a tool gives back.
};

constexpr auto names(GuardrailPlace)
{
    using enum GuardrailPlace;
    return std::array{json::Name{Input, "input"}, json::Name{Output, "output"},
                      json::Name{Arguments, "arguments"}, json::Name{Results, "results"}};
}

/// What happens where a guardrail finds something.
enum class GuardrailAction {
    Block,  ///< What it was found in does not go on.
    Redact, ///< A mark takes the place of what was found.
    Warn,   ///< It is only told.
};

constexpr auto names(GuardrailAction)
{
    return std::array{json::Name{GuardrailAction::Block, "block"},
                      json::Name{GuardrailAction::Redact, "redact"},
                      json::Name{GuardrailAction::Warn, "warn"}};
}

/// What can be told to be of a person; see agent/run/PersonalData.h.
enum class PersonalData { Email, Phone, Iban, Card, Ssn, IpAddress };

constexpr auto names(PersonalData)
{
    using enum PersonalData;
    return std::array{json::Name{Email, "email"}, json::Name{Phone, "phone"},
                      json::Name{Iban, "iban"},   json::Name{Card, "card"},
                      json::Name{Ssn, "ssn"},     json::Name{IpAddress, "ip_address"}};
}

/// One entry of `guardrails:`. It finds what any of its four ways to look finds; it has at least one.
struct GuardrailSpec
{
    QString name; ///< Told wherever it applies; each name once.
    QList<GuardrailPlace> on{GuardrailPlace::Input, GuardrailPlace::Output, GuardrailPlace::Arguments,
                             GuardrailPlace::Results};
    std::optional<QString> match;     ///< A regular expression (Perl's, as PCRE2 reads it).
    std::optional<int> maxLength;     ///< Characters; finds what is beyond.
    bool secrets = false;             ///< Finds keys, tokens and passwords.
    QList<PersonalData> personalData; ///< Finds these.
    GuardrailAction action = GuardrailAction::Block;
    std::optional<QString> message; ///< Only with Block: what the person, or the model, is told.

    bool operator==(const GuardrailSpec &) const = default;
    static constexpr auto fields = std::tuple{json::required("name", &GuardrailSpec::name),
                                              json::field("on", &GuardrailSpec::on),
                                              json::field("match", &GuardrailSpec::match),
                                              json::field("max_length", &GuardrailSpec::maxLength),
                                              json::field("secrets", &GuardrailSpec::secrets),
                                              json::field("personal_data", &GuardrailSpec::personalData),
                                              json::field("action", &GuardrailSpec::action),
                                              json::field("message", &GuardrailSpec::message)};
};

} // namespace agent
