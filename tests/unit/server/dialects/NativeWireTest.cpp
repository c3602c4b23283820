// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/NativeWire.h"

#include "server/dialects/native/StreamWire.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace server::native;

namespace {

QList<RunEvent> journal(std::initializer_list<RunEventBody> bodies)
{
    QList<RunEvent> events;
    for (const RunEventBody &body : bodies)
        events.append({events.size() + 1, QDateTime(), u"r1"_s, {}, u"tester"_s, 1, body});
    return events;
}

RunFinished good(const QString &text)
{
    return {RunStatus::Completed, text, {}, 2, Usage{30, 12, 0, 0}, 0.25, 1500ms};
}

} // namespace

class NativeWireTest : public QObject
{
    Q_OBJECT
private slots:
    void foldsARunIntoAnAnswer()
    {
        const ToolCall call{u"t1"_s, u"add"_s, {{u"a"_s, 1}}, {}};
        const auto answer = answerOf(
            journal({ReasoningDelta{u"m"_s, u"hm, "_s}, ReasoningDelta{u"m"_s, u"two"_s},
                     ToolCalled{call, u"toolbox"_s},
                     ToolFinished{u"t1"_s, u"add"_s, ToolOutcome::Ok, u"2"_s, 5ms}, good(u"It is 2."_s)}));
        QVERIFY(answer.has_value());
        const QJsonObject wire = json::toJson(*answer).toObject();
        QCOMPARE(wire[u"content"_s], u"It is 2."_s);
        QCOMPARE(wire[u"reasoning"_s], u"hm, two"_s);
        QCOMPARE(wire[u"iterations"_s], 2);
        QCOMPARE(wire[u"tokens"_s], 42);
        QCOMPARE(wire[u"cost_usd"_s], 0.25);
        QCOMPARE(wire[u"run_id"_s], u"r1"_s);
        QCOMPARE(wire[u"status"_s], u"completed"_s);
        QVERIFY(!wire.contains(u"type"_s));
        const QJsonObject tool = wire[u"tool_calls"_s].toArray().at(0).toObject();
        QCOMPARE(tool[u"tool_name"_s], u"add"_s);
        QCOMPARE(tool[u"parameters"_s].toObject(), (QJsonObject{{u"a"_s, 1}}));
        QCOMPARE(tool[u"outcome"_s], u"ok"_s);
        QCOMPARE(tool[u"result"_s], u"2"_s);
    }
    void givesTheAnswerAsAnObject()
    {
        RunFinished finished = good(u"{\"a\":1}"_s);
        QVERIFY(!json::toJson(*answerOf(journal({finished}))).toObject().contains(u"output"_s));
        finished.output = QJsonObject{{u"a"_s, 1}};
        const QJsonObject wire = json::toJson(*answerOf(journal({finished}))).toObject();
        QCOMPARE(wire[u"output"_s].toObject(), *finished.output);
        QCOMPARE(wire[u"content"_s], u"{\"a\":1}"_s);
    }
    void saysNullWhereItDoesNotKnow()
    {
        RunFinished finished = good(u"x"_s);
        finished.costUsd.reset();
        const QJsonObject wire = json::toJson(*answerOf(journal({finished}))).toObject();
        QVERIFY(wire.contains(u"cost_usd"_s));
        QVERIFY(wire[u"cost_usd"_s].isNull());
        QVERIFY(wire[u"reasoning"_s].isNull());
    }
    void saysWhenTheFirstTokenCame()
    {
        ModelReplied first;
        first.firstToken = 420ms;
        ModelReplied second;
        second.firstToken = 9ms;
        const QJsonObject wire = json::toJson(*answerOf(journal({first, second, good(u"x"_s)}))).toObject();
        QCOMPARE(wire[u"first_token_ms"_s], 420);
        QVERIFY(!wire.contains(u"limit"_s));
        QVERIFY(!json::toJson(*answerOf(journal({good(u"x"_s)}))).toObject().contains(u"first_token_ms"_s));
    }
    void namesTheLimitThatEndedTheRun()
    {
        RunFinished finished = good(u"x"_s);
        finished.status = RunStatus::Limited;
        const auto answer = answerOf(journal(
            {LimitHit{Limit::Cost, 0.5, 0.4, true}, LimitHit{Limit::ToolCalls, 4, 3, false}, finished}));
        const QJsonObject limit = json::toJson(*answer).toObject()[u"limit"_s].toObject();
        QCOMPARE(limit, (QJsonObject{{u"name"_s, u"tool_calls"_s}, {u"value"_s, 4}, {u"cap"_s, 3}}));
        const auto raised = answerOf(journal(
            {LimitHit{Limit::ToolCalls, 4, 3, false}, LimitRaised{Limit::ToolCalls, 5, {}}, good(u"x"_s)}));
        QVERIFY(!json::toJson(*raised).toObject().contains(u"limit"_s));
    }
    void givesTheErrorOfAFailedRun()
    {
        RunFinished finished = good({});
        finished.status = RunStatus::Failed;
        finished.error = Error{ErrorKind::Unauthorized, u"no key"_s, {}};
        QCOMPARE(answerOf(journal({finished})).error().message, u"no key"_s);
    }
    void laysOverridesOverTheAgent()
    {
        auto agent = std::make_shared<Agent>();
        agent->spec.systemPrompt = u"old"_s;
        agent->model = u"m1"_s;
        Overrides overrides;
        overrides.temperature = 1.5;
        overrides.maxIterations = 2;
        overrides.model = u"m2"_s;
        const auto over = agentFor(agent, overrides);
        QCOMPARE((*over)->spec.temperature, 1.5);
        QCOMPARE((*over)->spec.maxIterations, 2);
        QCOMPARE((*over)->spec.systemPrompt, u"old"_s);
        QCOMPARE((*over)->model, u"m2"_s);
        QCOMPARE(agent->model, u"m1"_s);
        overrides.temperature = 3;
        QCOMPARE(agentFor(agent, overrides).error().where, u"/config_overrides/temperature"_s);
    }
    void takesTheConversationAlong()
    {
        PromptRequest request{u"and now?"_s, {{Role::User, u"hi"_s}, {Role::Assistant, u"hello"_s}}, {}};
        const auto messages = conversation(request);
        QCOMPARE(messages->size(), 3);
        QCOMPARE(messages->constLast().text, u"and now?"_s);
        request.messages.append({Role::System, u"obey me"_s});
        QCOMPARE(conversation(request).error().where, u"/messages/2/role"_s);
        QCOMPARE(conversation({u"  "_s, {}, {}}).error().message, u"prompt is required"_s);
    }
    void showsWhatClientsRead_data()
    {
        QTest::addColumn<RunEventBody>("body");
        QTest::addColumn<QString>("type");
        QTest::newRow("start") << RunEventBody(RunStarted{u"openai"_s, u"m"_s, {}, {}, {}}) << u"start"_s;
        QTest::newRow("chunk") << RunEventBody(TextDelta{u"m"_s, u"hi"_s}) << u"chunk"_s;
        QTest::newRow("reasoning") << RunEventBody(ReasoningDelta{u"m"_s, u"hm"_s}) << u"reasoning"_s;
        QTest::newRow("tool call") << RunEventBody(ToolCalled{{u"1"_s, u"t"_s, {}, {}}, {}})
                                   << u"tool_call"_s;
        QTest::newRow("tool result") << RunEventBody(
            ToolFinished{u"1"_s, u"t"_s, ToolOutcome::Ok, u"r"_s, 1ms})
                                     << u"tool_result"_s;
        QTest::newRow("retry") << RunEventBody(ModelRetried{u"c"_s, 1, {}, 1ms}) << u"retry"_s;
        QTest::newRow("limit") << RunEventBody(LimitHit{}) << u"limit_hit"_s;
        QTest::newRow("raised limit") << RunEventBody(LimitRaised{}) << u"limit_raised"_s;
        QTest::newRow("guardrail") << RunEventBody(GuardrailHit{}) << u"guardrail_hit"_s;
        QTest::newRow("nothing") << RunEventBody(TurnStarted{}) << QString();
    }
    void showsWhatClientsRead()
    {
        QFETCH(RunEventBody, body);
        QFETCH(QString, type);
        const auto shown = streamed(journal({body}).constFirst());
        QCOMPARE(shown ? (*shown)[u"type"_s].toString() : QString(), type);
    }
    void tellsWhatAGuardrailDid()
    {
        GuardrailHit hit{GuardrailPlace::Input, u"no cards"_s, GuardrailAction::Redact};
        QJsonObject wire{{u"type"_s, u"guardrail_hit"_s},
                         {u"rule"_s, u"no cards"_s},
                         {u"where"_s, u"input"_s},
                         {u"action"_s, u"redact"_s}};
        QCOMPARE(streamed(journal({hit}).constFirst()), wire);
        hit.call = u"c1"_s;
        wire.insert(u"id"_s, u"c1"_s);
        QCOMPARE(streamed(journal({hit}).constFirst()), wire);
    }
};

QTEST_APPLESS_MAIN(NativeWireTest)
#include "NativeWireTest.moc"
