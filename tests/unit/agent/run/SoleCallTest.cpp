// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/SoleCall.h"

#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

namespace {

QStringList namesOf(const QList<RunEvent> &events)
{
    QStringList names;
    for (const RunEvent &event : events)
        names.append(eventName(event.body));
    return names;
}

GuardrailSpec guardrail(GuardrailPlace place, GuardrailAction action)
{
    GuardrailSpec rule;
    rule.name = u"no nine"_s;
    rule.on = {place};
    rule.match = u"9"_s;
    rule.action = action;
    return rule;
}

} // namespace

/// One call of one tool, without a model.
class SoleCallTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<Agent> m_agent;
    std::shared_ptr<ScriptedTool> m_tool;
    QList<QJsonObject> m_calls; // what the tool was called with
    QList<RunEvent> m_events;

    Result<ToolFinished> called(const SoleCall &call)
    {
        Runs runs;
        connect(&runs, &Runs::started, this, [this](const RunPtr &run) {
            connect(&run->journal, &Journal::appended, this,
                    [this](const RunEvent &event) { m_events.append(event); });
        });
        Result<ToolFinished> finished = await(runs.call(m_agent, call));
        if (runs.inProgress() != 0)
            qFatal("the call is still in progress");
        return finished;
    }
    Result<ToolFinished> called(const QJsonObject &arguments, bool allowed = false)
    {
        return called({u"count"_s, arguments, allowed});
    }

    void setPolicy(PolicyAction action, const QString &message, bool isList = false)
    {
        m_agent->spec.policy.tools.insert(u"count"_s, ToolPolicy{{{{}, action, message}}, isList});
    }

private slots:
    void init()
    {
        m_calls.clear();
        m_events.clear();
        m_agent = std::make_shared<Agent>(); // nobody answers: no provider is there to be asked
        m_tool = addTool(*m_agent, u"count"_s, [this](const QJsonObject &arguments) {
            m_calls.append(arguments);
            return ToolResult{ToolOutcome::Ok, u"counted %1"_s.arg(arguments[u"n"_s].toInt())};
        });
    }

    void callsATool()
    {
        const auto finished = called({{u"n"_s, u"3"_s}});
        QVERIFY_RESULT(finished);
        QCOMPARE(finished->outcome, ToolOutcome::Ok);
        QCOMPARE(finished->text, u"counted 3"_s);
        QCOMPARE(m_calls, QList<QJsonObject>({{{u"n"_s, 3}}})); // made fit, as a model's are
        QCOMPARE(namesOf(m_events), QStringList({u"tool_called"_s, u"tool_started"_s, u"tool_finished"_s}));
    }

    void tellsHowAToolFailed()
    {
        addTool(*m_agent, u"broken"_s,
                [](const QJsonObject &) { return ToolResult{ToolOutcome::Timeout, u"It took too long."_s}; });
        const auto finished = called({u"broken"_s, {}});
        QVERIFY_RESULT(finished);
        QCOMPARE(finished->outcome, ToolOutcome::Timeout);
        QCOMPARE(finished->text, u"It took too long."_s);
    }

    void refusesWhatCannotBeCalled_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("sentence");
        const QJsonObject none;
        QTest::newRow("a wrong name") << u"cuont"_s << none << ErrorKind::NotFound
                                      << u"There is no tool \"cuont\"; did you mean \"count\"?"_s;
        QTest::newRow("another name") << u"weather"_s << none << ErrorKind::NotFound
                                      << u"There is no tool \"weather\"; there are count."_s;
        QTest::newRow("an agent") << u"clerk"_s << none << ErrorKind::InvalidInput
                                  << u"\"clerk\" is another agent, not a tool that can be called alone."_s;
        QTest::newRow("a wrong argument")
            << u"count"_s << QJsonObject{{u"n"_s, u"many"_s}} << ErrorKind::InvalidInput
            << u"\"n\" must be a whole number, not \"many\""_s;
        QTest::newRow("an unknown argument")
            << u"count"_s << QJsonObject{{u"m"_s, 1}} << ErrorKind::InvalidInput
            << u"count has no argument \"m\"; did you mean \"n\"?"_s;
    }
    void refusesWhatCannotBeCalled()
    {
        QFETCH(const QString, tool);
        QFETCH(const QJsonObject, arguments);
        QFETCH(const ErrorKind, kind);
        QFETCH(const QString, sentence);
        m_agent->colleagues.append({{u"clerk"_s, {}, {}, u"agent"_s}, u"clerk"_s});
        const auto finished = called({tool, arguments});
        QVERIFY(!finished);
        QCOMPARE(finished.error().kind, kind);
        QCOMPARE(finished.error().message, sentence);
        QVERIFY(m_calls.isEmpty());
    }

    void asksNobodyUnlessAPersonDoes_data()
    {
        QTest::addColumn<SideEffect>("effect");
        QTest::addColumn<bool>("allowed");
        QTest::addColumn<bool>("runs");
        QTest::newRow("reads") << SideEffect::Reads << false << true;
        QTest::newRow("writes, nobody there") << SideEffect::Writes << false << false;
        QTest::newRow("executes, nobody there") << SideEffect::Executes << false << false;
        QTest::newRow("writes for a person") << SideEffect::Writes << true << true;
    }
    void asksNobodyUnlessAPersonDoes()
    {
        QFETCH(const SideEffect, effect);
        QFETCH(const bool, allowed);
        QFETCH(const bool, runs);
        m_tool->setSideEffect(effect);
        const auto finished = called({{u"n"_s, 1}}, allowed);
        QCOMPARE(finished.has_value(), runs);
        QCOMPARE(m_calls.size(), runs ? 1 : 0);
        if (runs)
            return;
        QCOMPARE(finished.error().kind, ErrorKind::Denied);
        QVERIFY(finished.error().message.contains(u"policy: {tools: {count: live}}"_s));
        QCOMPARE(namesOf(m_events), QStringList({u"tool_called"_s, u"tool_finished"_s}));
    }

    void obeysThePolicy_data()
    {
        QTest::addColumn<PolicyAction>("action");
        QTest::addColumn<bool>("allowed");
        QTest::addColumn<QString>("told"); // what it gives, or why not
        QTest::newRow("live") << PolicyAction::Live << false << u"counted 7"_s;
        QTest::newRow("mock") << PolicyAction::Mock << false << u"n is 7"_s;
        QTest::newRow("mock for a person") << PolicyAction::Mock << true << u"n is 7"_s;
        QTest::newRow("ask") << PolicyAction::Ask << false << u"asked first (n is {n})"_s;
        QTest::newRow("ask for a person") << PolicyAction::Ask << true << u"counted 7"_s;
        QTest::newRow("deny") << PolicyAction::Deny << false << u"denied by policy: n is {n}"_s;
        QTest::newRow("deny for a person") << PolicyAction::Deny << true << u"denied by policy: n is {n}"_s;
    }
    void obeysThePolicy()
    {
        QFETCH(const PolicyAction, action);
        QFETCH(const bool, allowed);
        QFETCH(const QString, told);
        setPolicy(action, u"n is {n}"_s);
        const auto finished = called({{u"n"_s, 7}}, allowed);
        const QString text = finished ? finished->text : finished.error().message;
        QVERIFY2(text.contains(told), qPrintable(text));
        QCOMPARE(m_calls.size(), told == u"counted 7"_s ? 1 : 0);
        if (!finished)
            QCOMPARE(finished.error().where, u"/policy/tools/count"_s);
        if (action == PolicyAction::Mock)
            QVERIFY(std::get<ToolStarted>(m_events.at(1).body).mocked);
    }

    void namesTheRuleThatDenies()
    {
        setPolicy(PolicyAction::Deny, {}, true);
        QCOMPARE(called({{u"n"_s, 1}}).error().where, u"/policy/tools/count/0"_s);
        m_agent->spec.policy.tools.clear();
        m_agent->spec.policy.others = PolicyAction::Deny;
        QCOMPARE(called({{u"n"_s, 1}}).error().where, u"/policy/others"_s);
    }

    void laysGuardrailsOnArgumentsAndResults()
    {
        m_agent->guardrails = {GuardrailRule(guardrail(GuardrailPlace::Results, GuardrailAction::Redact))};
        const auto redacted = called({{u"n"_s, 19}});
        QVERIFY_RESULT(redacted);
        QVERIFY(!redacted->text.contains(u'9'));
        QVERIFY(!std::get<ToolFinished>(m_events.constLast().body).text.contains(u'9'));

        m_agent->guardrails = {GuardrailRule(guardrail(GuardrailPlace::Arguments, GuardrailAction::Block))};
        const auto refused = called({{u"n"_s, u"9"_s}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        QVERIFY(refused.error().message.contains(u"no nine"_s));
        QCOMPARE(m_calls.size(), 1);
    }

    void stopsWhenAsked()
    {
        const auto slow = addTool(*m_agent, u"slow"_s, [](const QJsonObject &) { return ToolResult(); }, 30s);
        Runs runs;
        SoleCall call{u"slow"_s, {}};
        QTimer::singleShot(0, this, [&call] { call.stop.request_stop(); });
        const auto finished = await(runs.call(m_agent, call));
        QVERIFY_RESULT(finished);
        QCOMPARE(finished->outcome, ToolOutcome::Cancelled);
        QCOMPARE(slow->cancelled, 1);

        QTimer::singleShot(0, this, [&runs] { runs.stopAll(); });
        const QSignalSpy idle(&runs, &Runs::idle);
        QCOMPARE(await(runs.call(m_agent, {u"slow"_s, {}}))->outcome, ToolOutcome::Cancelled);
        QCOMPARE(idle.size(), 1);
    }
};

QTEST_GUILESS_MAIN(SoleCallTest)
#include "SoleCallTest.moc"
