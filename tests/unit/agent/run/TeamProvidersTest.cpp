// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Answerers.h"
#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

/// Agents of one file that have providers of their own: tests/data/spec/team-providers.yaml.
class TeamProvidersTest : public QObject
{
    Q_OBJECT

    static AgentSpec spec()
    {
        const SpecDocument document(testing::data(u"spec/team-providers.yaml"_s));
        if (!document.spec())
            qFatal("%s", qPrintable(toString(document.diagnostics().constFirst(), u"team"_s)));
        return *document.spec();
    }
    static AgentPtr made(const AgentSpec &spec, const Surroundings &surroundings = {})
    {
        const Result<AgentPtr> agent = await(makeAgent(spec, u"/nonexistent"_s, surroundings));
        if (!agent)
            qFatal("%s", qPrintable(agent.error().message));
        return *agent;
    }
    static QString providerOf(const Agent &agent) { return agent.provider->name() + u' ' + agent.model; }

private slots:
    void giveEachAgentItsOwn_data()
    {
        QTest::addColumn<bool>("isAudited");
        QTest::newRow("without an auditor") << false;
        QTest::newRow("with an auditor of another provider") << true;
    }
    void giveEachAgentItsOwn()
    {
        QFETCH(const bool, isAudited);
        AgentSpec file = spec();
        file.coherence.enabled = isAudited;
        Surroundings surroundings;
        surroundings.environment = {{u"OTHER_KEY"_s, u"secret"_s}};
        const AgentPtr agent = made(file, surroundings);
        QCOMPARE(providerOf(*agent), u"scripted greeter"_s);
        QCOMPARE(providerOf(*agent->team[u"coder"_s]), u"anthropic claude-haiku-4-5"_s);
        QCOMPARE(agent->team[u"coder"_s]->provider->baseUrl(), QUrl(u"http://box:8080"_s));
        QVERIFY_RESULT(agent->team[u"coder"_s]->provider->ready());
        QCOMPARE(providerOf(*agent->team[u"echo"_s]), u"local echo-1"_s);
        QCOMPARE(providerOf(*agent->team[u"far"_s]), u"gemini gemini-3-flash-preview"_s);
        QVERIFY(!agent->team[u"far"_s]->provider->ready()); // no key is sent but its own
        QCOMPARE(providerOf(*agent->team[u"like"_s]), u"scripted greeter"_s);
        QCOMPARE(providerOf(*agent->team[u"small"_s]), u"scripted greeter-small"_s);
        QCOMPARE(agent->team[u"small"_s]->provider, agent->provider);
        for (const AgentPtr &one : {agent, agent->team[u"coder"_s]}) {
            QCOMPARE(one->fallbacks.size(), 1);
            QCOMPARE(one->fallbacks[0].provider->name(), u"demo"_s);
        }
        QCOMPARE(agent->auditor ? agent->auditor->provider->name() : QString(),
                 isAudited ? u"local"_s : QString());
    }

    void areChosenForWhoeverAsks()
    {
        AgentSpec file = spec();
        file.coherence.enabled = true;
        file.agents[u"twin"_s].provider = u"local"_s; // the model of the auditor, who comes after it
        file.agents[u"coder"_s].headers = {{u"X-Team"_s, u"a"_s}};
        file.fallbacks.append(
            {u"anthropic"_s, u"claude-haiku-4-5"_s, u"http://box:8080"_s, u"${OTHER_KEY}"_s, {}});
        const auto answerers = await(chooseEveryAnswerer(file, u"/nonexistent"_s, {}));
        QVERIFY_RESULT(answerers);
        QStringList told;
        for (const Answerer &one : *answerers)
            told.append(
                u"%1: %2 %3 %4"_s.arg(one.who, one.choice.provider->name(), one.choice.model, one.like)
                    .trimmed());
        const QStringList expected{
            u"provider: scripted greeter"_s,
            u"fallback 1: demo slipway-demo"_s,
            u"fallback 2: anthropic claude-haiku-4-5"_s,
            u"agent coder: anthropic claude-haiku-4-5"_s, // with other headers
            u"agent echo: local echo-1"_s,
            u"agent far: gemini gemini-3-flash-preview"_s,
            u"agent twin: local gpt-5-mini"_s,
            u"coherence: local gpt-5-mini agent twin"_s,
            u"agent small: scripted greeter-small"_s,
        };
        QCOMPARE(told, expected);
    }

    void countEachCallUnderItsModelAndAtItsPrice()
    {
        Surroundings surroundings;
        const QByteArray dollars = "provider,id,prompt,completion\n"
                                   "scripted,greeter,1000000,1000000\nlocal,echo-1,3000000,3000000\n";
        surroundings.prices.layOver(readPrices(dollars, u"p"_s));
        surroundings.usage = std::make_shared<UsageLedger>(QString());
        const RunPtr run = finishedRun(made(spec(), surroundings));
        QCOMPARE(endOf(run).text, u"done"_s);
        QCOMPARE(endOf(run).costUsd, std::optional(33.0)); // the echo uses no tokens
        QFuture<Result<QList<UsageTotal>>> asked = surroundings.usage->totals({UsageBy::Model});
        asked.waitForFinished();
        const QList<UsageTotal> totals = asked.result().value();
        QMap<QString, qint64> calls;
        for (const UsageTotal &total : totals)
            calls.insert(total.name, total.calls);
        QCOMPARE(calls, (QMap<QString, qint64>{{u"echo-1"_s, 1}, {u"greeter"_s, 2}}));
    }

    void areRecordedAndReplayed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"team.cassette"_s);
        Surroundings surroundings;
        const auto recording = Recording::begin({path});
        QVERIFY_RESULT(recording);
        surroundings.cassette = *recording;
        const RunPtr recorded = finishedRun(made(spec(), surroundings));
        QCOMPARE(all<ToolFinished>(recorded).constFirst().text, u"[local provider: echo-1] Who is there?"_s);

        AgentSpec other = spec();
        other.script.reset(); // nobody can say it but the cassette
        const auto opened = Replay::open({path, 0});
        QVERIFY_RESULT(opened);
        surroundings.cassette = *opened;
        const RunPtr replayed = finishedRun(made(other, surroundings));
        QCOMPARE(endOf(replayed).text, u"done"_s);
        QCOMPARE(all<ToolFinished>(replayed).constFirst().text,
                 all<ToolFinished>(recorded).constFirst().text);
    }
};

QTEST_GUILESS_MAIN(TeamProvidersTest)
#include "TeamProvidersTest.moc"
