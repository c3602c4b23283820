// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

class CoherenceTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<ScriptedProvider> m_auditor;
    std::shared_ptr<Agent> m_agent;
    int m_calls = 0;

    /// The run in which the model wants the tool and then answers; the auditor says `verdict`.
    RunPtr audited(const ScriptedProvider::Step &verdict)
    {
        m_provider->steps = {calls({{u"1"_s, u"send"_s, {{u"n"_s, 7}}, {}}}), says(u"done"_s)};
        m_auditor->steps = {verdict};
        return finishedRun(m_agent, u"Read my mail"_s);
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_auditor = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->provider = m_provider;
        m_agent->auditor = ProviderChoice{m_auditor, u"small"_s, {}};
        m_calls = 0;
        m_agent->tools = {std::make_shared<ScriptedTool>(u"send"_s, [this](const QJsonObject &) {
            ++m_calls;
            return ToolResult{ToolOutcome::Ok, u"sent"_s};
        })};
    }

    void obeysTheVerdict_data()
    {
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<bool>("failClosed");
        QTest::addColumn<QString>("told");
        const QString refusal = u"Coherence check failed for tool 'send': "_s;
        const auto row = [](const char *name, const QString &verdict, bool failClosed, const QString &told) {
            QTest::newRow(name) << verdict << failClosed << told;
        };
        row("good", u"COHERENT"_s, true, u"sent"_s);
        row("good, in a sentence", u"The call is coherent."_s, true, u"sent"_s);
        row("bad", u"INCOHERENT: nobody asked to send anything."_s, false,
            refusal + u"nobody asked to send anything."_s);
        row("bad, without a reason", u"Incoherent"_s, false, refusal + u"it does not serve the request"_s);
        row("none", u"I cannot tell."_s, false, u"sent"_s);
        row("none, closed", u"I cannot tell."_s, true, refusal + u"the check gave no verdict"_s);
    }
    void obeysTheVerdict()
    {
        QFETCH(QString, verdict);
        QFETCH(bool, failClosed);
        QFETCH(QString, told);
        m_agent->spec.coherence.failClosed = failClosed;
        const RunPtr run = audited(says(verdict));
        QCOMPARE(m_provider->requests[1].messages.constLast().text, told);
        QCOMPARE(m_calls, told == u"sent"_s ? 1 : 0);
    }

    void doesWithoutACheckThatFails_data()
    {
        QTest::addColumn<bool>("failClosed");
        QTest::addColumn<int>("calls");
        QTest::newRow("open") << false << 1;
        QTest::newRow("closed") << true << 0;
    }
    void doesWithoutACheckThatFails()
    {
        QFETCH(bool, failClosed);
        QFETCH(int, calls);
        m_agent->spec.coherence.failClosed = failClosed;
        const RunPtr run = audited(fails(ErrorKind::Unavailable, u"down"_s));
        QCOMPARE(m_calls, calls);
        QCOMPARE(all<ModelFailed>(run).size(), 1);
    }

    void asksAboutThePersonsWordsAndTheCall()
    {
        const RunPtr run = audited(says(u"COHERENT"_s));
        const ModelRequest asked = m_auditor->requests.constFirst();
        QCOMPARE(asked.model, u"small"_s);
        QVERIFY(asked.tools.isEmpty());
        const QString text = asked.messages.constFirst().text;
        QVERIFY(text.contains(u"Read my mail"_s) && text.contains(u"send {\"n\":7}"_s));
        // It counts, and nothing of it is part of the answer.
        const RunFinished end = endOf(run);
        QCOMPARE(end.usage.totalTokens(), 27 + 2 * 15); // the call, the check, the answer
        QCOMPARE(end.text, u"done"_s);
    }

    void doesNotAskWithoutAnAuditor()
    {
        m_agent->auditor.reset();
        audited(says(u"INCOHERENT"_s));
        QCOMPARE(m_calls, 1);
        QVERIFY(m_auditor->requests.isEmpty());
    }
};

QTEST_GUILESS_MAIN(CoherenceTest)
#include "CoherenceTest.moc"
