// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

/// The limits of one run, in whole runs.
class LimitsTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;

    std::unique_ptr<Runs> m_runs;
    int m_calls = 0; // of the tool

    RunPtr finished() { return finishedRun(m_agent); }

    /// A run in which the model wants the tool `turns` times before it answers, once it waits at a limit.
    RunPtr waiting(int turns)
    {
        for (int i = 0; i < turns; ++i)
            m_provider->steps.push_back(calls({wants(QString::number(i), u"count"_s)}));
        m_provider->steps.push_back(says(u"done"_s));
        addTool(*m_agent, u"count"_s, [this](const QJsonObject &) {
            return ToolResult{ToolOutcome::Ok, QString::number(++m_calls)};
        });
        RunRequest request{{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}};
        request.waitsAtLimits = true;
        RunPtr run = m_runs->start(m_agent, request);
        if (!QTest::qWaitFor([&] { return run->control().limit().has_value(); }))
            qFatal("it waits at no limit");
        return run;
    }
    static void setOne(AgentSpec &spec, Limit limit)
    {
        if (limit == Limit::Iterations)
            spec.maxIterations = 2;
        if (limit == Limit::Tokens)
            spec.budget.maxTotalTokens = 54; // two turns with a call
        if (limit == Limit::Cost)
            spec.budget.maxCostUsd = 54; // the same
        if (limit == Limit::ToolCalls)
            spec.limits.toolCalls = 2;
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = scriptedAgent(m_provider);
        m_agent->prices.layOver(
            readPrices("provider,id,prompt,completion\nscripted,scripted-1,1000000,1000000\n", u"p"_s));
        m_runs = std::make_unique<Runs>();
        m_calls = 0;
    }

    void endsAtTheIterationLimit()
    {
        addTool(*m_agent, u"again"_s,
                [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"more"_s}; });
        m_agent->spec.maxIterations = 3;
        for (int i = 0; i < 5; ++i)
            m_provider->steps.push_back(calls({wants(QString::number(i), u"again"_s)}));
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(endOf(run).text, u"Maximum iterations (3) reached without resolution."_s);
        QCOMPARE(m_provider->requests.size(), 3);
    }

    void endsAtTheTokenBudget()
    {
        addTool(*m_agent, u"again"_s,
                [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"more"_s}; });
        m_agent->spec.budget.maxTotalTokens = 40;
        for (int i = 0; i < 5; ++i)
            m_provider->steps.push_back(calls({wants(QString::number(i), u"again"_s)}));
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(endOf(run).text, u"Token budget exceeded: 54/40 tokens"_s);
    }

    void endsAtTheLimitOfToolCalls()
    {
        addTool(*m_agent, u"again"_s,
                [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"more"_s}; });
        m_agent->spec.limits.toolCalls = 3;
        m_provider->steps = {calls({wants(u"1"_s, u"again"_s), wants(u"2"_s, u"again"_s)}),
                             calls({wants(u"3"_s, u"again"_s), wants(u"4"_s, u"again"_s)}), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(endOf(run).text, u"Tool call limit exceeded: 4/3 calls"_s);
        QCOMPARE(story(run).count(u"tool_started"_s), 2);
        QCOMPARE(story(run).count(u"limit_hit"_s), 1);
    }

    void endsWhenItsTimeIsOver_data()
    {
        QTest::addColumn<bool>("inTool");
        QTest::newRow("in a tool") << true;
        QTest::newRow("in the model") << false;
    }
    void endsWhenItsTimeIsOver()
    {
        QFETCH(bool, inTool);
        addTool(*m_agent, u"slow"_s, [](const QJsonObject &) { return ToolResult{}; }, 10s);
        m_agent->spec.limits.seconds = 0.1;
        m_provider->steps = {inTool ? calls({wants(u"1"_s, u"slow"_s)}) : says(u"late"_s)};
        if (!inTool)
            m_provider->steps.front().delay = 10s;
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(endOf(run).text, u"Time limit exceeded: 0.1 s"_s);
        QVERIFY(endOf(run).duration < 5s);
    }

    void goesOnWhereAPersonRaisesALimit_data()
    {
        QTest::addColumn<Limit>("limit");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("tooLittle");
        QTest::addColumn<double>("enough");
        QTest::newRow("turns") << Limit::Iterations << 2. << 2. << 4.;
        QTest::newRow("tokens") << Limit::Tokens << 54. << 54. << 1000.;
        QTest::newRow("cost, at a dollar a token") << Limit::Cost << 54. << 54. << 1000.;
        QTest::newRow("tool calls") << Limit::ToolCalls << 3. << 2. << 3.;
    }
    void goesOnWhereAPersonRaisesALimit()
    {
        QFETCH(const Limit, limit);
        QFETCH(const double, value);
        QFETCH(const double, tooLittle);
        QFETCH(const double, enough);
        setOne(m_agent->spec, limit);
        const RunPtr run = waiting(3);
        QCOMPARE(run->control().limit()->limit, limit);
        QCOMPARE(run->control().limit()->value, value);
        QCOMPARE(m_calls, 2);
        QCOMPARE(run->control().raise(tooLittle, {}).error().kind, ErrorKind::InvalidInput);
        QCOMPARE(run->control().raise(1e300, {}).error().kind, ErrorKind::InvalidInput);
        QVERIFY_RESULT(run->control().raise(enough, u"Eve"_s));
        ended(run);
        QCOMPARE(endOf(run).text, u"done"_s);
        QCOMPARE(m_calls, 3); // none of them twice
        QCOMPARE(m_provider->requests.size(), 4);
        QCOMPARE(all<LimitHit>(run).size(), 1);
        QCOMPARE(all<Suspended>(run), (QList<Suspended>{{SuspendReason::Limit}}));
        QCOMPARE(all<LimitRaised>(run), (QList<LimitRaised>{{limit, enough, u"Eve"_s}}));
        QCOMPARE(all<Resumed>(run), (QList<Resumed>{{u"Eve"_s}}));
        QCOMPARE(run->control().raise(5000, {}).error().kind, ErrorKind::Conflict);
    }

    void waitsAgainAtTheLimitThatWasRaised()
    {
        m_agent->spec.maxIterations = 1;
        const RunPtr run = waiting(2);
        QVERIFY_RESULT(run->control().raise(2, {}));
        QTRY_VERIFY(run->control().limit() && run->control().limit()->cap == 2);
        QVERIFY_RESULT(run->control().raise(3, {}));
        QCOMPARE(endOf(ended(run)).status, RunStatus::Completed);
    }

    void endsAtALimitThatNobodyRaises()
    {
        m_agent->spec.policy.approvalTimeout = 0.02;
        m_agent->spec.maxIterations = 1;
        const RunPtr run = ended(waiting(2));
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(endOf(run).text, u"Maximum iterations (1) reached without resolution."_s);
        QCOMPARE(all<Resumed>(run), (QList<Resumed>{{QString()}}));
    }

    void canBeStoppedAtALimit()
    {
        m_agent->spec.limits.toolCalls = 1;
        const RunPtr run = waiting(2);
        run->stop.request_stop();
        QCOMPARE(endOf(ended(run)).status, RunStatus::Cancelled);
        QCOMPARE(m_calls, 1);
    }

    void doesNotCountTheTimeAtALimit()
    {
        m_agent->spec.limits.seconds = 0.3;
        m_agent->spec.maxIterations = 1;
        const RunPtr run = waiting(1);
        QTest::qWait(400);
        QVERIFY_RESULT(run->control().raise(2, {}));
        QCOMPARE(endOf(ended(run)).status, RunStatus::Completed);
    }

    void doesNotCallAgainWhatGivesTheSame()
    {
        int count = 0;
        addTool(*m_agent, u"same"_s, [&count](const QJsonObject &) {
            ++count;
            return ToolResult{ToolOutcome::Ok, u"nothing new"_s};
        });
        m_agent->spec.limits.sameResults = 2;
        for (int i = 0; i < 3; ++i)
            m_provider->steps.push_back(calls({wants(QString::number(i), u"same"_s)}));
        m_provider->steps.push_back(says(u"done"_s));
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(count, 2);
        const Message told = m_provider->requests.back().messages.constLast();
        QVERIFY(told.failed);
        QVERIFY2(told.text.startsWith(u"same was called with these arguments 2 times"_s),
                 qPrintable(told.text));
    }

    void callsAgainWhatGivesOtherResults()
    {
        int count = 0;
        addTool(*m_agent, u"clock"_s, [&count](const QJsonObject &) {
            return ToolResult{ToolOutcome::Ok, QString::number(++count)};
        });
        m_agent->spec.limits.sameResults = 2;
        for (int i = 0; i < 5; ++i)
            m_provider->steps.push_back(calls({wants(QString::number(i), u"clock"_s)}));
        m_provider->steps.push_back(says(u"done"_s));
        m_agent->spec.maxIterations = 10;
        QCOMPARE(endOf(finished()).status, RunStatus::Completed);
        QCOMPARE(count, 5);
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "LimitsTest.moc"
