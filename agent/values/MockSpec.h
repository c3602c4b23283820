// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// One canned answer of a tool that only pretends.
struct MockAnswer
{
    /// By argument: a pattern, as in PolicyRule. All must fit; without any it answers every call.
    QMap<QString, QString> when;
    QString text; ///< What it gives back; {argument} is filled in.
    QJsonValue json =
        QJsonValue::Undefined; ///< In its place: a value, in whose texts {argument} is filled in.
    QString error;             ///< Or how it fails; {argument} is filled in.
    double delay = 0;          ///< Seconds before it answers.

    bool operator==(const MockAnswer &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("when", &MockAnswer::when), json::field("text", &MockAnswer::text),
                   json::field("json", &MockAnswer::json), json::field("error", &MockAnswer::error),
                   json::field("delay", &MockAnswer::delay)};
};

/// A tool that only pretends: the first answer that fits.
struct MockTool
{
    QList<MockAnswer> answers;
    bool operator==(const MockTool &) const = default;
};

} // namespace agent
