// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/CommandSpec.h"

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
    double timeout = 30;            ///< Seconds for the whole request.

    bool operator==(const HttpTool &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("method", &HttpTool::method), json::required("url", &HttpTool::url),
                   json::field("headers", &HttpTool::headers), json::field("timeout", &HttpTool::timeout)};
};

/// A tool that asks another agent of the file. Its one argument is the message, its result the answer.
struct AgentTool
{
    QString agent; ///< Key in `agents`.
    bool operator==(const AgentTool &) const = default;
};

/// One entry of `tools:`.
struct ToolSpec
{
    QString name;        ///< What the model calls it; unique in the agent.
    QString description; ///< Empty: the toolbox's own.
    std::optional<QJsonObject>
        parameters;      ///< JSON Schema of type "object"; absent: the toolbox's own, or none.
    bool enabled = true; ///< A disabled tool is not offered to the model.
    std::variant<ToolboxTool, HttpTool, AgentTool, CommandTool> kind;

    bool operator==(const ToolSpec &) const = default;
};

} // namespace agent
