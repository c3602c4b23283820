// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/ErrorNames.h"
#include "agent/tools/Tool.h"
#include "agent/values/Model.h"

/// Recorded traffic as values. How it is written: docs/cassettes.md.
namespace agent {

/// A tool as a model is told of it.
struct AskedTool
{
    QString name;
    QString description;
    QJsonObject parameters;

    bool operator==(const AskedTool &) const = default;
    static constexpr auto fields = std::tuple{json::required("name", &AskedTool::name),
                                              json::field("description", &AskedTool::description),
                                              json::field("parameters", &AskedTool::parameters)};
};

/// All of a request that reaches a model, and who is asked: two that are equal may get the same reply.
struct AskedRequest
{
    QString provider;
    QString model;
    double temperature = 0;
    int maxTokens = 0;
    QString instructions;
    QList<AskedTool> tools;
    QList<Message> messages;

    bool operator==(const AskedRequest &) const = default;
    static constexpr auto fields = std::tuple{json::field("provider", &AskedRequest::provider),
                                              json::field("model", &AskedRequest::model),
                                              json::field("temperature", &AskedRequest::temperature),
                                              json::field("max_tokens", &AskedRequest::maxTokens),
                                              json::field("instructions", &AskedRequest::instructions),
                                              json::field("tools", &AskedRequest::tools),
                                              json::field("messages", &AskedRequest::messages)};
};

AskedRequest asked(const QString &provider, const ModelRequest &request);

/// A piece of an answer and when it came.
struct TimedPiece
{
    std::chrono::milliseconds at{}; ///< Since the call began.
    ModelDelta delta;

    bool operator==(const TimedPiece &) const = default;
};

/// The text of the pieces that are text.
QString spokenText(const QList<TimedPiece> &pieces);

struct RecordedCall
{
    AskedRequest request;
    QList<TimedPiece> stream;
    std::chrono::milliseconds at{}; ///< When the reply was whole, since the call began.
    Result<ModelReply> reply;
    int number = 0; ///< As the file counts, from 1; given by whoever writes or reads it.
    int line = 0;   ///< Where it begins in the file it was read from.

    bool operator==(const RecordedCall &) const = default;
};

struct RecordedToolCall
{
    QString tool;
    QJsonObject arguments;
    std::chrono::milliseconds after{}; ///< How long it took.
    ToolResult result;

    bool operator==(const RecordedToolCall &) const = default;
};

/// Who was asked when another had failed.
struct RecordedAnswerer
{
    QString provider;
    QString model;

    bool operator==(const RecordedAnswerer &) const = default;
    static constexpr auto fields = std::tuple{json::required("provider", &RecordedAnswerer::provider),
                                              json::required("model", &RecordedAnswerer::model)};
};

/// What is said once for a whole cassette.
struct CassetteHeader
{
    int version = 1;
    QString agent;
    QString provider; ///< Its word in the agent file; of "auto" the one it chose.
    QString model;    ///< The effective one when the recording began.
    QList<RecordedAnswerer> fallbacks;
    QString recorded;         ///< When it began: UTC, ISO 8601.
    bool tools = false;       ///< Whether calls of tools are in it too.
    QList<ToolInfo> mcpTools; ///< With those: what the agent's MCP servers offered.

    bool operator==(const CassetteHeader &) const = default;
    static constexpr auto fields = std::tuple{json::required("cassette", &CassetteHeader::version),
                                              json::field("agent", &CassetteHeader::agent),
                                              json::required("provider", &CassetteHeader::provider),
                                              json::required("model", &CassetteHeader::model),
                                              json::field("fallbacks", &CassetteHeader::fallbacks),
                                              json::field("recorded", &CassetteHeader::recorded),
                                              json::field("tools", &CassetteHeader::tools),
                                              json::field("mcp_tools", &CassetteHeader::mcpTools)};
};

struct Cassette
{
    CassetteHeader header;
    QList<RecordedCall> calls;
    QList<RecordedToolCall> toolCalls; ///< In the order in which they ended.

    bool operator==(const Cassette &) const = default;
};

} // namespace agent
