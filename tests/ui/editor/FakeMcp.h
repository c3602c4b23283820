// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "tests/ui/support/FakeServer.h"

#include <QJsonArray>
#include <QJsonObject>

namespace testing {

/// What Slipway's server says of an MCP server "files" that has two tools, a resource and a prompt, and of
/// others that they are not to be had; and that of the agent at `path` "files" is there and "tickets" is not.
inline QByteArray mcpAnswer(const FakeServer::Request &request, const QString &path)
{
    using namespace Qt::StringLiterals;
    if (request.path == "/control/agent") {
        const QJsonArray states{
            QJsonObject{{u"name"_s, u"files"_s}, {u"trouble"_s, QString()}},
            QJsonObject{
                {u"name"_s, u"tickets"_s},
                {u"trouble"_s, u"The MCP server \"tickets\" could not be reached: Connection refused."_s}}};
        return FakeServer::answer(
            200, "application/json",
            agent::json::text(
                QJsonObject{{u"name"_s, u"Helper"_s}, {u"path"_s, path}, {u"mcp_servers"_s, states}}));
    }
    if (!request.body.contains(R"("server":"files")"))
        return FakeServer::answer(
            502, "application/problem+json",
            R"({"title":"Bad Gateway","status":502,"detail":"The MCP server \"tickets\" could not be reached: Connection refused."})");
    const QJsonArray tools{QJsonObject{{u"name"_s, u"read_text_file"_s},
                                       {u"call"_s, u"files__read_text_file"_s},
                                       {u"description"_s, u"Read the whole of a file as text."_s},
                                       {u"side_effect"_s, u"reads"_s}},
                           QJsonObject{{u"name"_s, u"write_file"_s},
                                       {u"call"_s, u"files__write_file"_s},
                                       {u"description"_s, u"Write a file,\nover what it held before."_s},
                                       {u"side_effect"_s, u"writes"_s}}};
    const QJsonArray resources{QJsonObject{{u"uri"_s, u"file:///notes.md"_s}, {u"name"_s, u"notes"_s}}};
    const QJsonArray prompts{
        QJsonObject{{u"name"_s, u"summary"_s}, {u"description"_s, u"Sums a folder up."_s}}};
    return FakeServer::answer(200, "application/json",
                              agent::json::text(QJsonObject{{u"title"_s, u"secure-filesystem-server 0.2.0"_s},
                                                            {u"tools"_s, tools},
                                                            {u"resources"_s, resources},
                                                            {u"prompts"_s, prompts}}));
}

} // namespace testing
