// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/ClientTools.h"

#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

/// Runs with tools that are the client's to call.
class ClientToolsTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    RunRequest m_request;

    RunPtr finished()
    {
        Runs runs;
        return ended(runs.start(m_agent, m_request));
    }

    QStringList offered() const
    {
        QStringList names;
        for (const ToolInfo &tool : m_provider->requests.constLast().tools)
            names.append(tool.name);
        return names;
    }

    void addRule(GuardrailPlace place, GuardrailAction action)
    {
        GuardrailSpec rule;
        rule.name = u"no mail"_s;
        rule.on = {place};
        rule.personalData = {PersonalData::Email};
        rule.action = action;
        m_agent->guardrails.append(GuardrailRule(rule));
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = scriptedAgent(m_provider);
        addTool(*m_agent, u"ours"_s,
                [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"result"_s}; });
        m_request = {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}};
        m_request.wishes.tools = {
            ToolInfo{u"theirs"_s, u"Does it."_s, {{u"type"_s, u"object"_s}}, u"client"_s}};
    }

    void areOfferedBesideTheAgentsOwn()
    {
        m_provider->steps = {says(u"done"_s)};
        finished();
        QCOMPARE(offered(), (QStringList{u"ours"_s, u"theirs"_s}));
    }

    void giveWayToOneOfTheAgentsOfTheSameName()
    {
        m_request.wishes.tools[0].name = u"ours"_s;
        m_provider->steps = {calls({wants(u"1"_s, u"ours"_s)}), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(offered(), QStringList(u"ours"_s));
        QCOMPARE(endOf(run).text, u"done"_s);
    }

    void endTheRunWhenTheyAreCalled()
    {
        const ToolCall call = wants(u"1"_s, u"theirs"_s, {{u"a"_s, 1}});
        m_provider->steps = {calls({call})};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(callsForClient(run->journal.events()), QList<ToolCall>{call});
        QCOMPARE(all<ToolCalled>(run), (QList<ToolCalled>{{call, u"client"_s}}));
        QCOMPARE(all<ToolFinished>(run).size(), 0);
    }

    void areLeftBesideCallsThatAreCarriedOut()
    {
        const ToolCall theirs = wants(u"1"_s, u"theirs"_s);
        m_provider->steps = {calls({theirs, wants(u"2"_s, u"ours"_s)})};
        const RunPtr run = finished();
        QCOMPARE(callsForClient(run->journal.events()), QList<ToolCall>{theirs});
        QCOMPARE(all<ToolFinished>(run).size(), 1);
        QCOMPARE(all<MessageAdded>(run).constLast().message, (Message{Role::Tool, u"result"_s, {}, u"2"_s}));
    }

    void areNotCalledWithArgumentsNobodyCanRead()
    {
        ToolCall call = wants(u"1"_s, u"theirs"_s);
        call.unreadable = u"{a"_s;
        m_provider->steps = {calls({call}), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(callsForClient(run->journal.events()), QList<ToolCall>());
        QVERIFY(all<ToolFinished>(run).constFirst().text.contains(u"not a JSON object"_s));
    }

    void areNotCalledWithArgumentsThatAGuardrailRefuses()
    {
        addRule(GuardrailPlace::Arguments, GuardrailAction::Block);
        m_provider->steps = {calls({wants(u"1"_s, u"theirs"_s, {{u"to"_s, u"ann@example.org"_s}})}),
                             says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(callsForClient(run->journal.events()), QList<ToolCall>());
        QCOMPARE(all<ToolFinished>(run).constFirst().outcome, ToolOutcome::Denied);
    }

    void countAgainstTheLimit()
    {
        m_agent->spec.limits.toolCalls = 0;
        m_provider->steps = {calls({wants(u"1"_s, u"theirs"_s)})};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Limited);
        QCOMPARE(callsForClient(run->journal.events()), QList<ToolCall>());
    }

    void goOnWithTheirResults()
    {
        const QList<ToolCall> theirs{wants(u"1"_s, u"theirs"_s), wants(u"2"_s, u"theirs"_s)};
        const Message first{Role::Tool, u"one"_s, {}, u"1"_s};
        const Message second{Role::Tool, u"two"_s, {}, u"2"_s};
        m_request.messages += {Message{Role::Assistant, {}, theirs, {}}, first, second};
        m_provider->steps = {says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).text, u"done"_s);
        QCOMPARE(m_provider->requests.constFirst().messages, m_request.messages);
        const QList<MessageAdded> added = all<MessageAdded>(run);
        QCOMPARE(added.size(), 3);
        QCOMPARE(added[0].message, first);
        QCOMPARE(added[1].message, second);
        QCOMPARE(m_request.prompt(), u"hello"_s);
    }

    void haveTheirResultsScreened_data()
    {
        QTest::addColumn<GuardrailAction>("action");
        QTest::addColumn<bool>("failed");
        QTest::newRow("redacted") << GuardrailAction::Redact << false;
        QTest::newRow("refused") << GuardrailAction::Block << true;
    }
    void haveTheirResultsScreened()
    {
        QFETCH(const GuardrailAction, action);
        addRule(GuardrailPlace::Results, action);
        m_request.messages += {Message{Role::Assistant, {}, {wants(u"1"_s, u"theirs"_s)}, {}},
                               Message{Role::Tool, u"ann@example.org"_s, {}, u"1"_s}};
        m_provider->steps = {says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        const Message seen = m_provider->requests.constFirst().messages.constLast();
        QVERIFY(!seen.text.contains(u"ann@"_s));
        QTEST(seen.failed, "failed");
        QCOMPARE(all<GuardrailHit>(run).size(), 1);
    }
};

QTEST_GUILESS_MAIN(ClientToolsTest)
#include "ClientToolsTest.moc"
