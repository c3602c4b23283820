// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// Functions of a Python file: one of them, or all that it offers.
struct PythonTool
{
    QString file;               ///< In the agent file's folder, and seen from there.
    QString function;           ///< Its name in the file; empty: each of them is a tool.
    QMap<QString, QString> env; ///< What it sees beside PATH, HOME and LANG; ${VAR} as written.
    double timeout = 30;        ///< Seconds after which a call is ended.
    bool network = false;       ///< Whether it may use the network, this machine's own included.
    bool writes = false;        ///< Whether it may change files in the agent file's folder.

    bool operator==(const PythonTool &) const = default;
    static constexpr auto fields = std::tuple{
        json::required("file", &PythonTool::file),    json::field("function", &PythonTool::function),
        json::field("env", &PythonTool::env),         json::field("timeout", &PythonTool::timeout),
        json::field("network", &PythonTool::network), json::field("writes", &PythonTool::writes)};
};

} // namespace agent
