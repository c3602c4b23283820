// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/FileAgents.h"

#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

/// An agent that asks the agents of other files.
class FileAgentsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Runs> m_runs;
    QList<RunPtr> m_started;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QDir(m_folder->path()).mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s", qPrintable(file.errorString()));
    }
    Result<AgentPtr> make(const QByteArray &text, const Surroundings &surroundings = {}) const
    {
        const SpecDocument document(text);
        if (!document.spec())
            qFatal("%s", qPrintable(toString(document.diagnostics().constFirst(), u"main"_s)));
        return await(makeAgent(*document.spec(), m_folder->path(), surroundings));
    }
    /// The main agent asks at once, and then says that it is done.
    static QByteArray askingMain(const QByteArray &more = {})
    {
        return "name: Front desk\nprovider: scripted\nscript:\n"
               "  turns:\n"
               "    - tool_calls: [{name: ask, arguments: {message: Who is Ann?}}]\n"
               "    - text: done\n"
               "tools:\n  - {name: ask, agent: ./people/helper.yaml}\n"
            + more;
    }
    RunPtr run(const AgentPtr &agent)
    {
        return ended(m_runs->start(agent, {{Message{Role::User, u"hello"_s, {}, {}}}, u"test"_s, {}}));
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_runs = std::make_unique<Runs>();
        m_started.clear();
        connect(m_runs.get(), &Runs::started, this, [this](const RunPtr &run) { m_started.append(run); });
        write(u"people/helper.yaml"_s,
              "name: Helper\ndescription: Knows ${WHO:-nobody}.\nprovider: local\nmodel: echo\n");
    }

    void offersWhatTheFileSaysOfItself()
    {
        write(u"people/.env"_s, "WHO=everybody\n");
        const Result<AgentPtr> agent = make(askingMain());
        QVERIFY_RESULT(agent);
        const std::optional<ToolInfo> info = (*agent)->toolInfo(u"ask"_s);
        QVERIFY(info && info->description.endsWith(u"Knows everybody."_s));
        QCOMPARE((*agent)->files, QStringList{QFileInfo(path(u"people/helper.yaml"_s)).canonicalFilePath()});
        const AgentPtr tools = *await(makeToolsOf((*agent)->spec, m_folder->path(), {}));
        QCOMPARE(tools->toolInfo(u"ask"_s), info);
    }

    void asksItInARunOfItsOwn()
    {
        const Result<AgentPtr> agent = make(askingMain());
        QVERIFY_RESULT(agent);
        const RunPtr outer = run(*agent);
        QCOMPARE(endOf(outer).text, u"done"_s);
        QCOMPARE(m_started.size(), 2);
        const RunEvent first = m_started[1]->journal.events().constFirst();
        QCOMPARE(first.parent, outer->id);
        QCOMPARE(first.agent, u"Helper"_s);
        QVERIFY2(endOf(m_started[1]).text.contains(u"Who is Ann?"_s), qPrintable(endOf(m_started[1]).text));
    }

    void asksTheColleaguesOfItsOwnFile()
    {
        write(u"people/helper.yaml"_s,
              "name: Helper\nprovider: scripted\nscript:\n"
              "  turns:\n"
              "    - tool_calls: [{name: deeper, arguments: {message: And?}}]\n"
              "    - text: told\n"
              "tools:\n  - {name: deeper, agent: expert}\n"
              "agents:\n  expert: {provider: local, model: echo}\n");
        const Result<AgentPtr> agent = make(
            askingMain("agents:\n  expert: {provider: demo, system_prompt: Another one of that name.}\n"));
        QVERIFY_RESULT(agent);
        QCOMPARE(endOf(run(*agent)).text, u"done"_s);
        QCOMPARE(m_started.size(), 3);
        QCOMPARE(m_started[2]->agent->provider->name(), u"local"_s);
        QCOMPARE(endOf(m_started[1]).text, u"told"_s);
    }

    void givesNoMoreThanBothFilesAllow_data()
    {
        QTest::addColumn<QByteArray>("asking");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<int>("turns");
        QTest::newRow("the asking one is stricter") << QByteArray("27") << QByteArray("1000") << 0;
        QTest::newRow("the asked one is stricter") << QByteArray("1000") << QByteArray("27") << 1;
    }
    void givesNoMoreThanBothFilesAllow()
    {
        QFETCH(QByteArray, asking);
        QFETCH(QByteArray, asked);
        QFETCH(int, turns);
        const QByteArray used = "usage: {input_tokens: 20, output_tokens: 7}";
        write(u"people/helper.yaml"_s,
              "name: Helper\nprovider: scripted\nscript:\n  turns:\n"
              "    - {tool_calls: [{name: count_text, arguments: {text: Ann}}], "
                  + used + "}\n    - text: A baker.\ntools: [count_text]\nbudget: {max_total_tokens: " + asked
                  + "}\n");
        const Result<AgentPtr> agent =
            make("provider: scripted\nscript:\n  turns:\n"
                 "    - {tool_calls: [{name: ask, arguments: {message: Who is Ann?}}], "
                 + used
                 + "}\n    - text: done\ntools: [{name: ask, agent: ./people/helper.yaml}]\n"
                   "budget: {max_total_tokens: "
                 + asking + "}\n");
        QVERIFY_RESULT(agent);
        run(*agent);
        QCOMPARE(endOf(m_started[1]).status, RunStatus::Limited);
        QCOMPARE(all<ToolFinished>(m_started[1]).size(), turns);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("helper");
        QTest::addColumn<QString>("message");
        QTest::newRow("a fault") << QByteArray("name: Helper\nmodle: x\n")
                                 << u"helper.yaml:2:1: error: unknown key \"modle\""_s;
        QTest::newRow("asks itself") << QByteArray(
            "name: Helper\ntools: [{name: me, agent: ./helper.yaml}]\n")
                                     << u"helper.yaml would ask itself in the end"_s;
        QTest::newRow("asks nobody") << QByteArray("name: Helper\ntools: [{name: me, agent: ./no.yaml}]\n")
                                     << u"there is no agent file \"./no.yaml\""_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, helper);
        QFETCH(QString, message);
        write(u"people/helper.yaml"_s, helper);
        const Result<AgentPtr> agent = make(askingMain());
        QVERIFY(!agent);
        QVERIFY2(agent.error().message.contains(message), qPrintable(agent.error().message));
        QCOMPARE(agent.error().where, u"/tools/0/agent"_s);
    }

    void findsACircleOfFiles()
    {
        write(u"people/helper.yaml"_s, "name: Helper\nprovider: demo\ntools: [{name: b, agent: ./b.yaml}]\n");
        write(u"people/b.yaml"_s, "name: B\nprovider: demo\ntools: [{name: h, agent: ./helper.yaml}]\n");
        const Result<AgentPtr> agent = make(askingMain());
        QVERIFY(!agent);
        QVERIFY2(agent.error().message.contains(u"helper.yaml would ask itself in the end"),
                 qPrintable(agent.error().message));
    }

    void readsNoFileOfADisabledTool()
    {
        QVERIFY_RESULT(make("provider: demo\ntools: [{name: ask, agent: ./no.yaml, enabled: false}]\n"));
    }
};

QTEST_GUILESS_MAIN(FileAgentsTest)
#include "FileAgentsTest.moc"
