// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

class TeamTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;
    std::unique_ptr<Runs> m_runs;
    QList<RunPtr> m_started;

    /// The agents of tests/data/spec/team.yaml, who all speak through one script.
    void make()
    {
        const SpecDocument document(testing::data(u"spec/team.yaml"_s));
        if (!document.spec())
            qFatal("%s", qPrintable(toString(document.diagnostics().constFirst(), u"team.yaml"_s)));
        const Result<AgentPtr> made = QCoro::waitFor(makeAgent(*document.spec(), u"/nonexistent"_s, {}));
        m_agent = std::make_shared<Agent>(**made);
        m_agent->provider = m_provider;
        for (auto &member : m_agent->team) {
            const auto speaking = std::make_shared<Agent>(*member);
            speaking->provider = m_provider;
            member = speaking;
        }
    }

    RunPtr begin()
    {
        return m_runs->start(m_agent, {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}});
    }
    RunPtr finished() { return ended(begin()); }
    static ScriptedProvider::Step asks(const QString &message)
    {
        return calls({{u"1"_s, u"ask_researcher"_s, {{u"message"_s, message}}, {}}});
    }
    static ScriptedProvider::Step handsOver(const QString &agent)
    {
        return calls({{u"2"_s, u"hand_over_to_"_s + agent, {{u"reason"_s, u"It is about money."_s}}, {}}});
    }
    QString told() const { return m_provider->requests.constLast().messages.constLast().text; }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_runs = std::make_unique<Runs>();
        m_started.clear();
        connect(m_runs.get(), &Runs::started, this, [this](const RunPtr &run) { m_started.append(run); });
        make();
    }

    void offersColleaguesAsTools()
    {
        m_provider->steps = {says(u"done"_s)};
        finished();
        QStringList names;
        for (const ToolInfo &info : m_provider->requests.constFirst().tools)
            names.append(info.name);
        QCOMPARE(names,
                 (QStringList{u"evaluate_expression"_s, u"ask_researcher"_s, u"hand_over_to_billing"_s}));
        QVERIFY(
            m_provider->requests.constFirst().tools[2].description.endsWith(u"Knows all about invoices."_s));
    }

    void asksAnotherAgentInARunOfItsOwn()
    {
        m_provider->steps = {asks(u"Who is Ann?"_s), says(u"A baker."_s), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(told(), u"A baker."_s);
        const ModelRequest inner = m_provider->requests[1];
        QCOMPARE(inner.messages, (QList<Message>{{Role::User, u"Who is Ann?"_s, {}, {}}}));
        QCOMPARE(inner.instructions, u"You look things up."_s);
        QCOMPARE(inner.model, u"small"_s);
        QCOMPARE(m_started.size(), 2);
        const RunEvent first = m_started[1]->journal.events().constFirst();
        QCOMPARE(first.parent, run->id);
        QCOMPARE(first.agent, u"researcher"_s);
        QCOMPARE(endOf(run).usage.totalTokens(), 27 + 2 * 15); // the inner run counts
    }

    void letsNobodyHandOverWhoIsAsked()
    {
        const auto asked = std::make_shared<Agent>(*m_agent->team[u"researcher"_s]);
        asked->spec.handOverTo = {u"main"_s};
        asked->colleagues = colleagues(asked->spec, {});
        QCOMPARE(asked->colleagues.size(), 1);
        m_agent->team[u"researcher"_s] = asked;
        m_provider->steps = {asks(u"Who is Ann?"_s), handsOver(u"main"_s), says(u"A baker."_s),
                             says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(m_provider->requests[1].tools.size(), 1); // its own
        QVERIFY(m_provider->requests[2].messages.constLast().text.startsWith(
            u"Unknown tool 'hand_over_to_main'"_s));
        QCOMPARE(m_started.size(), 2);
        QCOMPARE(endOf(run).text, u"done"_s);
    }

    void tellsWhyAnotherAgentFailed()
    {
        m_provider->steps = {asks(u"Who is Ann?"_s), fails(ErrorKind::InvalidInput, u"No."_s),
                             says(u"done"_s)};
        QCOMPARE(endOf(finished()).status, RunStatus::Completed);
        QCOMPARE(told(), u"The agent researcher failed: No."_s);
    }

    void givesNoMoreThanIsLeftOfTheBudget()
    {
        m_agent->spec.budget.maxTotalTokens = 27;
        m_provider->steps = {asks(u"Who is Ann?"_s)};
        const RunPtr run = finished();
        QCOMPARE(m_provider->requests.size(), 1);
        QCOMPARE(endOf(m_started[1]).status, RunStatus::Limited);
        QCOMPARE(endOf(run).status, RunStatus::Limited);
    }

    void waitsInPlaceOfTheAgentThatIsAsked()
    {
        m_agent->spec.budget.maxTotalTokens = 27;
        m_provider->steps = {asks(u"Who is Ann?"_s), says(u"done"_s)};
        RunRequest request{{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}};
        request.waitsAtLimits = true;
        const RunPtr run = m_runs->start(m_agent, request);
        QTRY_VERIFY(run->control().limit().has_value());
        QCOMPARE(endOf(m_started[1]).status, RunStatus::Limited);
        QVERIFY_RESULT(run->control().raise(100, {}));
        QCOMPARE(endOf(ended(run)).text, u"done"_s);
    }

    void stopsTheOtherAgentToo()
    {
        m_provider->steps = {asks(u"Who is Ann?"_s), says(u"A baker."_s)};
        m_provider->steps.back().delay = std::chrono::minutes(1);
        const RunPtr run = begin();
        QTRY_COMPARE(m_provider->requests.size(), 2);
        run->stop.request_stop();
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(endOf(m_started[1]).status, RunStatus::Cancelled);
        QCOMPARE(endOf(run).status, RunStatus::Cancelled);
    }

    void putsItsQuestionsToThoseWhoHoldTheAskingRun()
    {
        m_provider->steps = {asks(u"2 + 2?"_s),
                             calls({{u"1"_s,
                                     u"unit_convert"_s,
                                     {{u"value"_s, 1}, {u"from_unit"_s, u"km"_s}, {u"to_unit"_s, u"m"_s}},
                                     {}}}),
                             says(u"1000"_s), says(u"done"_s)};
        const auto asking = std::make_shared<Agent>(*m_agent->team[u"researcher"_s]);
        asking->spec.policy.others = PolicyAction::Ask;
        m_agent->team[u"researcher"_s] = asking;
        const RunPtr run = begin();
        QTRY_COMPARE(run->control().waiting().size(), 1);
        QVERIFY(run->control().answer(run->control().waiting().constFirst().approval, {true}));
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(endOf(run).text, u"done"_s);
    }

    void handsOverTheConversation()
    {
        m_provider->steps = {handsOver(u"billing"_s), says(u"You owe nothing."_s)};
        const RunPtr run = finished();
        const ModelRequest next = m_provider->requests.constLast();
        QCOMPARE(next.instructions, u"You know invoices."_s);
        QCOMPARE(next.messages.constFirst().text, u"hello"_s);
        QCOMPARE(told(), u"The agent billing goes on from here."_s);
        QCOMPARE(next.tools.constFirst().name, u"hand_over_to_main"_s);
        QCOMPARE(run->journal.events().constLast().agent, u"billing"_s);
        QCOMPARE(endOf(run).text, u"You owe nothing."_s);
        QCOMPARE(all<HandedOver>(run), (QList<HandedOver>{{u"billing"_s, u"It is about money."_s}}));
    }

    void handsBack()
    {
        m_provider->steps = {handsOver(u"billing"_s), handsOver(u"main"_s), says(u"done"_s)};
        const RunPtr run = finished();
        QCOMPARE(m_provider->requests.constLast().instructions, u"You greet people."_s);
        QCOMPARE(run->journal.events().constLast().agent, u"Front desk"_s);
    }

    void handsOverToNobodyElse()
    {
        m_provider->steps = {handsOver(u"researcher"_s), says(u"done"_s)};
        finished();
        QVERIFY2(told().startsWith(u"Unknown tool 'hand_over_to_researcher'"_s), qPrintable(told()));
    }
};

QTEST_GUILESS_MAIN(TeamTest)
#include "TeamTest.moc"
