// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Agent.h"
#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"

#include <QTemporaryDir>

using namespace agent;
using namespace Qt::StringLiterals;

/// MCP servers as part of an agent; what they do is tested with mcp::Servers.
class AgentServersTest : public QObject
{
    Q_OBJECT

    static Result<AgentPtr> made(const QByteArray &rest, const Surroundings &surroundings = {})
    {
        const SpecDocument document("provider: local\n"
                                    "tools: [unit_convert]\n"
                                    "agents: {helper: {tools: [read_file]}}\n"
                                    "mcp_servers:\n"
                                    "  probe: {command: \"" MCP_TEST_SERVER "\""
                                    + rest + "}\n");
        if (!document.spec())
            qFatal("%s", qPrintable(document.diagnostics().constFirst().message));
        return testing::await(makeAgent(*document.spec(), u"/tmp"_s, surroundings));
    }
    static QStringList namesOf(const Agent &agent)
    {
        QStringList names;
        for (const ToolInfo &info : agent.toolInfos())
            names.append(info.name);
        return names;
    }

    static Surroundings recording(const QString &path)
    {
        Surroundings surroundings;
        surroundings.cassette = Recording::begin({path, true}).value();
        return surroundings;
    }
    static Surroundings replaying(const QString &path)
    {
        Surroundings surroundings;
        surroundings.cassette = Replay::open({path, 0}).value();
        return surroundings;
    }
    static QString echoOf(const Agent &agent)
    {
        const ToolPtr echo = agent.tool(u"probe__echo"_s);
        return testing::await(echo->call({{u"text"_s, u"hi"_s}}, {})).text;
    }

private slots:
    void haveTheirToolsBesideTheFiles()
    {
        const auto agent = made(", tools: [echo, silent]");
        QVERIFY_RESULT(agent);
        QCOMPARE(namesOf(**agent), (QStringList{u"unit_convert"_s, u"probe__echo"_s, u"probe__silent"_s}));
        QCOMPARE((*agent)->toolInfo(u"probe__echo"_s)->kind, u"mcp"_s);
        QCOMPARE(echoOf(**agent), u"hi"_s);
        QCOMPARE(namesOf(*(*agent)->team.value(u"helper"_s)), QStringList{u"read_file"_s});
    }

    void areNamedWhenTheyDoNotStart()
    {
        const auto without = made(", args: [dies]");
        QVERIFY_RESULT(without);
        QCOMPARE(namesOf(**without), QStringList{u"unit_convert"_s});
        const std::optional<Error> trouble = mcp::troubleIn((*without)->servers);
        QVERIFY(trouble);
        QCOMPARE(trouble->where, u"/mcp_servers/probe"_s);
        QVERIFY(trouble->message.startsWith(u"The MCP server \"probe\" ended by itself"_s));
    }

    void haveNamesThatNoPythonFileMayTake()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"a.py"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("def probe__echo():\n    pass\n") > 0);
        file.close();
        const SpecDocument document("provider: local\ntools: [./a.py]\n"
                                    "mcp_servers: {probe: {command: \"" MCP_TEST_SERVER "\"}}\n");
        Surroundings surroundings;
        surroundings.environment = processEnvironment();
        const auto agent = testing::await(makeAgent(*document.spec(), folder.path(), surroundings));
        QVERIFY(!agent);
        QCOMPARE(
            agent.error().message,
            u"there are two tools named \"probe__echo\", one of the kind \"python\" and one of the kind \"mcp\""_s);
    }

    void goOnWhenTheAgentIsMadeAnew()
    {
        const Surroundings surroundings;
        const auto before = made({}, surroundings);
        const auto after = made(", tools: [pids]", surroundings);
        QVERIFY_RESULT(before);
        QVERIFY_RESULT(after);
        const ToolPtr first = (*before)->tool(u"probe__pids"_s);
        const ToolPtr second = (*after)->tool(u"probe__pids"_s);
        QCOMPARE(testing::await(first->call({}, {})).text, testing::await(second->call({}, {})).text);
    }

    void areNotNeededWhereTheirToolsAreReplayed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.cassette"_s);
        const auto recorded = made({}, recording(path));
        QVERIFY_RESULT(recorded);
        QCOMPARE(echoOf(**recorded), u"hi"_s);
        const auto replayed = made(", args: [dies]", replaying(path));
        QVERIFY_RESULT(replayed);
        QCOMPARE((*replayed)->toolInfos(), (*recorded)->toolInfos());
        QCOMPARE(echoOf(**replayed), u"hi"_s);
        const auto without = made(", disabled: true", replaying(path));
        QVERIFY_RESULT(without);
        QCOMPARE(namesOf(**without), QStringList{u"unit_convert"_s});
    }

    void areNeededWhereOnlyTheModelIsReplayed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.cassette"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("cassette: 1\nprovider: local\nmodel: m\n...\n");
        file.close();
        const auto agent = made({}, replaying(path));
        QVERIFY_RESULT(agent);
        QCOMPARE(echoOf(**agent), u"hi"_s);
    }

    void stayTheSameThroughoutARecording()
    {
        const QTemporaryDir folder;
        const Surroundings surroundings = recording(folder.filePath(u"a.cassette"_s));
        QVERIFY_RESULT(made(", tools: [silent]", surroundings));
        const auto agent = made({}, surroundings); // nothing is in the file yet
        QVERIFY_RESULT(agent);
        QCOMPARE(echoOf(**agent), u"hi"_s);
        QVERIFY_RESULT(made({}, surroundings));
        const auto other = made(", tools: [silent]", surroundings);
        QVERIFY(!other);
        QCOMPARE(other.error().kind, ErrorKind::Conflict);
    }
};

QTEST_GUILESS_MAIN(AgentServersTest)
#include "AgentServersTest.moc"
