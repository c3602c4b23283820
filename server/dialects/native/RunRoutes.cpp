// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/RunRoutes.h"

#include "agent/run/Guardrails.h"
#include "server/dialects/native/Reach.h"
#include "server/dialects/native/RunWire.h"
#include "server/http/JsonBody.h"
#include "server/http/RoutePath.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

// What a holder wants done with the run that the path names.
using Deed = std::function<Result<>(Run &run, http::Exchange &exchange)>;

QString holder(const http::Exchange &exchange)
{
    return QString::fromUtf8(exchange.request().header("User-Agent"));
}

void withRun(const http::ExchangePtr &exchange, const Runs &runs, const Deed &deed)
{
    const QString id = http::segment(exchange->request(), 1);
    const RunPtr run = runs.find(id);
    const Result<> done = run && mayReach(exchange->principal(), *run)
        ? deed(*run, *exchange)
        : fail(ErrorKind::NotFound, u"No run \"%1\" is in progress; it may have finished."_s.arg(id));
    if (!exchange->isOpen()) // a body that is none was answered
        return;
    exchange->answer(done ? http::jsonAnswer(json::toJson(shownRun(*run))) : http::problem(done.error()));
}

Result<> approve(Run &run, http::Exchange &exchange)
{
    const auto body = http::readBody<ApprovalBody>(exchange);
    if (!body)
        return {};
    ApprovalAnswer answer;
    answer.allowed = body->decision == Answered::Allow;
    answer.arguments = body->parameters;
    answer.always = body->always;
    answer.note = body->note;
    answer.by = holder(exchange);
    return answerCall(run, http::segment(exchange.request(), 3), std::move(answer));
}

Result<> steer(Run &run, http::Exchange &exchange)
{
    const auto body = http::readBody<SteerBody>(exchange);
    return body ? steerRun(run, body->text, holder(exchange)) : Result<>();
}

Result<> raiseLimit(Run &run, http::Exchange &exchange)
{
    const auto body = http::readBody<LimitBody>(exchange);
    return body ? run.control().raise(body->cap, holder(exchange)) : Result<>();
}

Result<> interrupt(Run &run, http::Exchange &exchange)
{
    return run.control().interrupt(holder(exchange));
}

Result<> resume(Run &run, http::Exchange &exchange)
{
    return run.control().resume(holder(exchange));
}

Result<> cancel(Run &run, http::Exchange &)
{
    run.stop.request_stop();
    return {};
}

} // namespace

QList<http::Route> runRoutes(Runs &runs)
{
    using http::Scope;
    using enum http::Body;
    const auto doing = [&runs](const Deed &deed) {
        return [&runs, deed](const http::ExchangePtr &exchange) { withRun(exchange, runs, deed); };
    };
    return {
        {"POST", "/runs/{run}/approvals/{approval}", Scope::Runs, Json, doing(approve)},
        {"POST", "/runs/{run}/limit", Scope::Runs, Json, doing(raiseLimit)},
        {"POST", "/runs/{run}/steer", Scope::Runs, Json, doing(steer)},
        {"POST", "/runs/{run}/interrupt", Scope::Runs, None, doing(interrupt)},
        {"POST", "/runs/{run}/resume", Scope::Runs, None, doing(resume)},
        {"POST", "/runs/{run}/cancel", Scope::Runs, None, doing(cancel)},
    };
}

} // namespace server::native
