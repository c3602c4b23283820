// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/RunViewRoutes.h"

#include "server/dialects/RunStream.h"
#include "server/dialects/native/Paging.h"
#include "server/dialects/native/Reach.h"
#include "server/dialects/native/RunWire.h"
#include "server/dialects/native/StreamWire.h"
#include "server/http/Problem.h"
#include "server/http/RoutePath.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

/// What GET /runs asks for.
struct ListQuery
{
    QList<RunState> states; ///< Empty: all.
    RunQuery query;

    bool isOfRunsInProgress() const { return query.inProgress && query.statuses.isEmpty(); }
};

Result<QList<RunState>> statesIn(const QString &text)
{
    QList<RunState> states;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts)) {
        const Result<RunState> state = json::fromJson<RunState>(name);
        if (!state)
            return fail(ErrorKind::InvalidInput, u"state: %1"_s.arg(state.error().message));
        states.append(*state);
    }
    return states;
}

// The store knows no more of a run in progress than that it is.
RunQuery withStates(RunQuery query, const QList<RunState> &states)
{
    query.isAnyState = states.isEmpty();
    for (const RunState state : states) {
        const Result<RunStatus> status = json::fromJson<RunStatus>(json::toName(state));
        if (status)
            query.statuses.append(*status);
        else
            query.inProgress = true;
    }
    return query;
}

Result<ListQuery> listQueryOf(const http::Request &request, const QString &agent)
{
    const Result<QList<RunState>> states = statesIn(queryItem(request, u"state"_s));
    const Result<Paging> paging = states ? pagingOf(request) : tl::unexpected(states.error());
    if (!paging)
        return tl::unexpected(paging.error());
    ListQuery list{*states, withStates({}, *states)};
    list.query.agent = agent;
    list.query.before = paging->before;
    list.query.limit = paging->limit;
    if (const QString session = queryItem(request, u"session"_s); !session.isEmpty())
        list.query.session = session;
    return list;
}

QJsonObject runList(QList<ShownRun> runs, const ListQuery &asked)
{
    QJsonObject list;
    if (runs.size() > asked.query.limit) {
        runs.resize(asked.query.limit);
        list.insert(u"next"_s, runs.constLast().runId);
    }
    runs.removeIf([&asked](const ShownRun &run) {
        return !asked.states.isEmpty() && !asked.states.contains(run.state);
    });
    list.insert(u"runs"_s, json::toJson(runs));
    return list;
}

/// Those in progress here, whichever agent was served when they began.
QList<ShownRun> runsInProgress(const Runs &runs, const http::Principal &principal)
{
    QList<ShownRun> shown;
    for (const RunPtr &run : runs.all()) {
        if (!run->parent && mayReach(principal, *run)) // whose calls wait with the run that asked for it
            shown.prepend(shownRun(*run));
    }
    return shown;
}

void listRuns(const http::ExchangePtr &exchange, const QString &agent, const Runs &runs, RunArchive &archive)
{
    const Result<ListQuery> asked = listQueryOf(exchange->request(), agent);
    if (!asked) {
        exchange->answer(http::problem(asked.error()));
        return;
    }
    if (asked->isOfRunsInProgress()) {
        exchange->answer(http::jsonAnswer(runList(runsInProgress(runs, exchange->principal()), *asked)));
        return;
    }
    RunQuery oneMore = asked->query;
    oneMore.principal = reachOf(exchange->principal());
    ++oneMore.limit;
    const auto answer = [exchange, asked = *asked, &runs](const Result<QList<StoredRun>> &stored) {
        if (!stored) {
            exchange->answer(storeProblem(stored.error()));
            return;
        }
        QList<ShownRun> shown;
        for (const StoredRun &one : *stored) {
            const RunPtr run = runs.find(one.id);
            shown.append(run ? shownRun(*run) : shownRun(one));
        }
        exchange->answer(http::jsonAnswer(runList(shown, asked)));
    };
    archive.runs(oneMore).then(&archive, answer);
}

// Who may not know of a run is told what is told of one that never was.
Result<QList<RunEvent>> reached(const Result<QList<RunEvent>> &events, const http::Exchange &exchange,
                                const QString &id)
{
    if (!events || mayReach(exchange.principal(), *events))
        return events;
    return noSuchRun(id);
}

void showRun(const http::ExchangePtr &exchange, const Runs &runs, RunArchive &archive)
{
    const QString id = http::segment(exchange->request(), 1);
    if (const RunPtr run = runs.find(id); run && mayReach(exchange->principal(), *run)) {
        exchange->answer(http::jsonAnswer(json::toJson(shownRun(*run))));
        return;
    }
    archive.events(id).then(&archive, [exchange, id](const Result<QList<RunEvent>> &kept) {
        const Result<QList<RunEvent>> events = reached(kept, *exchange, id);
        exchange->answer(events ? http::jsonAnswer(json::toJson(shownRun(*events)))
                                : storeProblem(events.error()));
    });
}

// The header counts more: a browser that comes back asks the same address again.
Result<qint64> lastSeen(const http::Request &request)
{
    const QByteArray header = request.header("Last-Event-ID");
    const QString text = header.isEmpty() ? queryItem(request, u"after"_s) : QString::fromLatin1(header);
    bool isNumber = false;
    const qint64 seq = text.toLongLong(&isNumber);
    if (text.isEmpty())
        return 0;
    if (!isNumber || seq < 0)
        return fail(ErrorKind::InvalidInput,
                    u"the last event's id must be a whole number, not \"%1\""_s.arg(text));
    return seq;
}

// Of a run that was cut off a client may have seen pieces of text that nobody has kept: their numbers were
// given again, so it is told the end in any case.
qint64 seenOf(const QList<RunEvent> &events, qint64 after)
{
    if (after < events.size())
        return after;
    for (const RunEvent &event : events) {
        const auto *suspended = std::get_if<Suspended>(&event.body);
        if (suspended && suspended->reason == SuspendReason::Shutdown)
            return event.seq - 1;
    }
    return events.size();
}

void replay(const http::ExchangePtr &exchange, const QList<RunEvent> &events, qint64 after, QObject *context)
{
    const qint64 seen = seenOf(events, after);
    const bool isOver = std::holds_alternative<RunFinished>(events.constLast().body);
    constexpr int noContent = 204; // by which a browser knows that it need not come back
    if (seen == events.size() && isOver)
        exchange->answer({noContent, {}, {}, {}});
    else
        streamKept(events, exchange, streamData, seen, context);
}

void streamEvents(const http::ExchangePtr &exchange, const Runs &runs, RunArchive &archive)
{
    const Result<qint64> after = lastSeen(exchange->request());
    const QString id = http::segment(exchange->request(), 1);
    if (!after) {
        exchange->answer(http::problem(after.error()));
        return;
    }
    if (const RunPtr run = runs.find(id); run && mayReach(exchange->principal(), *run)) {
        followRun(run, exchange, streamData, *after);
        return;
    }
    const auto send = [exchange, after = *after, id, &archive](const Result<QList<RunEvent>> &kept) {
        const Result<QList<RunEvent>> events = reached(kept, *exchange, id);
        if (events)
            replay(exchange, *events, after, &archive);
        else
            exchange->answer(storeProblem(events.error()));
    };
    archive.events(id).then(&archive, send);
}

} // namespace

QList<http::Route> runViewRoutes(ServedAgent &served, Runs &runs, RunArchive &archive)
{
    using http::Scope;
    using enum http::Body;
    const auto list = [&](const http::ExchangePtr &exchange) {
        listRuns(exchange, served.agent()->spec.name, runs, archive);
    };
    QList<http::Route> routes{
        {"GET", "/runs", Scope::Runs, None, list},
        {"GET", "/runs/{run}", Scope::Runs, None,
         [&](const http::ExchangePtr &exchange) { showRun(exchange, runs, archive); }},
        {"GET", "/runs/{run}/events", Scope::Runs, None,
         [&](const http::ExchangePtr &exchange) { streamEvents(exchange, runs, archive); }},
    };
    routes.first().needsToken = true; // who knows no id is to learn none
    return routes;
}

} // namespace server::native
