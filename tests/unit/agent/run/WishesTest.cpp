// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

/// What a client wants beside the agent file.
class WishesTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;

    RunPtr finished(const Wishes &wishes)
    {
        Runs runs;
        RunRequest request{{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}};
        request.wishes = wishes;
        return ended(runs.start(m_agent, request));
    }

    static OutputSpec outputWith(const QString &key)
    {
        OutputSpec output;
        output.schema = {{u"type"_s, u"object"_s}, {u"required"_s, QJsonArray{key}}};
        return output;
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = scriptedAgent(m_provider);
        m_agent->spec.systemPrompt = u"You are a clerk."_s;
        m_agent->spec.temperature = 0.5;
        m_agent->spec.maxTokens = 70;
        m_provider->steps = {says(u"{\"a\": 1}"_s)};
    }

    void leaveTheAgentAsItIsWithoutAny()
    {
        finished({});
        const ModelRequest &request = m_provider->requests.constFirst();
        QCOMPARE(request.instructions, m_agent->instructions());
        QCOMPARE(request.temperature, 0.5);
        QCOMPARE(request.maxTokens, 70);
    }

    void reachTheModel()
    {
        finished({u"Speak French."_s, 1.5, 30, {}});
        const ModelRequest &request = m_provider->requests.constFirst();
        QCOMPARE(request.instructions, m_agent->instructions() + u"\n\nSpeak French."_s);
        QCOMPARE(request.temperature, 1.5);
        QCOMPARE(request.maxTokens, 30);
    }

    void shapeTheAnswerInPlaceOfTheAgentsOutput()
    {
        m_agent->spec.output = outputWith(u"b"_s);
        Wishes wishes;
        wishes.output = outputWith(u"a"_s);
        const RunPtr run = finished(wishes);
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(endOf(run).output, (QJsonObject{{u"a"_s, 1}}));
    }

    void passTheGuardrailsLikeAMessage_data()
    {
        QTest::addColumn<GuardrailAction>("action");
        QTest::addColumn<RunStatus>("status");
        QTest::newRow("redacted") << GuardrailAction::Redact << RunStatus::Completed;
        QTest::newRow("refused") << GuardrailAction::Block << RunStatus::Failed;
    }
    void passTheGuardrailsLikeAMessage()
    {
        QFETCH(const GuardrailAction, action);
        QFETCH(const RunStatus, status);
        GuardrailSpec rule;
        rule.name = u"no mail"_s;
        rule.on = {GuardrailPlace::Input};
        rule.personalData = {PersonalData::Email};
        rule.action = action;
        m_agent->guardrails.append(GuardrailRule(rule));
        const RunPtr run = finished({u"You are ann@example.org."_s, {}, {}, {}});
        QCOMPARE(endOf(run).status, status);
        QCOMPARE(all<GuardrailHit>(run).size(), 1);
        for (const ModelRequest &request : m_provider->requests)
            QVERIFY(!request.instructions.contains(u"ann@"_s));
    }
};

QTEST_GUILESS_MAIN(WishesTest)
#include "WishesTest.moc"
