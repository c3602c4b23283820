// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Caps.h"

#include "agent/run/Estimate.h"

#include <QCoro/QCoroFuture>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// A session or a day, and what it may use.
struct Scope
{
    QString key; ///< Of the agent file: "session" …
    QString wayOn;
    CapSpec cap;
    Limit tokens = Limit::SessionTokens;
    Limit cost = Limit::SessionCost;
    std::optional<UsageQuery> query = {}; ///< Absent: this run.
    std::optional<QString> session = {};
};

bool hasCaps(const Run &run)
{
    const LimitsSpec &limits = run.agent->spec.limits;
    return limits.session != CapSpec() || limits.day != CapSpec();
}

/// The ledger's name for it: an agent that is asked counts as the one that asks.
QString accountOf(const Run &run)
{
    return run.parent ? accountOf(*run.parent) : run.main->spec.name;
}

Scope sessionScope(const Run &run)
{
    Scope scope{u"session"_s, u"begin a new session"_s, run.agent->spec.limits.session};
    const QString &session = run.request.session;
    if (session.isEmpty())
        return scope;
    scope.query = UsageQuery{UsageBy::Session, 1, session, accountOf(run)};
    scope.session = session;
    return scope;
}

Scope dayScope(const Run &run)
{
    const QString day = run.journal.events().constLast().at.toUTC().date().toString(Qt::ISODate);
    Scope scope{u"day"_s, u"wait until midnight UTC"_s, run.agent->spec.limits.day, Limit::DayTokens,
                Limit::DayCost};
    scope.query = UsageQuery{UsageBy::Day, 1, day, accountOf(run)};
    return scope;
}

/// What the run has used, and the one that asks, if it is asked by one.
UsedAmount usedBy(const Run &run)
{
    UsedAmount used = run.parent ? usedBy(*run.parent) : UsedAmount();
    const auto add = [&used](const std::optional<Usage> &usage, const std::optional<double> &costUsd) {
        used.tokens += usage.value_or(Usage()).totalTokens();
        used.costUsd += costUsd.value_or(0);
    };
    for (const RunEvent &event : run.journal.events()) {
        if (const auto *reply = std::get_if<ModelReplied>(&event.body))
            add(reply->usage, reply->costUsd);
        else if (const auto *tool = std::get_if<ToolFinished>(&event.body))
            add(tool->usage, tool->costUsd);
    }
    return used;
}

QCoro::Task<UsedAmount> usedIn(RunPtr run, Scope scope)
{
    const std::shared_ptr<UsageLedger> ledger = run->agent->usage;
    if (!scope.query || !ledger)
        co_return usedBy(*run);
    const QFuture<Result<QList<UsageTotal>>> asked = ledger->totals(*scope.query);
    const Result<QList<UsageTotal>> totals = co_await asked;
    if (!totals)
        co_return usedBy(*run);
    UsedAmount used;
    for (const UsageTotal &total : *totals) {
        used.tokens += total.tokens;
        used.costUsd += total.costUsd;
    }
    co_return used;
}

/// With what calls in progress may take. After the last wait, for others may have begun meanwhile.
UsedAmount withCallsInProgress(const Run &run, const Scope &scope, UsedAmount used)
{
    if (!scope.query || !run.agent->usage)
        return used;
    const UsedAmount more = run.agent->usage->expected(accountOf(run), scope.session);
    return {used.tokens + more.tokens, used.costUsd + more.costUsd};
}

std::optional<MetLimit> tokensHit(const Scope &scope, const UsedAmount &used, const UsedAmount &next)
{
    const std::optional<qint64> cap = scope.cap.tokens;
    if (!cap || used.tokens + next.tokens <= *cap)
        return std::nullopt;
    const LimitHit hit{scope.tokens, static_cast<double>(used.tokens + next.tokens),
                       static_cast<double>(*cap), false};
    return MetLimit{
        hit,
        u"Token limit of the %1: %2 of %3 tokens are used and the next call may take up to %4. Raise "
        "limits.%1.tokens in the agent file, or %5."_s.arg(scope.key, QString::number(used.tokens),
                                                           QString::number(*cap),
                                                           QString::number(next.tokens), scope.wayOn)};
}

QString dollars(double usd)
{
    return u"$%1"_s.arg(usd, 0, 'f', 4);
}

// A price that is not known is estimated as nothing, and then only what is used already counts.
std::optional<MetLimit> costHit(const Scope &scope, const UsedAmount &used, const UsedAmount &next)
{
    const std::optional<double> cap = scope.cap.costUsd;
    if (!cap || (used.costUsd + next.costUsd <= *cap && used.costUsd < *cap))
        return std::nullopt;
    const LimitHit hit{scope.cost, used.costUsd + next.costUsd, *cap, false};
    return MetLimit{hit,
                    u"Cost limit of the %1: %2 of %3 are used and the next call may cost up to %4. Raise "
                    "limits.%1.cost_usd in the agent file, or %5."_s.arg(
                        scope.key, dollars(used.costUsd), dollars(*cap), dollars(next.costUsd), scope.wayOn)};
}

} // namespace

QCoro::Task<std::optional<MetLimit>> capAgainst(RunPtr run, NextCall next)
{
    if (!hasCaps(*run))
        co_return std::nullopt;
    const Scope session = sessionScope(*run);
    const Scope day = dayScope(*run);
    const UsedAmount soFar = co_await usedIn(run, session);
    const UsedAmount today = co_await usedIn(run, day);
    const UsedAmount inSession = withCallsInProgress(*run, session, soFar);
    const UsedAmount inDay = withCallsInProgress(*run, day, today);
    const double costUsd = run->agent->prices.costUsd(next.provider, next.model, next.atMost).value_or(0);
    const UsedAmount more{next.atMost.totalTokens(), costUsd};
    for (const auto &hit : {tokensHit(session, inSession, more), costHit(session, inSession, more),
                            tokensHit(day, inDay, more), costHit(day, inDay, more)}) {
        if (hit)
            co_return hit;
    }
    if (run->agent->usage)
        run->agent->usage->expect(run->id, more);
    co_return std::nullopt;
}

NextCall nextCall(const ProviderChoice &who, const ModelRequest &request)
{
    NextCall next{who.provider->name(), who.model, {}};
    next.atMost.inputTokens = estimatedTokens(request.instructions) + estimatedTokens(request.messages);
    for (const ToolInfo &tool : request.tools)
        next.atMost.inputTokens +=
            estimatedTokens(tool.name + tool.description + QString::fromUtf8(json::text(tool.parameters)));
    next.atMost.outputTokens = request.maxTokens;
    return next;
}

QCoro::Task<std::optional<QString>> outOfCaps(RunPtr run, Conversation conversation)
{
    if (!hasCaps(*run))
        co_return std::nullopt;
    const Agent &agent = *run->agent;
    const ProviderChoice who{agent.provider, agent.model, {}};
    const NextCall next = nextCall(who, requestFor(*run, conversation));
    const std::optional<MetLimit> hit = co_await capAgainst(run, next);
    if (!hit)
        co_return std::nullopt;
    run->journal.append(hit->hit);
    co_return hit->sentence;
}

} // namespace agent
