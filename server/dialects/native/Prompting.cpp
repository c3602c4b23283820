// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/Prompting.h"

#include "server/dialects/native/NativeWire.h"
#include "server/dialects/native/Paging.h"
#include "server/dialects/native/RunWire.h"
#include "server/http/JsonBody.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

using Then = std::function<void(const RunPtr &)>;

/// A request that was understood.
struct Wanted
{
    RunRequest request;
    AgentPtr agent;
    bool isContinued = false;
    bool isInBackground = false;
};

Result<RunRequest> requestOf(const PromptRequest &body, const http::Exchange &exchange)
{
    const Result<QList<Message>> messages = conversation(body);
    if (!messages)
        return tl::unexpected(messages.error());
    const Result<QString> session = sessionOf(body);
    if (!session)
        return tl::unexpected(session.error());
    const QString client = QString::fromUtf8(exchange.request().header("User-Agent"));
    RunRequest request{*messages, u"native"_s, client, *session};
    request.principal = exchange.principal().name;
    request.waitsAtLimits = body.waitAtLimits;
    return request;
}

// Nothing when the exchange has been answered.
std::optional<Wanted> wantedOf(http::Exchange &exchange, const ServedAgent &served)
{
    const std::optional<PromptRequest> body = http::readBody<PromptRequest>(exchange);
    if (!body)
        return {};
    const Result<RunRequest> request = requestOf(*body, exchange);
    const Result<AgentPtr> agent =
        request ? agentFor(served.agent(), body->configOverrides) : tl::unexpected(request.error());
    if (!agent) {
        exchange.answer(http::problem(agent.error()));
        return {};
    }
    return Wanted{*request, *agent, body->continues, body->background};
}

http::Answer accepted(const Run &run)
{
    http::Answer answer = http::jsonAnswer(json::toJson(shownRun(run)), 202);
    answer.headers.append(http::Header{"Location", "/runs/" + run.id.toLatin1()});
    return answer;
}

void begin(const http::ExchangePtr &exchange, const Wanted &wanted, Runs &runs, const Then &then)
{
    const RunPtr run = runs.start(wanted.agent, wanted.request);
    if (wanted.isInBackground)
        runs.whenKept(run, [exchange, run] { exchange->answer(accepted(*run)); });
    else
        then(run);
}

// What it says next would be said to half of what was said before.
bool isInUse(const SessionKey &session, const Runs &runs)
{
    const QList<RunPtr> all = runs.all();
    return std::ranges::any_of(all, [&session](const RunPtr &run) {
        const RunRequest &request = run->request;
        return !run->parent && run->main->spec.name == session.agent && request.session == session.id
            && request.principal == session.principal;
    });
}

void beginWith(const Result<QList<SessionMessage>> &history, const http::ExchangePtr &exchange, Wanted wanted,
               Runs &runs, const Then &then)
{
    if (!exchange->isOpen()) // the client has left meanwhile
        return;
    const SessionKey session{wanted.agent->spec.name, wanted.request.session, wanted.request.principal};
    if (!history && history.error().kind != ErrorKind::NotFound) {
        exchange->answer(storeProblem(history.error()));
        return;
    }
    if (isInUse(session, runs)) {
        exchange->answer(storeProblem(sessionInUse(session.id).value()));
        return;
    }
    const QList<Message> earlier = conversationOf(history.value_or(QList<SessionMessage>()));
    wanted.request.messages = earlier + wanted.request.messages;
    wanted.request.earlier = static_cast<int>(earlier.size());
    begin(exchange, wanted, runs, then);
}

} // namespace

void startRun(const http::ExchangePtr &exchange, const Stage &stage, bool followed, const Then &then)
{
    std::optional<Wanted> wanted = wantedOf(*exchange, stage.served);
    if (!wanted)
        return;
    wanted->request.followed = followed || wanted->isInBackground;
    if (!wanted->isContinued) {
        begin(exchange, *wanted, stage.runs, then);
        return;
    }
    const SessionKey session{wanted->agent->spec.name, wanted->request.session, wanted->request.principal};
    const auto go = [exchange, wanted = *wanted, &runs = stage.runs,
                     then](const Result<QList<SessionMessage>> &history) {
        beginWith(history, exchange, wanted, runs, then);
    };
    stage.archive.history(session).then(&stage.archive, go);
}

} // namespace server::native
