// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Runs.h"
#include "tests/support/agent/ScriptedProvider.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

namespace {

ToolCall wants(const QString &id, const QString &name, const QJsonObject &arguments = {})
{
    return {id, name, arguments, {}};
}

// The run's events as one word each; deltas of one message are one word.
QStringList story(const RunPtr &run)
{
    QStringList words;
    for (const RunEvent &event : run->journal.events()) {
        const QString word = eventName(event.body);
        if (words.isEmpty() || words.constLast() != word || word != u"text_delta")
            words.append(word);
    }
    return words;
}

RunFinished endOf(const RunPtr &run)
{
    return std::get<RunFinished>(run->journal.events().constLast().body);
}

} // namespace

class AgentLoopTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    std::unique_ptr<Runs> m_runs;

    std::shared_ptr<ScriptedTool> addTool(const QString &name, ScriptedTool::Function function,
                                          milliseconds delay = {})
    {
        const auto tool = std::make_shared<ScriptedTool>(name, std::move(function), delay);
        m_agent->tools.append(tool);
        return tool;
    }

    RunPtr begin(const QString &prompt = u"hello"_s)
    {
        return m_runs->start(m_agent, {{Message{Role::User, prompt, {}, {}}}, u"test"_s, {}});
    }

    RunPtr finished(const QString &prompt = u"hello"_s)
    {
        RunPtr run = begin(prompt);
        const bool done = QTest::qWaitFor([&run] { return run->journal.isFinished(); });
        if (!done)
            qFatal("the run did not end");
        return run;
    }

    static QList<milliseconds> waitsOf(const RunPtr &run)
    {
        QList<milliseconds> waits;
        for (const RunEvent &event : run->journal.events()) {
            if (const auto *retried = std::get_if<ModelRetried>(&event.body))
                waits.append(retried->wait);
        }
        return waits;
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->spec.name = u"tester"_s;
        m_agent->spec.retry.backoffSeconds = 0.001;
        m_agent->spec.retry.rateLimitCooldownSeconds = 0;
        m_agent->provider = m_provider;
        m_agent->model = u"scripted-1"_s;
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
            u"slow"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"slow result"_s}; },
            80ms);
        addTool(u"quick"_s,
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
            addTool(name, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"ok"_s}; }, 50ms);
        m_provider->steps = {calls({wants(u"1"_s, u"a"_s), wants(u"2"_s, u"b"_s), wants(u"3"_s, u"c"_s)}),
                             says(u"done"_s)};
        const RunPtr run = finished();
        const QStringList words = story(run);
        QCOMPARE(words.lastIndexOf(u"tool_started"_s) < words.indexOf(u"tool_finished"_s), true);
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
        addTool(u"known"_s, [](const QJsonObject &) { return ToolResult{}; });
        m_provider->steps = {calls({call}), says(u"sorry"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(m_provider->requests[1].messages.constLast().text, sentence);
        QVERIFY(m_provider->requests[1].messages.constLast().failed);
        QVERIFY(!story(run).contains(u"tool_started"_s));
    }

    void endsAtTheIterationLimit()
    {
        addTool(u"again"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"more"_s}; });
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
        addTool(u"again"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"more"_s}; });
        m_agent->spec.budget.maxTotalTokens = 40;
        for (int i = 0; i < 5; ++i)
            m_provider->steps.push_back(calls({wants(QString::number(i), u"again"_s)}));
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(endOf(run).text, u"Token budget exceeded: 54/40 tokens"_s);
    }

    void endsAtTheLimitOfToolCalls()
    {
        addTool(u"again"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"more"_s}; });
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
        addTool(u"slow"_s, [](const QJsonObject &) { return ToolResult{}; }, 10s);
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
        addTool(u"same"_s, [&count](const QJsonObject &) {
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
        addTool(u"clock"_s, [&count](const QJsonObject &) {
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

    void triesAgainWhatMayPass()
    {
        m_provider->steps = {fails(ErrorKind::Unavailable, u"down"_s),
                             fails(ErrorKind::RateLimited, u"slow down"_s), says(u"there"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).text, u"there"_s);
        QCOMPARE(story(run).count(u"model_retried"_s), 2);
    }

    void givesUpAfterTheLastRetry()
    {
        m_agent->spec.retry.maxRetries = 1;
        m_provider->steps = {fails(ErrorKind::Timeout, u"one"_s), fails(ErrorKind::Timeout, u"two"_s),
                             says(u"three"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Failed);
        QCOMPARE(endOf(run).error->message, u"two"_s);
    }

    void doesNotTryAgainWhatCannotPass()
    {
        m_provider->steps = {fails(ErrorKind::Unauthorized, u"no key"_s), says(u"never"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Failed);
        QCOMPARE(m_provider->requests.size(), 1);
    }

    void waitsTwiceAsLongEachTime()
    {
        m_agent->spec.retry.maxRetries = 3;
        m_agent->spec.retry.backoffSeconds = 0.008;
        for (int i = 0; i < 3; ++i)
            m_provider->steps.push_back(fails(ErrorKind::Unavailable, u"down"_s));
        m_provider->steps.push_back(says(u"there"_s));
        const QList<milliseconds> waits = waitsOf(finished());
        QCOMPARE(waits.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const milliseconds least(8 << i);
            QVERIFY(waits[i] >= least && waits[i] <= least * 5 / 4);
        }
    }

    void waitsAsLongAsTheProviderAsks()
    {
        m_agent->spec.retry.backoffSeconds = 3600;
        const Error busy{ErrorKind::RateLimited, u"later"_s, {}, std::chrono::seconds(0)};
        m_provider->steps = {{tl::unexpected(busy), {}, {}}, says(u"there"_s)};
        const RunPtr run = finished();
        QCOMPARE(waitsOf(run), QList<milliseconds>{milliseconds(0)});
        QCOMPARE(endOf(run).text, u"there"_s);
    }

    void doesNotWaitAnHour()
    {
        const Error busy{ErrorKind::RateLimited, u"tomorrow"_s, {}, std::chrono::hours(1)};
        m_provider->steps = {{tl::unexpected(busy), {}, {}}, says(u"never"_s)};
        QCOMPARE(endOf(finished()).error->message, u"tomorrow"_s);
    }

    void fallsBackOnTheNextProvider_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("attempts"); // of the first provider
        QTest::addColumn<QString>("text");
        QTest::newRow("down") << int(ErrorKind::Unavailable) << 3 << u"from the second"_s;
        QTest::newRow("no key") << int(ErrorKind::Unauthorized) << 1 << u"from the second"_s;
        QTest::newRow("no such model") << int(ErrorKind::NotFound) << 1 << u"from the second"_s;
        QTest::newRow("wrong request") << int(ErrorKind::InvalidInput) << 1 << QString();
    }
    void fallsBackOnTheNextProvider()
    {
        QFETCH(const int, kind);
        QFETCH(const int, attempts);
        QFETCH(const QString, text);
        const auto broken = std::make_shared<ScriptedProvider>();
        const auto second = std::make_shared<ScriptedProvider>();
        for (int i = 0; i < 3; ++i) {
            m_provider->steps.push_back(fails(ErrorKind(kind), u"no"_s));
            m_provider->steps.back().pieces = {u"half a "_s};
            broken->steps.push_back(fails(ErrorKind::Unauthorized, u"no key"_s));
        }
        second->steps = {says(u"from the second"_s)};
        m_agent->fallbacks = {{broken, u"broken-1"_s, {}}, {second, u"second-1"_s, {}}};
        const RunPtr run = finished();
        QCOMPARE(m_provider->requests.size(), attempts);
        QCOMPARE(endOf(run).text, text);
        QCOMPARE(second->requests.size(), text.isEmpty() ? 0 : 1);
        if (!text.isEmpty())
            QCOMPARE(second->requests.constFirst().model, u"second-1"_s);
        // Every failed attempt is voided before the next one speaks.
        QCOMPARE(story(run).count(u"model_retried"_s), story(run).count(u"model_called"_s) - 1);
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
        const auto tool = addTool(u"long"_s, [](const QJsonObject &) { return ToolResult{}; }, 1h);
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
        finished(u"my secret"_s);
        const RunPtr second = finished(u"yours"_s);
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
