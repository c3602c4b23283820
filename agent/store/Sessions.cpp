// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/Sessions.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The results that follow the message at `at`, by the ids of their calls.
QStringList answeredAfter(const QList<Message> &messages, qsizetype at)
{
    QStringList ids;
    for (++at; at < messages.size() && messages[at].role == Role::Tool; ++at)
        ids.append(messages[at].toolCallId);
    return ids;
}

bool isAnswered(const QList<Message> &messages, qsizetype at)
{
    const QStringList answered = answeredAfter(messages, at);
    const auto has = [&answered](const ToolCall &call) { return answered.contains(call.id); };
    return std::ranges::all_of(messages[at].toolCalls, has);
}

// A provider refuses a conversation with a call that has no result, and a result of no call.
QList<Message> withoutOpenCalls(const QList<Message> &messages)
{
    QList<Message> whole;
    bool isOpen = false; // the calls before these results
    for (qsizetype at = 0; at < messages.size(); ++at) {
        Message message = messages[at];
        if (message.role == Role::Assistant) {
            isOpen = !isAnswered(messages, at);
            if (isOpen)
                message = {Role::Assistant, message.text, {}, {}};
            if (isOpen && message.text.trimmed().isEmpty())
                continue;
        }
        if (message.role != Role::Tool || !isOpen)
            whole.append(message);
    }
    return whole;
}

/// Makes the ids of one run's calls others than those of earlier runs.
void makeUnique(QList<Message> &messages, QSet<QString> &taken, int run)
{
    const QSet<QString> earlier = taken;
    const auto unique = [&](const QString &id) {
        const QString made = earlier.contains(id) ? id + u'_' + QString::number(run) : id;
        taken.insert(made);
        return made;
    };
    for (Message &message : messages) {
        for (ToolCall &call : message.toolCalls)
            call.id = unique(call.id);
        if (message.role == Role::Tool)
            message.toolCallId = unique(message.toolCallId);
    }
}

} // namespace

QList<SessionMessage> messagesOf(const QList<RunEvent> &events)
{
    StoredRun run;
    for (const RunEvent &event : events)
        run.take(event);
    const bool isValid =
        run.isFinished() && (run.status == RunStatus::Completed || run.status == RunStatus::Limited);
    QList<SessionMessage> messages;
    for (const RunEvent &event : events) {
        if (const auto *added = std::get_if<MessageAdded>(&event.body))
            messages.append({event.run, event.at, isValid, added->message});
    }
    return messages;
}

QList<Message> conversationOf(const QList<SessionMessage> &history)
{
    QList<Message> conversation;
    QSet<QString> ids;
    int run = 0;
    for (qsizetype at = 0; at < history.size();) {
        const QString &id = history[at].run;
        QList<Message> messages;
        for (; at < history.size() && history[at].run == id; ++at) {
            if (history[at].isValid)
                messages.append(history[at].message);
        }
        messages = withoutOpenCalls(messages);
        makeUnique(messages, ids, ++run);
        conversation += messages;
    }
    return conversation;
}

} // namespace agent
