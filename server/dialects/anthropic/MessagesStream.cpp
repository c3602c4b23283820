// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/MessagesStream.h"

#include "server/dialects/anthropic/AnthropicError.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::anthropic {
namespace {

/// Clients go by the event's name; it is also in the data.
EventPiece piece(const QString &type, QJsonObject data)
{
    data.insert(u"type"_s, type);
    return {json::text(data), type.toLatin1()};
}

} // namespace

EventData MessagesStream::take(const RunEvent &event, const Run &run)
{
    if (std::holds_alternative<RunStarted>(event.body))
        return {piece(u"message_start"_s, {{u"message"_s, json::toJson(begunWith(event))}})};
    const LiveAnswer::News news = m_live.take(event, run);
    if (const auto *text = std::get_if<LiveAnswer::Text>(&news))
        return say(*text);
    if (const auto *reasoning = std::get_if<LiveAnswer::Reasoning>(&news))
        return m_withThinking ? think(reasoning->piece) : EventData();
    if (const auto *ended = std::get_if<LiveAnswer::Ended>(&news))
        return end(*ended);
    return {};
}

EventData MessagesStream::say(const LiveAnswer::Text &text)
{
    EventData events;
    if (text.isNew || m_block != u"text")
        events = openBlock({{u"type"_s, u"text"_s}, {u"text"_s, QString(u""_s)}});
    events.append(delta(u"text_delta"_s, u"text"_s, text.piece));
    return events;
}

EventData MessagesStream::think(const QString &piece)
{
    EventData events;
    if (m_block != u"thinking")
        events = openBlock(
            {{u"type"_s, u"thinking"_s}, {u"thinking"_s, QString(u""_s)}, {u"signature"_s, QString(u""_s)}});
    events.append(delta(u"thinking_delta"_s, u"thinking"_s, piece));
    return events;
}

EventData MessagesStream::call(const ToolCall &call)
{
    EventData events = openBlock(toolUse(call, {}));
    events.append(
        delta(u"input_json_delta"_s, u"partial_json"_s, QString::fromUtf8(json::text(call.arguments))));
    return events;
}

EventData MessagesStream::end(const LiveAnswer::Ended &answer)
{
    if (!answer)
        return {EventPiece(json::text(failureObject(answer.error())), "error")};
    EventData last;
    if (!answer->text.isEmpty())
        last += say({answer->text, true});
    for (const ToolCall &made : answer->calls)
        last += call(made);
    last += closeBlock();
    const QJsonObject stop{{u"stop_reason"_s, stopReason(answer->end)}, {u"stop_sequence"_s, QJsonValue()}};
    last.append(
        piece(u"message_delta"_s, {{u"delta"_s, stop}, {u"usage"_s, json::toJson(usageOf(answer->usage))}}));
    last.append(piece(u"message_stop"_s, {}));
    return last;
}

EventData MessagesStream::openBlock(const QJsonObject &block)
{
    EventData events = closeBlock();
    m_block = block[u"type"].toString();
    ++m_index;
    events.append(piece(u"content_block_start"_s, {{u"index"_s, m_index}, {u"content_block"_s, block}}));
    return events;
}

EventPiece MessagesStream::delta(const QString &type, const QString &key, const QString &text) const
{
    const QJsonObject delta{{u"type"_s, type}, {key, text}};
    return piece(u"content_block_delta"_s, {{u"index"_s, m_index}, {u"delta"_s, delta}});
}

EventData MessagesStream::closeBlock()
{
    if (m_block.isEmpty())
        return {};
    m_block.clear();
    return {piece(u"content_block_stop"_s, {{u"index"_s, m_index}})};
}

} // namespace server::anthropic
