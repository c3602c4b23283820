// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/local/LocalProvider.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString lastUserText(const QList<Message> &messages)
{
    const auto isUserText = [](const Message &m) { return m.role == Role::User && !m.text.isEmpty(); };
    const auto latestFirst = messages | std::views::reverse;
    const auto last = std::ranges::find_if(latestFirst, isUserText);
    return last == latestFirst.end() ? u"No user message provided."_s : last->text;
}

} // namespace

QString LocalProvider::name() const
{
    return u"local"_s;
}

QString LocalProvider::defaultModel() const
{
    return u"gpt-5-mini"_s;
}

Task<ModelReply> LocalProvider::complete(ModelRequest request, ModelSink sink, std::stop_token stop)
{
    const QString text = u"[local provider: %1] %2"_s.arg(request.model, lastUserText(request.messages));
    for (const QString &word : text.simplified().split(u' ')) {
        if (stop.stop_requested())
            co_return fail(ErrorKind::Cancelled, u"The model call was stopped"_s);
        sink(TextPiece{word + u' '});
    }
    co_return ModelReply{{Role::Assistant, text, {}, {}}, FinishReason::Stop, Usage()};
}

} // namespace agent
