// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

namespace {

PriceTable prices()
{
    PriceTable table; // a dollar a token in, ten a token out
    table.layOver(readPrices("provider,id,prompt,completion\nscripted,priced,1000000,10000000\n", u"p"_s));
    return table;
}

} // namespace

/// Each answer takes 15 tokens: 10 in, 5 out. "hello" is estimated as 5 tokens, the instructions as none.
class CapsTest : public QObject
{
    Q_OBJECT

    QDateTime m_now;
    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    std::unique_ptr<Runs> m_runs;

    RunPtr begin(const QString &session)
    {
        RunRequest request{{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}};
        request.session = session;
        m_provider->steps.push_back(says(u"Hello."_s));
        return m_runs->start(m_agent, request);
    }

    RunPtr finished(const QString &session = {}) { return ended(begin(session)); }

    RunStatus statusOf(const QString &session = {}) { return endOf(finished(session)).status; }

private slots:
    void init()
    {
        m_now = QDateTime({2026, 1, 1}, {23, 0}, QTimeZone::utc());
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->spec.name = u"tester"_s;
        m_agent->spec.systemPrompt = u"Hi."_s;
        m_agent->spec.maxTokens = 10;
        m_agent->provider = m_provider;
        m_agent->model = u"priced"_s;
        m_agent->prices = prices();
        m_agent->usage = std::make_shared<UsageLedger>(QString());
        m_runs = std::make_unique<Runs>([this] { return m_now; });
    }

    void endsBeforeACallThatMightPassTheCap_data()
    {
        QTest::addColumn<LimitsSpec>("limits");
        QTest::addColumn<QString>("hit");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const LimitsSpec &limits, const char *hit, double value,
                            const QString &sentence) {
            QTest::newRow(name) << limits << QString::fromLatin1(hit) << value << sentence;
        };
        LimitsSpec limits;
        limits.session.tokens = 29;
        row("tokens of a session", limits, "session_tokens", 30,
            u"Token limit of the session: 15 of 29 tokens are used and the next call may take up to 15. "
            u"Raise "
            "limits.session.tokens in the agent file, or begin a new session."_s);
        limits = {};
        limits.session.costUsd = 164.5;
        row("cost of a session", limits, "session_cost", 165,
            u"Cost limit of the session: $60.0000 of $164.5000 are used and the next call may cost up to "
            "$105.0000. Raise limits.session.cost_usd in the agent file, or begin a new session."_s);
        limits = {};
        limits.day.tokens = 29;
        row("tokens of a day", limits, "day_tokens", 30,
            u"Token limit of the day: 15 of 29 tokens are used and the next call may take up to 15. Raise "
            "limits.day.tokens in the agent file, or wait until midnight UTC."_s);
        limits = {};
        limits.day.costUsd = 164.5;
        row("cost of a day", limits, "day_cost", 165,
            u"Cost limit of the day: $60.0000 of $164.5000 are used and the next call may cost up to "
            "$105.0000. Raise limits.day.cost_usd in the agent file, or wait until midnight UTC."_s);
    }
    void endsBeforeACallThatMightPassTheCap()
    {
        QFETCH(const LimitsSpec, limits);
        QFETCH(const QString, hit);
        QFETCH(const double, value);
        QFETCH(const QString, sentence);
        m_agent->spec.limits = limits;
        QCOMPARE(statusOf(u"s"_s), RunStatus::Completed);
        const RunPtr second = finished(u"s"_s);
        QCOMPARE(endOf(second).status, RunStatus::Limited);
        QCOMPARE(endOf(second).text, sentence);
        QCOMPARE(json::toName(all<LimitHit>(second).constFirst().limit), hit);
        QCOMPARE(all<LimitHit>(second).constFirst().value, value);
        QCOMPARE(m_provider->requests.size(), 1);
    }

    void letsACallThatKeepsToTheCap()
    {
        m_agent->spec.limits.session = {30, 165};
        m_agent->spec.limits.day = {30, 165};
        QCOMPARE(statusOf(u"s"_s), RunStatus::Completed);
        QCOMPARE(statusOf(u"s"_s), RunStatus::Completed);
        QCOMPARE(statusOf(u"s"_s), RunStatus::Limited);
    }

    void beginsAnewWithANewSession()
    {
        m_agent->spec.limits.session.tokens = 29;
        QCOMPARE(statusOf(u"a"_s), RunStatus::Completed);
        QCOMPARE(statusOf(u"a"_s), RunStatus::Limited);
        QCOMPARE(statusOf(u"b"_s), RunStatus::Completed);
    }

    void countsARunOfNoSessionAlone()
    {
        m_agent->spec.limits.session.tokens = 29;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(statusOf(), RunStatus::Completed);
        m_provider->steps = {calls({{u"1"_s, u"nothing"_s, {}, {}}})};
        QCOMPARE(statusOf(), RunStatus::Limited);
    }

    void beginsAnewAtMidnight()
    {
        m_agent->spec.limits.day.tokens = 29;
        QCOMPARE(statusOf(u"a"_s), RunStatus::Completed);
        QCOMPARE(statusOf(u"b"_s), RunStatus::Limited);
        m_now = m_now.addSecs(3600);
        QCOMPARE(statusOf(u"b"_s), RunStatus::Completed);
    }

    void doesNotCountOtherAgents()
    {
        m_agent->spec.limits.day.tokens = 29;
        QCOMPARE(statusOf(u"a"_s), RunStatus::Completed);
        m_agent->spec.name = u"another"_s;
        QCOMPARE(statusOf(u"a"_s), RunStatus::Completed);
    }

    void countsAnAgentThatIsAskedAsTheOneThatAsks()
    {
        const auto expert = std::make_shared<Agent>(*m_agent);
        expert->spec.name = u"expert"_s;
        m_agent->team.insert(u"expert"_s, expert);
        const QJsonObject text{{u"type"_s, u"string"_s}};
        const QJsonObject parameters{{u"type"_s, u"object"_s},
                                     {u"properties"_s, QJsonObject{{u"message"_s, text}}}};
        m_agent->colleagues = {
            {{u"ask"_s, {}, parameters, u"agent"_s, SideEffect::None}, u"expert"_s, false}};
        const ToolCall ask{u"1"_s, u"ask"_s, {{u"message"_s, u"hello"_s}}, {}};
        expert->spec.limits.day.tokens = 41; // 27 are used by then, and 15 more may be
        m_provider->steps = {calls({ask})};
        const RunPtr run = finished(u"s"_s);
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        const QString told = m_provider->requests.last().messages.constLast().text;
        QVERIFY2(told.startsWith(u"Token limit of the day"_s), qPrintable(told));
        QFuture<Result<QList<UsageTotal>>> asked = m_agent->usage->totals({UsageBy::Agent});
        asked.waitForFinished();
        const QList<UsageTotal> totals = asked.result().value();
        QCOMPARE(totals.size(), 1);
        QCOMPARE(totals[0].name, u"tester"_s);
        QCOMPARE(totals[0].runs, 1);
        QCOMPARE(totals[0].tokens, 27 + 15);
    }

    void countsCallsInProgress()
    {
        m_agent->spec.limits.day.tokens = 29;
        const RunPtr first = begin(u"a"_s);
        m_provider->steps.front().delay = 1h;
        QTRY_COMPARE(m_provider->requests.size(), 1);
        QCOMPARE(statusOf(u"b"_s), RunStatus::Limited);
        first->stop.request_stop();
        QTRY_VERIFY(first->journal.isFinished());
        QCOMPARE(statusOf(u"b"_s), RunStatus::Completed);
    }

    void countsOnlyWhatWasUsedWhereThePriceIsUnknown()
    {
        m_agent->spec.limits.day.costUsd = 60;
        QCOMPARE(statusOf(), RunStatus::Limited); // the first call may cost 105
        m_agent->model = u"no such model"_s;
        QCOMPARE(statusOf(), RunStatus::Completed);
        QCOMPARE(statusOf(), RunStatus::Completed);
    }

    void keepsToTheCapsWithoutALedger()
    {
        m_agent->usage.reset();
        m_agent->spec.limits.day.tokens = 29;
        QCOMPARE(statusOf(), RunStatus::Completed);
        m_agent->spec.limits.day.tokens = 14;
        QCOMPARE(statusOf(), RunStatus::Limited);
    }

    void doesNotAskAsideBeyondTheCap()
    {
        m_agent->spec.limits.day.tokens = 400;
        m_agent->spec.compress = {true, 0, 0};
        const QList<Message> talk{Message{Role::User, QString(2000, u'x'), {}, {}},
                                  Message{Role::Assistant, u"yes"_s, {}, {}},
                                  Message{Role::User, u"hello"_s, {}, {}}};
        const RunPtr run = m_runs->start(m_agent, {talk, u"test"_s, {}});
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(m_provider->requests.size(), 0);
    }
};

QTEST_GUILESS_MAIN(CapsTest)
#include "CapsTest.moc"
