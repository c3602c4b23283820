// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// `output:` — the shape that a final answer must have.
struct OutputSpec
{
    QJsonObject schema;                      ///< JSON Schema of type "object".
    QString name = QStringLiteral("answer"); ///< What providers call it: 1 to 64 letters, digits, "_", "-".
    int repairs = 1;                         ///< How often the model may try again, 0 to 10.

    bool operator==(const OutputSpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::required("schema", &OutputSpec::schema), json::field("name", &OutputSpec::name),
                   json::field("repairs", &OutputSpec::repairs)};
};

} // namespace agent
