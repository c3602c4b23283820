// SPDX-License-Identifier: GPL-3.0-or-later
#include "OfferedTools.h"
#include "agent/base/Clock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace agent;
using namespace agent::mcp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

McpSpec server(const QStringList &arguments = {})
{
    McpSpec spec;
    spec.command = QStringLiteral(MCP_TEST_SERVER);
    spec.args = arguments;
    spec.timeout = 5;
    return spec;
}

/// Whether a process has ended, even if nobody has looked yet.
bool isGone(const QString &pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
}

/// A person who takes 1.2 s to say this.
QCoro::Task<Reply> said(Reply reply)
{
    Wake wake;
    wake.after(1200ms);
    co_await wake.wait();
    co_return reply;
}

} // namespace

/// MCP servers that are programs, in what they do right and wrong: tests/support/mcp.
class McpServersTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QStringList m_log;
    std::unique_ptr<Servers> m_servers;

    Result<QList<ToolPtr>> tools(const McpSpec &spec, const Environment &environment = {})
    {
        return testing::toolsOf(m_servers->tools({{u"probe"_s, spec}}, m_folder.path(), environment));
    }
    /// The one tool of that name; the test fails without it.
    static ToolPtr tool(const QString &name, const Result<QList<ToolPtr>> &tools)
    {
        if (!tools)
            qFatal("%s", qPrintable(tools.error().message));
        for (const ToolPtr &one : *tools) {
            if (one->info().name == u"probe__"_s + name)
                return one;
        }
        qFatal("there is no such tool");
    }
    static ToolResult called(const ToolPtr &tool, const QString &text = {}, const std::stop_token &stop = {})
    {
        return testing::await(tool->call({{u"text"_s, text}}, stop));
    }
    bool wasHeard(const QString &word) const { return !m_log.filter(word).isEmpty(); }

private slots:
    void init()
    {
        m_log.clear();
        m_servers = std::make_unique<Servers>(
            [this](const QString &name, const QString &line) { m_log.append(name + u": "_s + line); });
    }

    void givesTheToolsOfAllPages()
    {
        const auto all = tools(server());
        QVERIFY_RESULT(all);
        QCOMPARE(all->size(), 14);
        const ToolInfo first = all->constFirst()->info();
        QCOMPARE(first.name, u"probe__echo"_s);
        QCOMPARE(first.description, u"The tool echo"_s);
        QCOMPARE(first.parameters[u"properties"][u"text"][u"type"], QJsonValue(u"string"_s));
        QCOMPARE(first.sideEffect, SideEffect::Executes);
    }

    void calls()
    {
        const auto all = tools(server());
        QCOMPARE(called(tool(u"echo"_s, all), u"Grüße, 世界\n2"_s),
                 (ToolResult{ToolOutcome::Ok, u"Grüße, 世界\n2"_s}));
        QCOMPARE(called(tool(u"refuses"_s, all)),
                 (ToolResult{ToolOutcome::Error,
                             u"The MCP server \"probe\" refused tools/call: no such thing (-32602)."_s}));
    }

    void tellsHowFarACallIs()
    {
        QList<ToolProgress> heard;
        const CallContext context({}, [&heard](const ToolProgress &progress) { heard.append(progress); });
        const ToolPtr climbs = tool(u"climbs"_s, tools(server()));
        QCOMPARE(testing::await(climbs->call({}, context)), (ToolResult{ToolOutcome::Ok, u"up"_s}));
        QCOMPARE(heard.size(), 5);
        QCOMPARE(heard.constFirst(), (ToolProgress{{}, u"turn 1"_s, 1.0, 5.0}));
        QCOMPARE(heard.constLast(), (ToolProgress{{}, u"turn 5"_s, 5.0, 5.0}));
        QCOMPARE(called(climbs), (ToolResult{ToolOutcome::Ok, u"up"_s})); // though nobody listens
    }

    void asksAPersonInTheMiddleOfACall_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<Reply>("reply");
        QTest::addColumn<QString>("told");
        const Reply given{Reply::How::Given, {{u"name"_s, u"Ada"_s}}};
        const Reply declined{Reply::How::Declined};
        for (const QString &era : {QString(), u"modern"_s}) {
            const QByteArray name = era.isEmpty() ? "with a handshake" : "without";
            QTest::newRow(name + ", given")
                << era << given << u"{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}"_s;
            QTest::newRow(name + ", declined") << era << declined << u"{\"action\":\"decline\"}"_s;
            QTest::newRow(name + ", unanswered") << era << Reply() << u"{\"action\":\"cancel\"}"_s;
        }
    }
    void asksAPersonInTheMiddleOfACall()
    {
        QFETCH(const QString, argument);
        QFETCH(const Reply, reply);
        QFETCH(const QString, told);
        McpSpec spec = server({argument});
        spec.timeout = 1; // a person's time does not count
        QList<Question> asked;
        const auto ask = [&](const Question &question, const std::stop_token &) {
            asked.append(question);
            return said(reply);
        };
        const CallContext context({}, {}, ask);
        const ToolResult result = testing::await(tool(u"elicits"_s, tools(spec))->call({}, context));
        QVERIFY2(result.text.contains(told), qPrintable(result.text));
        QCOMPARE(result.outcome, ToolOutcome::Ok);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.constFirst().sentence, u"The MCP server \"probe\" asks: Who are you?"_s);
        QCOMPARE(asked.constFirst().schema[u"required"_s], QJsonValue(QJsonArray{u"name"_s}));
    }

    void saysThatNobodyCanBeAsked()
    {
        QVERIFY(called(tool(u"elicits"_s, tools(server()))).text.contains(u"{\"action\":\"cancel\"}"_s));
    }

    void runsCallsSideBySide()
    {
        const auto all = tools(server());
        const ToolPtr echo = tool(u"echo"_s, all);
        const QJsonObject one{{u"text"_s, u"1"_s}};
        const QJsonObject two{{u"text"_s, u"2"_s}};
        auto first = echo->call(one, {});
        auto second = echo->call(two, {});
        QCOMPARE(testing::await(std::move(second)).text, u"2"_s);
        QCOMPARE(testing::await(std::move(first)).text, u"1"_s);
    }

    void answersWhatTheServerAsks()
    {
        const QString said = called(tool(u"asks"_s, tools(server()))).text;
        QVERIFY2(said.contains(u"\"result\":{}"_s), qPrintable(said));
        QVERIFY2(said.contains(u"-32601"_s), qPrintable(said));
    }

    void speaksTheNewEraWithAServerThatKnowsNoOther()
    {
        const auto all = tools(server({u"modern"_s}));
        QVERIFY_RESULT(all);
        QCOMPARE(called(tool(u"echo"_s, all), u"hi"_s).text, u"hi"_s);
    }

    void showsAProgramNothingThatItWasNotGiven()
    {
        McpSpec spec = server();
        spec.env = {{u"GIVEN"_s, u"is ${NAME}"_s}};
        const Environment ours{
            {u"PATH"_s, u"/bin"_s}, {u"HOME"_s, u"/home/me"_s}, {u"NAME"_s, u"x"_s}, {u"API_KEY"_s, u"no"_s}};
        QCOMPARE(called(tool(u"environment"_s, tools(spec, ours))).text,
                 u"GIVEN=is x\nHOME=/home/me\nPATH=/bin"_s);
    }

    void takesWhatAProgramWasGivenInConfidenceOutOfItsResults()
    {
        McpSpec spec = server();
        spec.env = {{u"LOGIN"_s, u"me:${PASS}"_s},
                    {u"MY_TOKEN"_s, u"written-out-42"_s},
                    {u"REGION"_s, u"north-by-northwest"_s}};
        const Environment ours{{u"PATH"_s, u"/bin"_s}, {u"PASS"_s, u"tomato-soup"_s}};
        const auto all = tools(spec, ours);
        QCOMPARE(called(tool(u"environment"_s, all)).text,
                 u"LOGIN=me:%1\nMY_TOKEN=%1\nPATH=/bin\nREGION=north-by-northwest"_s.arg(Redactor::mark()));
        QCOMPARE(called(tool(u"echo"_s, all), u"is it tomato-soup?"_s).text,
                 u"is it %1?"_s.arg(Redactor::mark()));
    }

    void startsAProgramInItsFolder()
    {
        QVERIFY(QDir(m_folder.path()).mkdir(u"below"_s));
        McpSpec spec = server();
        QCOMPARE(called(tool(u"folder"_s, tools(spec))).text, QDir(m_folder.path()).canonicalPath());
        spec.cwd = u"below"_s;
        QCOMPARE(called(tool(u"folder"_s, tools(spec))).text,
                 QDir(m_folder.path()).canonicalPath() + u"/below"_s);
    }

    void offersOnlyWhatTheFileLetsTheModelSee()
    {
        McpSpec spec = server();
        spec.toolNames = QStringList{u"silent"_s, u"echo"_s};
        const auto some = tools(spec);
        QVERIFY_RESULT(some);
        QCOMPARE(some->size(), 2);
        spec.toolNames = QStringList{u"ecko"_s};
        const auto none = tools(spec);
        QVERIFY(!none);
        QCOMPARE(none.error().message,
                 u"The MCP server \"probe\" has no tool \"ecko\"; did you mean \"echo\"?"_s);
        QCOMPARE(none.error().where, u"/mcp_servers/probe"_s);
    }

    void offersWhatTheOthersHaveWhereOneIsInTrouble()
    {
        const QMap<QString, McpSpec> specs{{u"a"_s, server({u"dies"_s})}, {u"b"_s, server()}};
        const auto offered = testing::await(m_servers->tools(specs, m_folder.path(), {}));
        QVERIFY_RESULT(offered);
        QCOMPARE(offered->tools.size(), 14);
        QCOMPARE(offered->servers.size(), 2);
        QCOMPARE(offered->servers.at(0).name, u"a"_s);
        QCOMPARE(offered->servers.at(0).trouble->kind, ErrorKind::Unavailable);
        QCOMPARE(offered->servers.at(1), ServerState{u"b"_s});
    }

    void startsNothingThatIsDisabled()
    {
        McpSpec spec = server({u"dies"_s});
        spec.disabled = true;
        QCOMPARE(tools(spec)->size(), 0);
    }

    void saysWhatIsWrongWithAStart_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QString>("message");
        QTest::newRow("ends")
            << u"dies"_s
            << u"ended by itself with the status 3; the last it said: the key %1 is not known."_s.arg(
                   Redactor::mark());
        QTest::newRow("says nothing") << u"silent"_s << u"did not answer initialize within 1 s."_s;
        QTest::newRow("talks nonsense")
            << u"garbage"_s
            << u"wrote 100 lines to its standard output that are no messages, such as: no message."_s;
        QTest::newRow("never ends a line") << u"endless line"_s << u"sent a message of more than 8 MiB."_s;
        QTest::newRow("is too old") << u"ancient"_s
                                    << u"speaks a version of MCP that Slipway does not: 1999-01-01."_s;
        QTest::newRow("lists for ever") << u"endless"_s << u"has no end of tools."_s;
    }
    void saysWhatIsWrongWithAStart()
    {
        QFETCH(QString, argument);
        QFETCH(QString, message);
        McpSpec spec = server({argument});
        spec.env = {{u"SECRET"_s, u"${MY_SECRET}"_s}};
        spec.timeout = 1;
        const Stopwatch watch;
        const auto none = tools(spec, {{u"MY_SECRET"_s, u"tomato-soup"_s}});
        QVERIFY(!none);
        QCOMPARE(none.error().message, u"The MCP server \"probe\" "_s + message);
        QCOMPARE(none.error().where, u"/mcp_servers/probe"_s);
        QVERIFY(watch.elapsed() < 10s);
        QVERIFY(!wasHeard(u"tomato-soup"_s));
    }

    void saysThatThereIsNoSuchProgram()
    {
        McpSpec spec = server();
        spec.command = u"no-such-program"_s;
        const auto unknown = tools(spec, {{u"PATH"_s, u"/bin"_s}});
        QVERIFY(!unknown);
        QCOMPARE(
            unknown.error().message,
            u"The MCP server \"probe\" could not be started: there is no program \"no-such-program\" in PATH."_s);
        spec.command = u"./no-such-program"_s;
        const auto missing = tools(spec);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.startsWith(u"The MCP server \"probe\" could not be started: "_s));
    }

    void saysWhichVariableIsNotSet()
    {
        McpSpec spec = server();
        spec.env = {{u"TOKEN"_s, u"${NOT_SET}"_s}};
        const auto none = tools(spec);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(none.error().message.contains(u"NOT_SET"_s), qPrintable(none.error().message));
    }

    void forgivesAGreeting()
    {
        QVERIFY_RESULT(tools(server({u"greets"_s})));
        QVERIFY(wasHeard(u"probe: it wrote to its standard output what is no message: Welcome!"_s));
    }

    void saysWhatIsWrongWithACall_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<ToolOutcome>("outcome");
        QTest::addColumn<QString>("message");
        QTest::newRow("ends") << u"dies"_s << ToolOutcome::Error << u"ended by itself with the status 4."_s;
        QTest::newRow("says nothing")
            << u"silent"_s << ToolOutcome::Timeout << u"did not answer tools/call within 1 s."_s;
        QTest::newRow("too much") << u"huge"_s << ToolOutcome::Error
                                  << u"sent a message of more than 8 MiB."_s;
        QTest::newRow("answers another")
            << u"other_id_b5e0be18"_s << ToolOutcome::Timeout
            << u"did not answer tools/call within 1 s; it sent an answer to no open "
               "request: {\"id\":99,\"jsonrpc\":\"2.0\",\"result\":{\"content\":"
               "[{\"text\":\"\",\"type\":\"text\"}]}}."_s;
    }
    void saysWhatIsWrongWithACall()
    {
        QFETCH(QString, name);
        QFETCH(QString, message);
        McpSpec spec = server();
        spec.timeout = 1;
        const ToolResult result = called(tool(name, tools(spec)));
        QTEST(result.outcome, "outcome");
        QVERIFY2(result.text.startsWith(u"The MCP server \"probe\" "_s + message), qPrintable(result.text));
    }

    void startsAServerAgainThatHasEndedButNotAtOnceAgain()
    {
        const auto all = tools(server());
        const ToolPtr echo = tool(u"echo"_s, all);
        const QString first = called(tool(u"dies"_s, all)).text;
        QCOMPARE(called(echo, u"again"_s).text, u"again"_s);
        QVERIFY(wasHeard(u"probe: it has ended, and is started again"_s));
        QCOMPARE(called(tool(u"dies"_s, all)).text, first);
        const ToolResult tooSoon = called(echo);
        QCOMPARE(tooSoon.outcome, ToolOutcome::Error);
        QCOMPARE(tooSoon.text, first);
        QTest::qWait(1100);
        QCOMPARE(called(echo, u"once more"_s).text, u"once more"_s);
    }

    void tellsTheServerThatNobodyWaitsAnyMore()
    {
        const auto all = tools(server());
        std::stop_source stop;
        QTimer::singleShot(50ms, this, [&stop] { stop.request_stop(); });
        const Stopwatch watch;
        QCOMPARE(called(tool(u"silent"_s, all), {}, stop.get_token()).outcome, ToolOutcome::Cancelled);
        QVERIFY(watch.elapsed() < 1s);
        QTRY_VERIFY(wasHeard(u"notifications/cancelled"_s));
        QCOMPARE(called(tool(u"echo"_s, all), u"on"_s).text, u"on"_s);
    }

    void sharesAServerThatIsWrittenAsBefore()
    {
        const auto before = tools(server());
        McpSpec narrowed = server();
        narrowed.toolNames = QStringList{u"pids"_s};
        const QString pids = called(tool(u"pids"_s, before)).text;
        QCOMPARE(called(tool(u"pids"_s, tools(narrowed))).text, pids);
        QVERIFY(called(tool(u"pids"_s, tools(server({u"other"_s})))).text != pids);
        called(tool(u"dies"_s, before));
        QVERIFY(called(tool(u"pids"_s, tools(server()))).text != pids);
    }

    void tellsThatAServerHasOtherTools_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::newRow("with a handshake") << QString();
        QTest::newRow("without") << u"modern"_s;
    }
    void tellsThatAServerHasOtherTools()
    {
        QFETCH(const QString, argument);
        int changes = 0;
        m_servers->whenChanged([&changes] { ++changes; });
        const auto before = tools(server({argument}));
        QCOMPARE(called(tool(u"grows"_s, before)).text, u"grown"_s);
        QCOMPARE(changes, 1);
        const auto after = tools(server({argument}));
        QCOMPARE(after->size(), before->size() + 1);
        QCOMPARE(called(tool(u"grown"_s, after)).text, u"new"_s);
    }

    void leavesNoProcessBehind_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::newRow("good") << QString();
        QTest::newRow("stubborn") << u"stubborn"_s;
    }
    void leavesNoProcessBehind()
    {
        QFETCH(QString, argument);
        auto all = tools(server({argument}));
        const QStringList pids = called(tool(u"pids"_s, all)).text.split(u' ');
        QVERIFY(!isGone(pids[0]));
        const Stopwatch watch;
        all = QList<ToolPtr>();
        QVERIFY(watch.elapsed() < 3s);
        QVERIFY(isGone(pids[0]));
        QTRY_VERIFY(pids[1] == u"0" || isGone(pids[1]));
    }
};

QTEST_GUILESS_MAIN(McpServersTest)
#include "McpServersTest.moc"
