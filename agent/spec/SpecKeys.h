// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <limits>
#include <span>

namespace agent {

/// What is known of a key of an agent file beyond its type: the one place for the rules' ranges, the schema's
/// words and the editor's help.
struct SpecKey
{
    static constexpr double unlimited = std::numeric_limits<double>::max();
    static constexpr double aboveZero = std::numeric_limits<double>::min();

    const char *place; ///< "/retry/max_retries", "/tools/*/http/url": a JSON pointer, "*" for any list item.
    const char *meaning; ///< One or two sentences for a person.
    double lowest = -unlimited;
    double highest = unlimited;
    const char *range = "";           ///< What a number must be, in words; empty: any number will do.
    QStringList (*words)() = nullptr; ///< The texts it may have, where the type does not say.
    const char *pattern = ""; ///< What a text must match, as a regular expression; `words` are examples then.
};

std::span<const SpecKey> specKeys();

} // namespace agent
