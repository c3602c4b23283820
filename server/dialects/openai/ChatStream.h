// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/RunStream.h"
#include "server/dialects/openai/ChatAnswer.h"

namespace server::openai {

/// Turns the events of one run into the chunks of a streamed completion. Text goes out as the model says it,
/// also what it says before it calls a tool; texts of different turns are set apart by a blank line. Where
/// the answer is to have a shape, it goes out whole at the end instead; so do calls that are left to the
/// client.
///
/// What has been sent cannot be taken back: a model call that breaks off in mid-answer and would be tried
/// again ends the run, and the stream with an error. A stream that ends with an error has no finish_reason
/// and no [DONE], so that nobody takes a part for the whole.
class ChatStream
{
public:
    explicit ChatStream(bool withUsage)
        : m_withUsage(withUsage)
    {
    }

    EventData take(const agent::RunEvent &event, const agent::Run &run);

private:
    QByteArray chunk(const Said &delta, const QJsonValue &finishReason = {}) const;
    QByteArray text(const QString &piece);
    EventData begin(const agent::RunEvent &event, const agent::Run &run);
    EventData say(const agent::TextDelta &delta);
    void breakOff(const agent::ModelRetried &retried, const agent::Run &run);
    EventData end(const agent::RunFinished &finished, const QList<agent::ToolCall> &calls);

    bool m_withUsage;
    ChatCompletion m_begun;       ///< What all chunks have in common.
    bool m_isHeld = false;        ///< Until the answer is whole.
    bool m_hasSaid = false;       ///< Any text.
    bool m_isSaying = false;      ///< A text that may yet break off.
    QString m_message;            ///< Whose text was last.
    agent::FinishReason m_last{}; ///< Of the last model call.
    std::optional<agent::Error> m_broken;
};

} // namespace server::openai
