// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/usage/UsageLedger.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {

UsageLedger::UsageLedger(const QString &file)
    : m_store(file)
{
}

UsageLedger::~UsageLedger()
{
    if (!m_pending.isEmpty())
        write();
}

void UsageLedger::take(const RunEvent &event)
{
    const auto visitor = Overloaded{
        [&](const RunStarted &e) {
            const QString agent = m_runs.value(event.parent).agent; // who is asked counts as who asks
            m_runs.insert(
                event.run,
                {agent.isEmpty() ? event.agent : agent, e.session, productOf(e.client), e.model, {}, {}});
        },
        [&](const ModelCalled &e) { m_runs[event.run].models.insert(e.call, e.model); },
        [&](const ModelReplied &e) { addCall(event, e); },
        [&](const ModelFailed &) { m_runs[event.run].expected = {}; },
        [&](const RunFinished &) { addRun(event); },
        [](const auto &) {},
    };
    std::visit(visitor, event.body);
}

void UsageLedger::addCall(const RunEvent &event, const ModelReplied &reply)
{
    OpenRun &run = m_runs[event.run];
    run.expected = {};
    UsageEntry entry = entryOf(event, run);
    entry.model = run.models.take(reply.call);
    entry.calls = 1;
    entry.usage = reply.usage.value_or(Usage());
    entry.costUsd = reply.costUsd;
    add(entry);
}

void UsageLedger::addRun(const RunEvent &event)
{
    UsageEntry entry = entryOf(event, m_runs.take(event.run));
    entry.runs = event.parent.isEmpty() ? 1 : 0;
    add(entry);
}

UsageEntry UsageLedger::entryOf(const RunEvent &event, const OpenRun &run)
{
    UsageEntry entry;
    entry.at = event.at.toMSecsSinceEpoch();
    entry.agent = run.agent;
    entry.session = run.session;
    entry.client = run.client;
    entry.model = run.model;
    return entry;
}

void UsageLedger::add(const UsageEntry &entry)
{
    m_pending.append(entry);
    if (!m_isWriting)
        write();
}

// What comes while one is being written goes with the next.
void UsageLedger::write()
{
    m_isWriting = true;
    const QList<UsageEntry> entries = std::exchange(m_pending, {});
    m_worker.run<Result<>>([this, entries] { return m_store.add(entries); })
        .then(this, [this](const Result<> &written) {
            m_isWriting = false;
            tell(written);
            if (!m_pending.isEmpty())
                write();
        });
}

void UsageLedger::tell(const Result<> &written)
{
    if (!written && !std::exchange(m_isTold, true))
        emit failed(written.error());
}

QFuture<Result<QList<UsageTotal>>> UsageLedger::totals(const UsageQuery &query)
{
    if (!m_pending.isEmpty())
        write();
    return m_worker.run<Result<QList<UsageTotal>>>([this, query] { return m_store.totals(query); });
}

void UsageLedger::expect(const QString &run, const UsedAmount &amount)
{
    const auto open = m_runs.find(run);
    if (open == m_runs.end())
        return;
    open->expected.tokens += amount.tokens;
    open->expected.costUsd += amount.costUsd;
}

UsedAmount UsageLedger::expected(const QString &agent, const std::optional<QString> &session) const
{
    UsedAmount sum;
    for (const OpenRun &run : m_runs) {
        if (run.agent != agent || (session && run.session != *session))
            continue;
        sum.tokens += run.expected.tokens;
        sum.costUsd += run.expected.costUsd;
    }
    return sum;
}

QString productOf(const QString &userAgent)
{
    if (userAgent.contains(u"QtWebEngine/"))
        return u"playground"_s;
    if (userAgent.startsWith(u"Mozilla/"))
        return u"browser"_s;
    static const QRegularExpression product(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}"_s);
    return product.match(userAgent).captured();
}

} // namespace agent

#include "moc_UsageLedger.cpp"
