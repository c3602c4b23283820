// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

/// What clients of other APIs are told of a run: an answer, not the way to it.
namespace server {

/// Why an answer ends.
enum class AnswerEnd {
    Complete,
    Calls,    ///< With calls for the client.
    CutOff,   ///< By the model's output limit.
    Limited,  ///< By a limit of the agent; the text names it.
    Withheld, ///< By the provider.
};

struct ClientAnswer
{
    QString text; ///< Where it is to have a shape, JSON and nothing else; then none beside calls.
    QString reasoning;
    QList<agent::ToolCall> calls; ///< For the client; see HandedBack.h.
    AnswerEnd end = AnswerEnd::Complete;
    agent::Usage usage; ///< Of all calls of the model.
};

/// The answer of a finished run; for one that failed the error instead.
agent::Result<ClientAnswer> clientAnswer(const agent::Run &run);

/// The same as it comes, fed with the events of one run. Text is told as the model says it, also what it says
/// before it calls a tool; where the answer is to have a shape, whole at the end.
///
/// What has been told cannot be taken back: a model call that breaks off in mid-answer and would be tried
/// again ends the run, with that error.
class LiveAnswer
{
public:
    struct Text
    {
        QString piece;
        bool isNew = false; ///< The first of its message.
    };
    struct Reasoning
    {
        QString piece;
    };
    /// Last, always. Its text has not been told before, and is a message of its own.
    using Ended = agent::Result<ClientAnswer>;
    using News = std::variant<std::monostate, Text, Reasoning, Ended>;

    News take(const agent::RunEvent &event, const agent::Run &run);

private:
    News say(const agent::TextDelta &delta, const agent::Run &run);
    void breakOff(const agent::ModelRetried &retried, const agent::Run &run);
    Ended end(const agent::Run &run) const;

    bool m_isSaying = false; ///< A text that may yet break off.
    QString m_message;       ///< Whose text was last.
    std::optional<agent::Error> m_broken;
};

} // namespace server
