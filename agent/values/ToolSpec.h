// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/CommandSpec.h"
#include "agent/values/JavaScriptSpec.h"
#include "agent/values/MockSpec.h"
#include "agent/values/PythonSpec.h"

#include <variant>

namespace agent {

/// A tool that is built in; its parameters come from the toolbox.
struct ToolboxTool
{
    QString tool; ///< Name in the toolbox, never the alias.
    bool operator==(const ToolboxTool &) const = default;
};

/// A tool that makes one HTTP request.
struct HttpTool
{
    QString method = QStringLiteral("GET"); ///< GET, POST, PUT, PATCH or DELETE.
    QString url; ///< http or https; {param} stands for an argument, percent-encoded when filled in.
    QMap<QString, QString> headers; ///< {param} and ${VAR} are filled in.
    /// What is sent: a text, or JSON, in whose texts {param} is filled in; undefined: the arguments that have
    /// no place, as JSON, where the method sends a body.
    QJsonValue body = QJsonValue::Undefined;
    QString response;    ///< What of a JSON answer the model is given, such as "items.0.name"; empty: all.
    double timeout = 30; ///< Seconds for the whole request.

    bool operator==(const HttpTool &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("method", &HttpTool::method),     json::required("url", &HttpTool::url),
                   json::field("headers", &HttpTool::headers),   json::field("body", &HttpTool::body),
                   json::field("response", &HttpTool::response), json::field("timeout", &HttpTool::timeout)};
};

/// A tool that asks another agent of the file. Its one argument is the message, its result the answer.
struct AgentTool
{
    QString agent; ///< Key in `agents`.
    bool operator==(const AgentTool &) const = default;
};

/// How a tool may be called besides once for each call of the model.
struct ToolCare
{
    std::optional<int> concurrency = {}; ///< Most calls at once, of all runs together; absent: any number.
    bool pure = false;       ///< The same arguments give the same result, which is kept and given again.
    bool idempotent = false; ///< A second call does no more than the first, so one that failed is repeated.

    bool operator==(const ToolCare &) const = default;
};

/// One entry of `tools:`.
struct ToolSpec
{
    QString name; ///< What the model calls it, unique in the agent; empty: all that a Python file offers.
    QString description; ///< Empty: the toolbox's own.
    std::optional<QJsonObject>
        parameters;      ///< JSON Schema of type "object"; absent: the toolbox's own, or none.
    bool enabled = true; ///< A disabled tool is not offered to the model.
    std::variant<ToolboxTool, HttpTool, CommandTool, PythonTool, JavaScriptTool, MockTool, AgentTool> kind;
    ToolCare care = {}; ///< Never with an AgentTool.

    bool operator==(const ToolSpec &) const = default;
};

} // namespace agent
