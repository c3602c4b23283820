// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/RunStream.h"
#include "server/dialects/openai/ResponsesAnswer.h"

namespace server::openai {

/// Turns the events of one run into those of a streamed response (see LiveAnswer): an item for each text of
/// the model and for each call. One that fails ends with response.failed.
class ResponsesStream
{
public:
    EventData take(const agent::RunEvent &event, const agent::Run &run);

private:
    EventData begin(const agent::RunEvent &started);
    EventData say(const LiveAnswer::Text &text);
    EventData closeMessage();
    EventData call(const agent::ToolCall &call);
    EventData end(const LiveAnswer::Ended &answer);

    EventPiece event(const QString &type, QJsonObject data);
    EventPiece itemEvent(const QString &type, const QJsonObject &item);
    EventPiece textEvent(const QString &type, const QString &key, const QJsonValue &value);
    int index() const { return static_cast<int>(m_response.output.size()); }

    LiveAnswer m_live;
    Response m_response;
    std::optional<QString> m_text; ///< Of the message that is open.
    int m_number = 0;              ///< Of the last event.
};

} // namespace server::openai
