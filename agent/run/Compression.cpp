// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Compression.h"

#include "agent/run/Estimate.h"
#include "agent/run/Memory.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool isTooLong(const Run &run, const QList<Message> &messages)
{
    const Agent &agent = *run.agent;
    constexpr qint64 usualWindow = 128'000;
    const auto window = static_cast<double>(agent.prices.contextWindow(agent.model).value_or(usualWindow));
    const QString instructions = agent.instructions() + run.request.wishes.instructions;
    const auto tokens = static_cast<double>(estimatedTokens(instructions) + estimatedTokens(messages));
    return tokens / window >= agent.spec.compress.threshold;
}

/// Where the part begins that stays word for word: with something the person said. 0: all of it stays.
qsizetype keptFrom(const QList<Message> &messages, int turns)
{
    qsizetype at = std::clamp<qsizetype>(messages.size() - qsizetype(2) * turns, 0, messages.size() - 1);
    while (at > 0 && messages[at].role != Role::User)
        --at;
    return at;
}

ModelRequest summaryOf(const QList<Message> &messages)
{
    QStringList lines;
    for (const Message &message : messages)
        lines.append(u"%1: %2"_s.arg(json::toName(message.role), message.text));
    ModelRequest request;
    request.instructions =
        u"Summarise the conversation you are given in three to five sentences: what was asked "
        "and found out, names, numbers and decisions, and what is still open. Write nothing "
        "else."_s;
    request.messages = {Message{Role::User, lines.join(u"\n\n"_s), {}, {}}};
    constexpr int enough = 300;
    request.maxTokens = enough;
    return request;
}

} // namespace

QCoro::Task<Conversation> conversationOf(RunPtr run)
{
    const QList<Message> all = remembered(run->request.messages, run->agent->spec.memory);
    if (const qsizetype forgotten = run->request.messages.size() - all.size(); forgotten > 0)
        run->journal.append(ContextCompressed{static_cast<int>(forgotten), {}});
    Conversation conversation{{}, all};
    const CompressSpec compress = run->agent->spec.compress;
    const qsizetype kept = keptFrom(all, compress.keepRecent);
    if (!compress.enabled || kept == 0 || !isTooLong(*run, all))
        co_return conversation;
    const ProviderChoice who{run->agent->provider, run->agent->model, {}};
    const ModelRequest request = summaryOf(all.first(kept));
    const auto reply = co_await askAside(run, who, request, u"compression"_s);
    if (!reply || reply->message.text.trimmed().isEmpty())
        co_return conversation;
    conversation.summary = reply->message.text.trimmed();
    conversation.messages = all.sliced(kept);
    run->journal.append(ContextCompressed{static_cast<int>(kept), conversation.summary});
    co_return conversation;
}

} // namespace agent
