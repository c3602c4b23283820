// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

namespace {

/// Asks a person for a name in the middle of its call, and gives back what was said.
class AskingTool : public Tool
{
public:
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject, CallContext context) override
    {
        const QJsonObject name{{u"type"_s, u"string"_s}, {u"minLength"_s, 1}};
        const QJsonObject age{{u"type"_s, u"integer"_s}, {u"default"_s, 30}};
        const QJsonObject schema{{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject{{u"name"_s, name}, {u"age"_s, age}}},
                                 {u"required"_s, QJsonArray{u"name"_s}}};
        const Question question{u"Who are you?"_s, schema};
        if (!context.ask)
            co_return ToolResult{ToolOutcome::Error, u"nobody"_s};
        const Reply reply = co_await context.ask(question, context.stop);
        const QString how = QString::number(int(reply.how));
        co_return ToolResult{ToolOutcome::Ok, how + u' ' + QString::fromUtf8(json::text(reply.content))};
    }

private:
    ToolInfo m_info{u"send"_s, {}, {{u"type"_s, u"object"_s}}, u"mcp"_s, SideEffect::None};
};

} // namespace

class RunControlTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    std::unique_ptr<Runs> m_runs;
    QList<QJsonObject> m_sent; // what the tool was called with

    static ToolCall send(const QString &id, int n = 1) { return {id, u"send"_s, {{u"n"_s, n}}, {}}; }
    RunPtr begin(const QString &session = {})
    {
        return m_runs->start(m_agent, {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}, session});
    }
    /// The run once `calls` of it wait for a person.
    RunPtr waiting(qsizetype calls = 1, const QString &session = {})
    {
        RunPtr run = begin(session);
        if (!QTest::qWaitFor([&] { return run->control().waiting().size() == calls; }))
            qFatal("nothing waits");
        return run;
    }
    /// What the model was told in place of the last tool's result.
    QString told() const { return m_provider->requests.constLast().messages.constLast().text; }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->provider = m_provider;
        m_sent.clear();
        m_agent->tools = {std::make_shared<ScriptedTool>(u"send"_s, [this](const QJsonObject &arguments) {
            m_sent.append(arguments);
            return ToolResult{ToolOutcome::Ok, u"sent"_s};
        })};
        m_agent->spec.policy.others = PolicyAction::Ask;
        m_runs = std::make_unique<Runs>();
        m_provider->steps = {calls({send(u"1"_s)}), says(u"done"_s)};
    }

    void waitsForAPerson()
    {
        const RunPtr run = waiting();
        const ApprovalAsked asked = run->control().waiting().constFirst();
        QCOMPARE(asked.call, send(u"1"_s));
        QCOMPARE(asked.seconds, std::optional(300.0));
        QCOMPARE(all<Suspended>(run), QList<Suspended>{{SuspendReason::Approval}});
        QVERIFY(m_sent.isEmpty());
        QVERIFY(run->control().answer(asked.approval, {true, {}, false, {}, u"Eve"_s}));
        QVERIFY(run->control().waiting().isEmpty());
        ended(run);
        QCOMPARE(m_sent, QList<QJsonObject>({{{u"n"_s, 1}}}));
        QCOMPARE(all<ApprovalGiven>(run),
                 (QList<ApprovalGiven>{{asked.approval, u"1"_s, Decision::Allowed, u"Eve"_s}}));
        QCOMPARE(all<Resumed>(run), QList<Resumed>{{u"Eve"_s}});
        QCOMPARE(endOf(run).status, RunStatus::Completed);
    }

    void asksWhatAToolWantsToKnow_data()
    {
        QTest::addColumn<ApprovalAnswer>("answer");
        QTest::addColumn<QString>("told");
        QTest::newRow("given") << ApprovalAnswer{true, QJsonObject{{u"name"_s, u"Ada"_s}, {u"age"_s, 36}}}
                               << u"0 {\"age\":36,\"name\":\"Ada\"}"_s;
        QTest::newRow("declined") << ApprovalAnswer{false} << u"1 {}"_s;
        QTest::newRow("allowed without what is wanted") << ApprovalAnswer{true} << u"1 {}"_s;
    }
    void asksWhatAToolWantsToKnow()
    {
        QFETCH(const ApprovalAnswer, answer);
        m_agent->spec.policy.others = PolicyAction::Live;
        m_agent->tools = {std::make_shared<AskingTool>()};
        m_runs->setAttended(true);
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {}, {}}}), says(u"done"_s)};
        const RunPtr run = waiting();
        const ApprovalAsked asked = run->control().waiting().constFirst();
        QCOMPARE(asked.reason, u"Who are you?"_s);
        QCOMPARE(asked.call.arguments, (QJsonObject{{u"name"_s, QString()}, {u"age"_s, 30}}));
        QVERIFY(!run->control().answer(asked.approval, {true, QJsonObject{{u"name"_s, 7.5}}}));
        QVERIFY(run->control().answer(asked.approval, answer));
        ended(run);
        QTEST(told(), "told");
    }

    void asksWhatAToolWantsToKnowOnlyForAWhile()
    {
        m_agent->spec.policy.others = PolicyAction::Live;
        m_agent->spec.policy.approvalTimeout = 0.05;
        m_agent->tools = {std::make_shared<AskingTool>()};
        m_runs->setAttended(true);
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {}, {}}}), says(u"done"_s)};
        ended(begin());
        QCOMPARE(told(), u"2 {}"_s);
    }

    void saysThatNobodyIsThereToKnow()
    {
        m_agent->spec.policy.others = PolicyAction::Live;
        m_agent->tools = {std::make_shared<AskingTool>()};
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {}, {}}}), says(u"done"_s)};
        ended(begin());
        QCOMPARE(told(), u"2 {}"_s);
    }

    void callsWithThePersonsArguments()
    {
        const RunPtr run = waiting();
        const QString approval = run->control().waiting().constFirst().approval;
        const auto wrong = run->control().answer(approval, {true, QJsonObject{{u"n"_s, u"x"_s}}});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(run->control().waiting().size(), 1);
        QVERIFY(run->control().answer(approval, {true, QJsonObject{{u"n"_s, 2}}}));
        ended(run);
        QCOMPARE(m_sent, QList<QJsonObject>({{{u"n"_s, 2}}}));
    }

    void keepsToThePolicyWhateverAPersonGives()
    {
        m_agent->spec.policy.tools.insert(u"send"_s,
                                          {{{{{u"n"_s, u"2"_s}}, PolicyAction::Deny, u"Not two."_s}}});
        const RunPtr run = waiting();
        const QString approval = run->control().waiting().constFirst().approval;
        QVERIFY(run->control().answer(approval, {true, QJsonObject{{u"n"_s, 2}}}));
        ended(run);
        QVERIFY(m_sent.isEmpty());
        QCOMPARE(told(), u"Tool 'send' denied by policy: Not two."_s);
    }

    void asksBeforeWhatChangesThings_data()
    {
        QTest::addColumn<SideEffect>("effect");
        QTest::addColumn<bool>("followed");
        QTest::addColumn<bool>("attended");
        QTest::addColumn<QString>("answer"); // what the model gets, once a person has allowed what waits
        const QString refused = u"Tool 'send' was not called: %1, and nobody is there to allow it. In the "
                                "agent file \"policy: {tools: {send: live}}\" allows it without asking."_s;
        QTest::newRow("it computes") << SideEffect::None << false << false << u"sent"_s;
        QTest::newRow("it reads") << SideEffect::Reads << false << false << u"sent"_s;
        QTest::newRow("it asks the network") << SideEffect::Network << false << false << u"sent"_s;
        QTest::newRow("it writes, the client listens") << SideEffect::Writes << true << false << u"sent"_s;
        QTest::newRow("it writes, a window is open") << SideEffect::Writes << false << true << u"sent"_s;
        QTest::newRow("it writes, nobody is there")
            << SideEffect::Writes << false << false << refused.arg(u"it can change things"_s);
        QTest::newRow("it executes, nobody is there")
            << SideEffect::Executes << false << false << refused.arg(u"it runs a program"_s);
    }
    void asksBeforeWhatChangesThings()
    {
        QFETCH(SideEffect, effect);
        QFETCH(bool, followed);
        QFETCH(bool, attended);
        QFETCH(QString, answer);
        m_agent->spec.policy.others.reset();
        std::static_pointer_cast<ScriptedTool>(m_agent->tools.constFirst())->setSideEffect(effect);
        m_runs->setAttended(attended);
        RunRequest request{{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}};
        request.followed = followed;
        const RunPtr run = m_runs->start(m_agent, request);
        if (asksFirst(effect) && (followed || attended)) {
            QTRY_COMPARE(run->control().waiting().size(), 1);
            const ApprovalAsked asked = run->control().waiting().constFirst();
            QCOMPARE(asked.reason, u"Asked because it can change things."_s);
            QVERIFY(run->control().answer(asked.approval, {true}));
        }
        ended(run);
        QCOMPARE(told(), answer);
        QCOMPARE(m_sent.size(), answer == u"sent"_s ? 1 : 0);
    }

    void goesByTheFileBeforeItAsks()
    {
        m_agent->spec.policy.others = PolicyAction::Live;
        std::static_pointer_cast<ScriptedTool>(m_agent->tools.constFirst())
            ->setSideEffect(SideEffect::Executes);
        ended(begin());
        QCOMPARE(m_sent.size(), 1);
    }

    void tellsTheModelOfADenial()
    {
        const RunPtr run = waiting();
        QVERIFY(run->control().answer(run->control().waiting().constFirst().approval,
                                      {false, {}, false, u"Not now."_s}));
        ended(run);
        QVERIFY(m_sent.isEmpty());
        QCOMPARE(told(), u"Tool 'send' denied by a person: Not now."_s);
        QVERIFY(m_provider->requests.constLast().messages.constLast().failed);
    }

    void doesNotAskAgainWhatWasDenied()
    {
        m_provider->steps = {calls({send(u"1"_s)}), calls({send(u"2"_s)}), says(u"done"_s)};
        const RunPtr run = waiting();
        QVERIFY(run->control().answer(run->control().waiting().constFirst().approval, {false}));
        ended(run);
        QCOMPARE(all<ApprovalAsked>(run).size(), 1);
        QCOMPARE(told(), u"Tool 'send' denied by a person: no reason was given."_s);
    }

    void asksOnceWhereAlwaysWasSaid()
    {
        m_provider->steps = {calls({send(u"1"_s)}), calls({send(u"2"_s, 2)}), says(u"done"_s)};
        const RunPtr run = waiting();
        QVERIFY(run->control().answer(run->control().waiting().constFirst().approval, {true, {}, true}));
        ended(run);
        QCOMPARE(m_sent.size(), 2);
        QCOMPARE(all<ApprovalAsked>(run).size(), 1);
    }

    void asksNoMoreInASessionWhereAlwaysWasSaid_data()
    {
        QTest::addColumn<QString>("first"); // session
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("isAskedAgain");
        QTest::newRow("the same session") << u"s"_s << u"s"_s << false;
        QTest::newRow("another session") << u"s"_s << u"t"_s << true;
        QTest::newRow("no session") << QString() << QString() << true;
    }
    void asksNoMoreInASessionWhereAlwaysWasSaid()
    {
        QFETCH(const QString, first);
        QFETCH(const QString, second);
        QFETCH(const bool, isAskedAgain);
        m_provider->steps = {calls({send(u"1"_s)}), says(u"done"_s), calls({send(u"1"_s)}), says(u"done"_s)};
        const RunPtr run = waiting(1, first);
        QVERIFY(run->control().answer(run->control().waiting().constFirst().approval, {true, {}, true}));
        ended(run);
        QVERIFY(all<ApprovalGiven>(run).constFirst().always);
        const RunPtr next = begin(second);
        QTRY_VERIFY(next->journal.isFinished() || next->control().waiting().size() == 1);
        QCOMPARE(next->journal.isFinished(), !isAskedAgain);
        next->stop.request_stop();
        ended(next);
    }

    void denysWhatNobodyAnswers()
    {
        m_agent->spec.policy.approvalTimeout = 0.02;
        const RunPtr run = begin();
        ended(run);
        QCOMPARE(told(), u"Tool 'send' was not called: nobody allowed it within 0.02 s."_s);
        QCOMPARE(all<ApprovalGiven>(run).constFirst().decision, Decision::TimedOut);
    }

    void waitsForSeveralAtOnce()
    {
        m_provider->steps = {calls({send(u"1"_s), send(u"2"_s, 2)}), says(u"done"_s)};
        const RunPtr run = waiting(2);
        const QList<ApprovalAsked> asked = run->control().waiting();
        QVERIFY(run->control().answer(asked[1].approval, {true}));
        QTRY_COMPARE(m_sent.size(), 1);
        QCOMPARE(all<Resumed>(run).size(), 0);
        QVERIFY(run->control().answer(asked[0].approval, {true}));
        ended(run);
        QCOMPARE(m_sent.size(), 2);
        QCOMPARE(all<Suspended>(run).size(), 1);
        QCOMPARE(all<Resumed>(run).size(), 1);
        const QList<Message> messages = m_provider->requests.constLast().messages;
        QCOMPARE(messages[messages.size() - 2].toolCallId, u"1"_s); // in the order of the calls
    }

    void takesOneAnswerOnly()
    {
        const RunPtr run = waiting();
        const QString approval = run->control().waiting().constFirst().approval;
        QVERIFY(run->control().answer(approval, {true}));
        const auto second = run->control().answer(approval, {false});
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::NotFound);
        ended(run);
        QCOMPARE(m_sent.size(), 1);
        QCOMPARE(run->control().answer(approval, {true}).error().kind, ErrorKind::NotFound);
    }

    void endsWhenStoppedWhileItWaits()
    {
        const RunPtr run = waiting();
        run->stop.request_stop();
        ended(run);
        QCOMPARE(endOf(run).status, RunStatus::Cancelled);
        QCOMPARE(all<ApprovalGiven>(run).constFirst().decision, Decision::Cancelled);
        QVERIFY(m_sent.isEmpty());
    }

    void mocksAndDeniesWithoutAsking()
    {
        PolicySpec &policy = m_agent->spec.policy;
        policy.tools.insert(u"send"_s,
                            {{{{{u"n"_s, u"1*"_s}}, PolicyAction::Mock, u"Sent {n}."_s},
                              {{{u"n"_s, u"2*"_s}}, PolicyAction::Deny, u"Not two."_s}}});
        m_provider->steps = {calls({send(u"1"_s), send(u"2"_s, 2)}), says(u"done"_s)};
        const RunPtr run = begin();
        ended(run);
        QVERIFY(m_sent.isEmpty());
        const QList<Message> messages = m_provider->requests.constLast().messages;
        QCOMPARE(messages[messages.size() - 2].text, u"Sent 1."_s);
        QVERIFY(!messages[messages.size() - 2].failed);
        QCOMPARE(messages.constLast().text, u"Tool 'send' denied by policy: Not two."_s);
        QCOMPARE(all<ToolStarted>(run), (QList<ToolStarted>{{u"1"_s, true}}));
    }

    void takesAMessageBeforeItsNextTurn()
    {
        m_agent->spec.policy.others = PolicyAction::Live;
        m_provider->steps.front().delay = 20ms;
        const RunPtr run = begin();
        QVERIFY(run->control().steer(u"To Bob, too."_s, u"Eve"_s));
        QCOMPARE(run->control().steer(u" "_s, {}).error().kind, ErrorKind::InvalidInput);
        ended(run);
        QCOMPARE(told(), u"To Bob, too."_s);
        QCOMPARE(all<Steered>(run), (QList<Steered>{{u"To Bob, too."_s, u"Eve"_s}}));
        QCOMPARE(run->control().steer(u"Late"_s, {}).error().kind, ErrorKind::Conflict);
    }

    void doesNotFinishOverAMessage()
    {
        m_provider->steps = {says(u"done"_s), says(u"done again"_s)};
        m_provider->steps.front().delay = 20ms;
        const RunPtr run = begin();
        QVERIFY(run->control().steer(u"And Bob?"_s, {}));
        ended(run);
        QCOMPARE(endOf(run).text, u"done again"_s);
        QCOMPARE(told(), u"And Bob?"_s);
    }

    void holdsBeforeItsNextTurn()
    {
        m_agent->spec.policy.others = PolicyAction::Live;
        m_agent->spec.limits.seconds = 0.3; // the time it is held does not count
        m_provider->steps.front().delay = 20ms;
        const RunPtr run = begin();
        QCOMPARE(run->control().resume({}).error().kind, ErrorKind::Conflict);
        QVERIFY(run->control().interrupt(u"Eve"_s));
        QTRY_COMPARE(all<Suspended>(run), (QList<Suspended>{{SuspendReason::Interrupt, u"Eve"_s}}));
        QCOMPARE(m_sent.size(), 1);
        QTest::qWait(400);
        QCOMPARE(m_provider->requests.size(), 1);
        QVERIFY(run->control().resume(u"Ann"_s));
        ended(run);
        QCOMPARE(all<Resumed>(run), QList<Resumed>{{u"Ann"_s}});
        QCOMPARE(endOf(run).status, RunStatus::Completed);
    }

    void canBeStoppedWhileItIsHeld()
    {
        const RunPtr run = begin();
        QVERIFY(run->control().interrupt({}));
        m_agent->spec.policy.others = PolicyAction::Live;
        run->stop.request_stop();
        ended(run);
        QCOMPARE(endOf(run).status, RunStatus::Cancelled);
    }
};

QTEST_GUILESS_MAIN(RunControlTest)
#include "RunControlTest.moc"
