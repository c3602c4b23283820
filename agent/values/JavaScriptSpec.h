// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// A tool written in JavaScript: the body of a function that is given `args` and returns the result.
struct JavaScriptTool
{
    QString code;         ///< As it stands in the agent file …
    QString file;         ///< … or where it lies, in the agent file's folder and seen from there.
    double timeout = 10;  ///< Seconds after which a call is ended.
    bool network = false; ///< Whether fetch() is there; it reaches public addresses only.

    bool operator==(const JavaScriptTool &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("code", &JavaScriptTool::code), json::field("file", &JavaScriptTool::file),
        json::field("timeout", &JavaScriptTool::timeout), json::field("network", &JavaScriptTool::network)};
};

} // namespace agent
