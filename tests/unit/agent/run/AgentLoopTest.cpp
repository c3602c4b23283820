// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

class AgentLoopTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    std::unique_ptr<Runs> m_runs;

    RunPtr begin()
    {
        return m_runs->start(m_agent, {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}});
    }
    RunPtr finished() { return ended(begin()); }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = scriptedAgent(m_provider);
        m_runs = std::make_unique<Runs>();
    }

    void answersWithoutTools()
    {
        m_provider->steps = {says(u"Hello, you."_s)};
        const RunPtr run = finished();
        QCOMPARE(story(run),
                 (QStringList{u"run_started"_s, u"message_added"_s, u"turn_started"_s, u"model_called"_s,
                              u"text_delta"_s, u"text_finished"_s, u"model_replied"_s, u"message_added"_s,
                              u"run_finished"_s}));
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(endOf(run).text, u"Hello, you."_s);
        QCOMPARE(endOf(run).usage, (Usage{10, 5, 0, 0}));
        QCOMPARE(endOf(run).turns, 1);
    }

    void numbersEventsWithoutGaps()
    {
        m_provider->steps = {says(u"a b c"_s)};
        const RunPtr run = finished();
        for (qsizetype i = 0; i < run->journal.events().size(); ++i)
            QCOMPARE(run->journal.events()[i].seq, i + 1);
    }

    void givesToolResultsBackInCallOrder()
    {
        addTool(
            *m_agent, u"slow"_s,
            [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"slow result"_s}; }, 80ms);
        addTool(*m_agent, u"quick"_s,
                [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"quick result"_s}; });
        m_provider->steps = {calls({wants(u"1"_s, u"slow"_s), wants(u"2"_s, u"quick"_s)}), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        const QList<Message> second = m_provider->requests[1].messages;
        QCOMPARE(second.size(), 4);
        QCOMPARE(second[2], (Message{Role::Tool, u"slow result"_s, {}, u"1"_s}));
        QCOMPARE(second[3], (Message{Role::Tool, u"quick result"_s, {}, u"2"_s}));
        QCOMPARE(endOf(run).usage, (Usage{30, 12, 0, 0}));
    }

    void runsToolsOfOneTurnSideBySide()
    {
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            addTool(
                *m_agent, name, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"ok"_s}; },
                50ms);
        m_provider->steps = {calls({wants(u"1"_s, u"a"_s), wants(u"2"_s, u"b"_s), wants(u"3"_s, u"c"_s)}),
                             says(u"done"_s)};
        const RunPtr run = finished();
        const QStringList words = story(run);
        QVERIFY(words.lastIndexOf(u"tool_started"_s) < words.indexOf(u"tool_finished"_s));
    }

    void tellsTheModelWhatWasWrongWithACall_data()
    {
        QTest::addColumn<ToolCall>("call");
        QTest::addColumn<QString>("sentence");
        ToolCall unreadable = wants(u"1"_s, u"known"_s);
        unreadable.unreadable = u"{\"n\": "_s;
        QTest::newRow("no such tool")
            << wants(u"1"_s, u"unknown"_s) << u"Unknown tool 'unknown'. Available tools: known"_s;
        QTest::newRow("not JSON") << unreadable
                                  << u"The arguments of known were not a JSON object: {\"n\": "_s;
    }
    void tellsTheModelWhatWasWrongWithACall()
    {
        QFETCH(const ToolCall, call);
        QFETCH(const QString, sentence);
        addTool(*m_agent, u"known"_s, [](const QJsonObject &) { return ToolResult{}; });
        m_provider->steps = {calls({call}), says(u"sorry"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(m_provider->requests[1].messages.constLast().text, sentence);
        QVERIFY(m_provider->requests[1].messages.constLast().failed);
        QVERIFY(!story(run).contains(u"tool_started"_s));
    }

    void stopsWhileTheModelTalks()
    {
        m_provider->steps = {says(u"hm"_s)};
        m_provider->steps.front().delay = 1h;
        const RunPtr run = begin();
        QVERIFY(QTest::qWaitFor([&] { return story(run).contains(u"text_delta"_s); }));
        run->stop.request_stop();
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(endOf(run).status, RunStatus::Cancelled);
    }

    void stopsWhileAToolWorks()
    {
        const auto tool = addTool(*m_agent, u"long"_s, [](const QJsonObject &) { return ToolResult{}; }, 1h);
        m_provider->steps = {calls({wants(u"1"_s, u"long"_s)}), says(u"never"_s)};
        const RunPtr run = begin();
        QVERIFY(QTest::qWaitFor([&] { return story(run).contains(u"tool_started"_s); }));
        run->stop.request_stop();
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(endOf(run).status, RunStatus::Cancelled);
        QCOMPARE(tool->cancelled, 1);
        QCOMPARE(m_provider->requests.size(), 1);
    }

    void stopsWhileItWaitsToTryAgain()
    {
        m_agent->spec.retry.backoffSeconds = 3600;
        m_provider->steps = {fails(ErrorKind::Unavailable, u"down"_s)};
        const RunPtr run = begin();
        QVERIFY(QTest::qWaitFor([&] { return story(run).contains(u"model_retried"_s); }));
        run->stop.request_stop();
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(endOf(run).status, RunStatus::Cancelled);
    }

    void keepsRunsApart()
    {
        m_provider->steps = {says(u"one"_s), says(u"two"_s)};
        finishedRun(m_agent, u"my secret"_s);
        const RunPtr second = finishedRun(m_agent, u"yours"_s);
        QCOMPARE(m_provider->requests[1].messages.size(), 1);
        QCOMPARE(endOf(second).usage, (Usage{10, 5, 0, 0}));
    }

    void isIdleWhenAllRunsHaveStopped()
    {
        for (int i = 0; i < 20; ++i) {
            m_provider->steps.push_back(says(u"x"_s));
            m_provider->steps.back().delay = 1h;
            begin();
        }
        QCOMPARE(m_runs->inProgress(), 20);
        m_runs->stopAll();
        QTRY_COMPARE(m_runs->inProgress(), 0);
    }
};

QTEST_GUILESS_MAIN(AgentLoopTest)
#include "AgentLoopTest.moc"
