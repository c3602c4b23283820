// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

namespace agent {

/// One text or several.
struct CaseTexts
{
    QStringList texts;

    bool operator==(const CaseTexts &) const = default;
};

void readJson(const QJsonValue &value, CaseTexts &out, json::Reader &reader, const QString &where);

/// What is expected of the result of a tool call; all of it must hold.
struct CaseExpectation
{
    ToolOutcome outcome = ToolOutcome::Ok;
    /// A text: the result itself. Any other value: what the result means as JSON. Undefined: not asked for.
    QJsonValue equals = QJsonValue::Undefined;
    CaseTexts contains;             ///< Each stands somewhere in the result.
    std::optional<QString> matches; ///< A regular expression (see Pattern) that fits somewhere in it.
    /// By JSON pointer into the result: what stands there. Of a mapping only the keys that are named count.
    QMap<QString, QJsonValue> json;
    std::optional<QJsonObject> schema; ///< JSON Schema that the result fits.

    bool operator==(const CaseExpectation &) const = default;
    static constexpr auto fields = std::tuple{json::field("outcome", &CaseExpectation::outcome),
                                              json::field("equals", &CaseExpectation::equals),
                                              json::field("contains", &CaseExpectation::contains),
                                              json::field("matches", &CaseExpectation::matches),
                                              json::field("json", &CaseExpectation::json),
                                              json::field("schema", &CaseExpectation::schema)};
};

/// A tool call with a name, and what is expected of it: one entry of a cases file.
struct ToolCase
{
    QString name; ///< Each name once.
    QString tool;
    QJsonObject arguments; ///< As a model would give them; they may be wrong on purpose.
    CaseExpectation expect;

    bool operator==(const ToolCase &) const = default;
    static constexpr auto fields =
        std::tuple{json::required("name", &ToolCase::name), json::required("tool", &ToolCase::tool),
                   json::field("arguments", &ToolCase::arguments), json::field("expect", &ToolCase::expect)};
};

} // namespace agent
