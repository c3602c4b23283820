// SPDX-License-Identifier: GPL-3.0-or-later
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

    RunPtr finished() { return finishedRun(m_agent); }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = scriptedAgent(m_provider);
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
