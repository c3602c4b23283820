// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/ollama/OllamaPull.h"

#include "agent/base/Json.h"
#include "agent/providers/wire/HttpCall.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

tl::unexpected<Error> pullFailed(const QString &words)
{
    const bool isUnknown = words.contains(u"file does not exist"_s); // so says Ollama's registry
    return fail(isUnknown ? ErrorKind::NotFound : ErrorKind::Unavailable,
                u"Ollama could not fetch the model: %1"_s.arg(words));
}

} // namespace

Result<PullState> pullStateIn(const QByteArray &line)
{
    const auto json = json::parseText(line);
    if (!json || !json->isObject())
        return fail(ErrorKind::Unavailable, u"What Ollama says of the model it fetches cannot be read"_s);
    const QString error = (*json)[u"error"].toString();
    if (!error.isEmpty())
        return pullFailed(error);
    PullState state;
    state.status = (*json)[u"status"].toString();
    state.completed = (*json)[u"completed"].toInteger();
    state.total = (*json)[u"total"].toInteger();
    state.isDone = state.status == u"success";
    return state;
}

Task<> pullOllamaModel(QUrl address, QString model, std::function<void(const PullState &)> onState,
                       std::stop_token stop)
{
    constexpr std::chrono::minutes idleLimit(5); // verifying a large layer says nothing for long
    address.setPath(u"/api/pull"_s);
    const QJsonObject body{{u"model"_s, model}, {u"stream"_s, true}};
    const HttpQuestion question{address, {}, json::text(body)};
    PullState last;
    const std::function<Result<>(const QByteArray &)> onLine =
        [&last, &onState](const QByteArray &line) -> Result<> {
        const Result<PullState> state = pullStateIn(line);
        if (!state)
            return tl::unexpected(state.error());
        last = *state;
        onState(last);
        return {};
    };
    const Result<> ended = co_await fetchLines(question, onLine, idleLimit, stop);
    if (ended && !last.isDone)
        co_return pullFailed(u"the answer broke off"_s);
    co_return ended;
}

} // namespace agent
