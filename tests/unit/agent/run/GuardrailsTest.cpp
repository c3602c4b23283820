// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Guardrails.h"

#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;
using enum agent::GuardrailAction;
using enum agent::GuardrailPlace;

namespace {

const QString mail = u"ann@example.org"_s;

GuardrailSpec noMail(GuardrailPlace place, GuardrailAction action)
{
    GuardrailSpec rule;
    rule.name = u"no mail"_s;
    rule.on = {place};
    rule.personalData = {PersonalData::Email};
    rule.action = action;
    return rule;
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QStringList textsOf(const Message &message)
{
    QStringList texts{message.text};
    for (const ToolCall &call : message.toolCalls)
        texts.append(QString::fromUtf8(json::text(call.arguments)));
    return texts;
}

/// All that can be read in a run's journal.
QString everythingIn(const RunPtr &run)
{
    QStringList texts;
    const auto take = Overloaded{
        [&](const RunStarted &e) { texts += textsOf(e.input.constLast()); },
        [&](const MessageAdded &e) { texts += textsOf(e.message); },
        [&](const TextDelta &e) { texts += e.text; },
        [&](const TextFinished &e) { texts += e.text; },
        [&](const ReasoningDelta &e) { texts += e.text; },
        [&](const ToolCalled &e) { texts += QString::fromUtf8(json::text(e.call.arguments)); },
        [&](const ApprovalGiven &e) {
            texts += e.note + QString::fromUtf8(json::text(e.arguments.value_or(QJsonObject())));
        },
        [&](const ToolFinished &e) { texts += e.text; },
        [&](const RunFinished &e) { texts += e.text + (e.error ? e.error->message : QString()); },
        [](const auto &) {},
    };
    for (const RunEvent &event : run->journal.events())
        std::visit(take, event.body);
    return texts.join(u'\n');
}

QStringList deltasOf(const RunPtr &run)
{
    QStringList deltas;
    for (const TextDelta &delta : all<TextDelta>(run))
        deltas.append(delta.text);
    return deltas;
}

} // namespace

/// `guardrails` in whole runs: what goes on, what does not, and what is told.
class GuardrailsTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    QList<QJsonObject> m_calls; // what the tool was called with
    QString m_result;

    void addRule(const GuardrailSpec &rule) { m_agent->guardrails.append(GuardrailRule(rule)); }

    RunPtr finished(const QString &prompt = u"hello"_s) { return finishedRun(m_agent, prompt); }
    RunPtr afterACall()
    {
        const QJsonObject arguments{{u"to"_s, mail}};
        m_provider->steps = {calls({{u"1"_s, u"send"_s, arguments, {}}}), says(u"done"_s)};
        return finished();
    }

    /// A run whose call of the tool waits for a person.
    RunPtr waiting(Runs &runs)
    {
        m_agent->spec.policy.others = PolicyAction::Ask;
        m_provider->steps = {calls({wants(u"1"_s, u"send"_s, {{u"to"_s, u"Bob"_s}})}), says(u"done"_s)};
        RunPtr run = runs.start(m_agent, {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}});
        if (!QTest::qWaitFor([&] { return !run->control().waiting().isEmpty(); }))
            qFatal("nothing waits");
        return run;
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->provider = m_provider;
        m_calls.clear();
        m_result = u"sent"_s;
        const QJsonObject anything{{u"type"_s, u"object"_s}, {u"additionalProperties"_s, true}};
        m_agent->tools = {std::make_shared<ScriptedTool>(
            u"send"_s,
            [this](const QJsonObject &arguments) {
                m_calls.append(arguments);
                return ToolResult{ToolOutcome::Ok, m_result};
            },
            std::chrono::milliseconds(0), anything)};
    }

    void endsARunWhoseMessageIsBlocked()
    {
        addRule(noMail(Input, Block));
        const RunPtr run = finished(u"I am "_s + mail);
        const RunFinished end = endOf(run);
        QCOMPARE(end.status, RunStatus::Failed);
        QVERIFY(end.error
                == (Error{ErrorKind::Denied, u"The message was stopped by the guardrail \"no mail\"."_s,
                          u"/guardrails/0"_s}));
        QVERIFY(m_provider->requests.isEmpty());
        QVERIFY(!everythingIn(run).contains(mail));
        QVERIFY(all<GuardrailHit>(run) == (QList<GuardrailHit>{{Input, u"no mail"_s, Block}}));
        QVERIFY(std::holds_alternative<RunStarted>(run->journal.events().constFirst().body));
    }
    void saysTheRulesOwnSentence()
    {
        GuardrailSpec rule = noMail(Input, Block);
        rule.message = u"No addresses, please."_s;
        addRule(rule);
        QCOMPARE(endOf(finished(mail)).error->message, u"No addresses, please."_s);
    }
    void showsTheModelARedactedMessage()
    {
        addRule(noMail(Input, Redact));
        m_provider->steps = {says(u"Hi."_s)};
        const RunPtr run = finished(u"I am "_s + mail);
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(m_provider->requests[0].messages.constLast().text, u"I am [email]"_s);
        QVERIFY(!everythingIn(run).contains(mail));
        QVERIFY(all<GuardrailHit>(run) == (QList<GuardrailHit>{{Input, u"no mail"_s, Redact}}));
    }
    void onlyTellsWhereItOnlyWarns()
    {
        addRule(noMail(Input, Warn));
        m_provider->steps = {says(u"Hi."_s)};
        const RunPtr run = finished(mail);
        QCOMPARE(m_provider->requests[0].messages.constLast().text, mail);
        QCOMPARE(all<GuardrailHit>(run).size(), 1);
    }
    void redactsEarlierMessagesWithoutStoppingAtThem()
    {
        addRule(noMail(Input, Block));
        m_provider->steps = {says(u"Hi."_s)};
        const RunPtr run = finishedRun(m_agent,
                                       {{Role::User, mail, {}, {}},
                                        {Role::Assistant, u"No."_s, {}, {}},
                                        {Role::User, u"And now?"_s, {}, {}}});
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(m_provider->requests[0].messages[0].text, u"[email]"_s);
        QVERIFY(all<GuardrailHit>(run).isEmpty());
    }

    void screensWhatIsSaidToARunInProgress()
    {
        addRule(noMail(Input, Redact));
        GuardrailSpec rule;
        rule.name = u"no orders"_s;
        rule.match = u"obey"_s;
        rule.on = {Input};
        addRule(rule);
        m_provider->steps = {says(u"Hi."_s), says(u"Done."_s)};
        m_provider->steps[0].delay = std::chrono::milliseconds(50);
        Runs runs;
        const RunPtr run = runs.start(m_agent, {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}});
        QVERIFY_RESULT(steerRun(*run, u"I am "_s + mail, u"Ann"_s));
        QCOMPARE(steerRun(*run, u"obey me"_s, u"Ann"_s).error().kind, ErrorKind::Denied);
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(m_provider->requests[1].messages.constLast().text, u"I am [email]"_s);
        QVERIFY(!everythingIn(run).contains(mail));
        QCOMPARE(all<GuardrailHit>(run).size(), 2);
    }

    void looksIntoWhatIsAttached_data()
    {
        QTest::addColumn<Attachment>("attachment");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        const QString clean = u"Write to [email]."_s;
        const auto row = [](const char *title, const Attachment &attachment, const QString &name,
                            const QString &text) { QTest::newRow(title) << attachment << name << text; };
        const QString text = base64("Write to ann@example.org.");
        row("text", {u"text/plain"_s, text, u"a.txt"_s}, u"a.txt"_s, clean);
        row("text that is called something else", {u"application/octet-stream"_s, text, {}}, {}, clean);
        row("a name", {u"image/png"_s, base64("\x89PNG"), mail + u" (1).png"_s}, u"[email] (1).png"_s,
            QString::fromLatin1("\x89PNG"));
        row("a picture", {u"image/png"_s, text, {}}, {}, u"Write to ann@example.org."_s);
    }
    void looksIntoWhatIsAttached()
    {
        QFETCH(const Attachment, attachment);
        QFETCH(const QString, name);
        QFETCH(const QString, text);
        addRule(noMail(Input, Redact));
        m_provider->steps = {says(u"Hi."_s)};
        finishedRun(m_agent, {Message{Role::User, u"Look."_s, {}, {}, {attachment}}});
        const Message seen = m_provider->requests[0].messages.constLast();
        QCOMPARE(seen.text, u"Look."_s);
        QCOMPARE(seen.attachments[0].name, name);
        QCOMPARE(QString::fromLatin1(QByteArray::fromBase64(seen.attachments[0].data.toLatin1())), text);
    }
    void endsARunWhoseAttachmentIsBlocked()
    {
        addRule(noMail(Input, Block));
        const Attachment attachment{u"text/csv"_s, base64("name,mail\nAnn,ann@example.org\n"), {}};
        const RunPtr run = finishedRun(m_agent, {Message{Role::User, u"Look."_s, {}, {}, {attachment}}});
        QCOMPARE(endOf(run).error->kind, ErrorKind::Denied);
        QVERIFY(all<GuardrailHit>(run) == (QList<GuardrailHit>{{Input, u"no mail"_s, Block}}));
        const Attachment told = all<RunStarted>(run).constFirst().input.constLast().attachments[0];
        QVERIFY(!QByteArray::fromBase64(told.data.toLatin1()).contains("ann@"));
    }

    void screensArgumentsThatAPersonGives()
    {
        addRule(noMail(Arguments, Block));
        Runs runs;
        const RunPtr run = waiting(runs);
        const QString approval = run->control().waiting().constFirst().approval;
        const Result<> refused = answerCall(*run, approval, {true, QJsonObject{{u"to"_s, mail}}});
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        QVERIFY(all<GuardrailHit>(run) == (QList<GuardrailHit>{{Arguments, u"no mail"_s, Block, u"1"_s}}));
        QCOMPARE(run->control().waiting().size(), 1);
        QVERIFY_RESULT(answerCall(*run, approval, {true, QJsonObject{{u"to"_s, u"Eve"_s}}}));
        ended(run);
        QCOMPARE(m_calls, (QList<QJsonObject>{{{u"to"_s, u"Eve"_s}}}));
        QVERIFY(!everythingIn(run).contains(mail));
    }
    void redactsArgumentsThatAPersonGives()
    {
        addRule(noMail(Arguments, Redact));
        Runs runs;
        const RunPtr run = waiting(runs);
        const QString approval = run->control().waiting().constFirst().approval;
        QVERIFY_RESULT(answerCall(*run, approval, {true, QJsonObject{{u"to"_s, mail}}}));
        ended(run);
        QCOMPARE(m_calls, (QList<QJsonObject>{{{u"to"_s, u"[email]"_s}}}));
    }
    void screensTheWordsOfADenial()
    {
        addRule(noMail(Input, Redact));
        Runs runs;
        const RunPtr run = waiting(runs);
        const QString approval = run->control().waiting().constFirst().approval;
        QVERIFY_RESULT(answerCall(*run, approval, {false, {}, false, u"Not to "_s + mail}));
        ended(run);
        QCOMPARE(all<ApprovalGiven>(run).constFirst().note, u"Not to [email]"_s);
    }

    void letsNoPieceOfABlockedAnswerOut()
    {
        addRule(noMail(Output, Block));
        m_provider->steps = {says(u"Write to ann@example.org today"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).error->message, u"The answer was stopped by the guardrail \"no mail\"."_s);
        QCOMPARE(endOf(run).usage, (Usage{10, 5, 0, 0}));
        QCOMPARE(deltasOf(run), QStringList());
        QVERIFY(!everythingIn(run).contains(u"today"_s));
    }
    void asksNoOtherProviderForAnAnswerThatWasBlocked()
    {
        addRule(noMail(Output, Block));
        const auto other = std::make_shared<ScriptedProvider>();
        other->steps = {says(u"hello"_s)};
        m_agent->fallbacks = {{other, u"m"_s, {}}};
        m_provider->steps = {says(mail)};
        QCOMPARE(endOf(finished()).status, RunStatus::Failed);
        QVERIFY(other->requests.isEmpty());
    }
    void redactsAnAnswerBeforeItIsStreamed()
    {
        addRule(noMail(Output, Redact));
        m_provider->steps = {says(u"Write to ann@example.org today"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).text, u"Write to [email] today"_s);
        QCOMPARE(deltasOf(run), QStringList{u"Write to [email] today"_s});
        QVERIFY(!everythingIn(run).contains(mail));
    }
    void streamsPieceByPieceWhereNothingCanChangeThem_data()
    {
        QTest::addColumn<GuardrailPlace>("place");
        QTest::addColumn<GuardrailAction>("action");
        QTest::newRow("warning") << Output << Warn;
        QTest::newRow("elsewhere") << Input << Redact;
    }
    void streamsPieceByPieceWhereNothingCanChangeThem()
    {
        QFETCH(GuardrailPlace, place);
        QFETCH(GuardrailAction, action);
        addRule(noMail(place, action));
        m_provider->steps = {says(u"Write to "_s + mail)};
        QCOMPARE(deltasOf(finished()), (QStringList{u"Write"_s, u" to"_s, u' ' + mail}));
    }
    void redactsReasoningThatMayNotBeSaid()
    {
        addRule(noMail(Output, Block));
        ScriptedProvider::Step step = says(u"No."_s);
        step.reasoning = u"She is ann@example.org"_s;
        m_provider->steps = {step};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QVERIFY(everythingIn(run).contains(u"She is [email]"_s));
        QVERIFY(!everythingIn(run).contains(mail));
    }

    void refusesACallWithASentenceForTheModel()
    {
        addRule(noMail(Arguments, Block));
        const RunPtr run = afterACall();
        QVERIFY(m_calls.isEmpty());
        const Message told = m_provider->requests[1].messages.constLast();
        QCOMPARE(told.text, u"The tool call was stopped by the guardrail \"no mail\"."_s);
        QVERIFY(told.failed);
        QVERIFY(!everythingIn(run).contains(mail));
        QVERIFY(all<GuardrailHit>(run) == (QList<GuardrailHit>{{Arguments, u"no mail"_s, Block, u"1"_s}}));
        QCOMPARE(endOf(run).status, RunStatus::Completed);
    }
    void callsAToolWithRedactedArguments()
    {
        addRule(noMail(Arguments, Redact));
        const RunPtr run = afterACall();
        QCOMPARE(m_calls, (QList<QJsonObject>{{{u"to"_s, u"[email]"_s}}}));
        QVERIFY(!everythingIn(run).contains(mail));
    }
    void refusesOnlyTheCallThatIsMeant()
    {
        addRule(noMail(Arguments, Block));
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {{u"to"_s, mail}}, {}},
                                    {u"2"_s, u"send"_s, {{u"to"_s, u"Bob"_s}}, {}}}),
                             says(u"done"_s)};
        finished();
        QCOMPARE(m_calls, (QList<QJsonObject>{{{u"to"_s, u"Bob"_s}}}));
    }

    void withholdsAResult()
    {
        addRule(noMail(Results, Block));
        m_result = u"She is "_s + mail;
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {}, {}}}), says(u"done"_s)};
        const RunPtr run = finished();
        const Message told = m_provider->requests[1].messages.constLast();
        QCOMPARE(told.text, u"The result of the tool was stopped by the guardrail \"no mail\"."_s);
        QVERIFY(told.failed);
        QVERIFY(!everythingIn(run).contains(mail));
    }
    void redactsAResult()
    {
        addRule(noMail(Results, Redact));
        m_result = u"She is "_s + mail;
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {}, {}}}), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(m_provider->requests[1].messages.constLast().text, u"She is [email]"_s);
        QVERIFY(!everythingIn(run).contains(mail));
        QVERIFY(all<GuardrailHit>(run) == (QList<GuardrailHit>{{Results, u"no mail"_s, Redact, u"1"_s}}));
    }

    void laysOneRuleOnWhatTheOtherLeft()
    {
        addRule(noMail(Output, Redact));
        GuardrailSpec rule;
        rule.name = u"no marks"_s;
        rule.match = u"\\[email\\]"_s;
        rule.on = {Output};
        addRule(rule);
        m_provider->steps = {says(mail)};
        QCOMPARE(endOf(finished()).error->where, u"/guardrails/1"_s);
    }
    void blocksWhatAPatternCannotLookThrough()
    {
        GuardrailSpec rule;
        rule.name = u"endless"_s;
        rule.match = u"(a+)+$"_s;
        rule.on = {Input};
        addRule(rule);
        QCOMPARE(endOf(finished(QString(60, u'a') + u'!')).status, RunStatus::Failed);
    }
};

QTEST_GUILESS_MAIN(GuardrailsTest)
#include "GuardrailsTest.moc"
