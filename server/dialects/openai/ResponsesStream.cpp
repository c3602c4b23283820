// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ResponsesStream.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

EventData ResponsesStream::take(const RunEvent &event, const Run &run)
{
    if (std::holds_alternative<RunStarted>(event.body))
        return begin(event);
    const LiveAnswer::News news = m_live.take(event, run);
    if (const auto *text = std::get_if<LiveAnswer::Text>(&news))
        return say(*text);
    if (const auto *ended = std::get_if<LiveAnswer::Ended>(&news))
        return end(*ended);
    return {};
}

EventData ResponsesStream::begin(const RunEvent &started)
{
    m_response = responseBegunWith(started);
    const QJsonObject response{{u"response"_s, json::toJson(m_response)}};
    EventData events;
    events.append(event(u"response.created"_s, response));
    events.append(event(u"response.in_progress"_s, response));
    return events;
}

EventData ResponsesStream::say(const LiveAnswer::Text &text)
{
    EventData events;
    if (text.isNew || !m_text) {
        events = closeMessage();
        m_text = QString();
        events.append(itemEvent(u"response.output_item.added"_s, messageItem(m_response, index(), {})));
        events.append(textEvent(u"response.content_part.added"_s, u"part"_s, textPart({})));
    }
    *m_text += text.piece;
    events.append(textEvent(u"response.output_text.delta"_s, u"delta"_s, text.piece));
    return events;
}

EventData ResponsesStream::closeMessage()
{
    if (!m_text)
        return {};
    const QString text = *m_text;
    const QJsonObject item = messageItem(m_response, index(), text);
    EventData events;
    events.append(textEvent(u"response.output_text.done"_s, u"text"_s, text));
    events.append(textEvent(u"response.content_part.done"_s, u"part"_s, textPart(text)));
    events.append(itemEvent(u"response.output_item.done"_s, item));
    m_response.output.append(item);
    m_text.reset();
    return events;
}

EventData ResponsesStream::call(const ToolCall &call)
{
    const QString arguments = QString::fromUtf8(json::text(call.arguments));
    const QJsonObject item = callItem(m_response, index(), call, arguments);
    const QJsonObject place{{u"item_id"_s, item[u"id"_s]}, {u"output_index"_s, index()}};
    QJsonObject delta = place;
    delta.insert(u"delta"_s, arguments);
    QJsonObject done = place;
    done.insert(u"name"_s, call.name);
    done.insert(u"arguments"_s, arguments);
    EventData events;
    events.append(itemEvent(u"response.output_item.added"_s, callItem(m_response, index(), call, {})));
    events.append(event(u"response.function_call_arguments.delta"_s, delta));
    events.append(event(u"response.function_call_arguments.done"_s, done));
    events.append(itemEvent(u"response.output_item.done"_s, item));
    m_response.output.append(item);
    return events;
}

EventData ResponsesStream::end(const LiveAnswer::Ended &answer)
{
    EventData last;
    if (answer && !answer->text.isEmpty())
        last += say({answer->text, true});
    last += closeMessage();
    if (answer) {
        for (const ToolCall &made : answer->calls)
            last += call(made);
        finish(m_response, *answer);
    } else {
        finish(m_response, answer.error());
    }
    last.append(event(u"response."_s + m_response.status, {{u"response"_s, json::toJson(m_response)}}));
    return last;
}

EventPiece ResponsesStream::event(const QString &type, QJsonObject data)
{
    data.insert(u"type"_s, type);
    data.insert(u"sequence_number"_s, m_number++);
    return {json::text(data), type.toLatin1()};
}

EventPiece ResponsesStream::itemEvent(const QString &type, const QJsonObject &item)
{
    return event(type, {{u"output_index"_s, index()}, {u"item"_s, item}});
}

EventPiece ResponsesStream::textEvent(const QString &type, const QString &key, const QJsonValue &value)
{
    const QJsonObject item = messageItem(m_response, index(), {});
    return event(type,
                 {{u"item_id"_s, item[u"id"_s]},
                  {u"output_index"_s, index()},
                  {u"content_index"_s, 0},
                  {u"logprobs"_s, QJsonArray()},
                  {key, value}});
}

} // namespace server::openai
