// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Clock.h"
#include "agent/tools/ToolFactory.h"
#include "agent/tools/command/CommandTemplate.h"
#include "tests/support/Processes.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::longNap;
using testing::processesLeft;
using testing::processesWith;

namespace {

const QJsonObject someParameters{
    {u"type"_s, u"object"_s},
    {u"properties"_s,
     QJsonObject{{u"a"_s, QJsonObject()},
                 {u"b"_s, QJsonObject()},
                 {u"count"_s, QJsonObject{{u"type"_s, u"integer"_s}, {u"default"_s, 3}}}}}};

CommandTool command(const QString &program, const QStringList &args)
{
    CommandTool tool;
    tool.program = program;
    tool.args = args;
    tool.timeout = 20;
    return tool;
}

CommandTool shell(const QString &script)
{
    return command(u"sh"_s, {u"-c"_s, script, u"sh"_s, u"{a}"_s});
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Programs as tools, in what they do right, and what they cannot do when they mean ill.
class CommandTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    QString m_folder;
    QString m_secret; // a file beside the agent's folder
    Environment m_environment{{u"PATH"_s, u"/usr/local/bin:/usr/bin:/bin"_s},
                              {u"OPENAI_API_KEY"_s, u"sk-planted-secret"_s},
                              {u"TOKEN"_s, u"given-on-purpose"_s}};

    Result<ToolPtr> made(const CommandTool &tool, Walls walls = Walls::LimitsOnly) const
    {
        ToolEnvironment environment;
        environment.folder = m_folder;
        environment.environment = m_environment;
        environment.walls = walls;
        ToolSpec spec;
        spec.name = u"probe"_s;
        spec.parameters = someParameters;
        spec.kind = tool;
        return testing::await(ToolFactory(environment).make({spec})).map([](const auto &tools) {
            return tools.constFirst();
        });
    }
    ToolResult called(const CommandTool &tool, Walls walls, const QJsonObject &arguments = {{u"a"_s, u""_s}},
                      const std::stop_token &stop = {}) const
    {
        const Result<ToolPtr> probe = made(tool, walls);
        if (!probe)
            return {ToolOutcome::Error, probe.error().message};
        return testing::await((*probe)->call(arguments, stop));
    }

    /// A row for either kind of walls; the test is to run in both.
    static void bothWalls()
    {
        QTest::addColumn<Walls>("walls");
        QTest::newRow("limits only") << Walls::LimitsOnly;
        if (bestWalls() == Walls::Bubblewrap)
            QTest::newRow("bubblewrap") << Walls::Bubblewrap;
    }

private slots:
    void initTestCase()
    {
        qputenv("HOME", QFile::encodeName(m_home.path()));
        m_folder = m_home.filePath(u"agents"_s);
        m_secret = m_home.filePath(u".ssh/id_ed25519"_s);
        QVERIFY(QDir().mkpath(m_folder + u"/data"_s) && QDir().mkpath(m_home.filePath(u".ssh"_s)));
        write(m_secret, "PRIVATE");
        write(m_folder + u"/.env"_s, "OPENAI_API_KEY=sk-planted-secret\n");
        write(m_folder + u"/agent.yaml"_s, "provider: demo\n");
        write(m_folder + u"/three.txt"_s, "one two three\n");
        QVERIFY(QFile::link(m_secret, m_folder + u"/link"_s));
    }

    void fillsInOneArgumentForEachText_data()
    {
        QTest::addColumn<QStringList>("written");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QStringList>("filled"); // or the words of the error
        const auto row = [](const char *name, const QStringList &written, const QJsonObject &arguments,
                            const QStringList &filled) {
            QTest::newRow(name) << written << arguments << filled;
        };
        const QJsonObject dash{{u"a"_s, u"-rf"_s}};
        row("a value", {u"-w"_s, u"{a}"_s}, {{u"a"_s, u"x y"_s}}, {u"-w"_s, u"x y"_s});
        row("what a shell would read", {u"{a}"_s}, {{u"a"_s, u"$(id); rm * | `w` > x\n'\""_s}},
            {u"$(id); rm * | `w` > x\n'\""_s});
        row("within a text", {u"--name={a}:{b}"_s}, {{u"a"_s, u"1"_s}, {u"b"_s, u"{a}"_s}},
            {u"--name=1:{a}"_s});
        row("a number, a list", {u"{a}"_s, u"{b}"_s}, {{u"a"_s, 2}, {u"b"_s, QJsonArray{1, u"x"_s}}},
            {u"2"_s, u"[1,\"x\"]"_s});
        row("left out with its argument", {u"x"_s, u"--name={a}"_s}, {}, {u"x"_s});
        row("a default", {u"{count}"_s}, {}, {u"3"_s});
        row("an empty one", {u"{a}"_s}, {{u"a"_s, u""_s}}, {u""_s});
        row("braces of another language", {u"{ print $1 }"_s, u"{}"_s}, {}, {u"{ print $1 }"_s, u"{}"_s});
        row("a dash after --", {u"--"_s, u"{a}"_s}, dash, {u"--"_s, u"-rf"_s});
        row("a dash behind what the file says", {u"-n{a}"_s, u"./{a}"_s}, dash, {u"-n-rf"_s, u"./-rf"_s});
        const QStringList refused{
            u"\"a\" must not begin with \"-\", which the program would take for an option"_s};
        row("an option", {u"{a}"_s}, dash, refused);
        row("an option, pieced together", {u"{a}{b}"_s}, {{u"a"_s, u""_s}, {u"b"_s, u"-x"_s}}, refused);
        row("a negative number", {u"{a}"_s}, {{u"a"_s, -5}}, refused);
        row("an option; -- is the model's", {u"{b}"_s, u"{a}"_s}, {{u"a"_s, u"-x"_s}, {u"b"_s, u"--"_s}},
            {u"\"b\" must not begin with \"-\", which the program would take for an option"_s});
        row("a null character", {u"{a}"_s}, {{u"a"_s, u"x"_s + QChar(0)}},
            {u"\"a\" cannot contain a null character"_s});
    }
    void fillsInOneArgumentForEachText()
    {
        QFETCH(QStringList, written);
        QFETCH(QJsonObject, arguments);
        QFETCH(QStringList, filled);
        const auto result = CommandTemplate(command(u"x"_s, written), someParameters).fill(arguments);
        QCOMPARE(result ? result->arguments : QStringList{result.error().message}, filled);
    }

    void refusesWhatCannotRun_data()
    {
        QTest::addColumn<CommandTool>("tool");
        QTest::addColumn<QString>("message");
        CommandTool tool = command(u"wc"_s, {u"{c}"_s});
        QTest::newRow("no such parameter") << tool << u"{c} is not among the tool's parameters"_s;
        QTest::newRow("no such program")
            << command(u"flyy"_s, {}) << u"there is no program \"flyy\" in PATH"_s;
        QTest::newRow("no program") << command(
            u"./three.txt"_s, {}) << u"\"%1/./three.txt\" is no program that can be started"_s.arg(m_folder);
        tool = command(u"wc"_s, {});
        tool.cwd = u"../.ssh"_s;
        QTest::newRow("another folder") << tool << u"\"../.ssh\" is outside the agent's folder"_s;
        tool.cwd.clear();
        tool.env = {{u"X"_s, u"${NOT_SET}"_s}};
        QTest::newRow("no such variable")
            << tool
            << u"the environment variable NOT_SET is not set; write ${NOT_SET:-…} to give it a default"_s;
    }
    void refusesWhatCannotRun()
    {
        QFETCH(CommandTool, tool);
        QFETCH(QString, message);
        const auto probe = made(tool);
        QVERIFY(!probe);
        QCOMPARE(probe.error().message, message);
        QCOMPARE(probe.error().where, u"/tools/0"_s);
    }

    void refusesToShowTheHomeFolder()
    {
        const QString folder = std::exchange(m_folder, m_home.path());
        const auto probe = made(command(u"wc"_s, {}));
        m_folder = folder;
        QVERIFY(!probe);
        QCOMPARE(probe.error().kind, ErrorKind::Denied);
    }

    void tellsHowItWent_data() { bothWalls(); }
    void tellsHowItWent()
    {
        QFETCH(Walls, walls);
        QCOMPARE(called(command(u"wc"_s, {u"-w"_s, u"{a}"_s}), walls, {{u"a"_s, u"three.txt"_s}}),
                 (ToolResult{ToolOutcome::Ok, u"3 three.txt\n"_s}));
        QCOMPARE(called(shell(u"echo oh >&2; echo no; exit 3"_s), walls),
                 (ToolResult{ToolOutcome::Error, u"sh ended with status 3: oh"_s}));
        QCOMPARE(called(shell(u"echo careful >&2"_s), walls), (ToolResult{ToolOutcome::Ok, u"careful"_s}));
        QCOMPARE(called(command(u"true"_s, {}), walls), (ToolResult{ToolOutcome::Ok, u"(no output)"_s}));
        CommandTool reader = command(u"cat"_s, {});
        reader.input = u"<{a}>"_s;
        QCOMPARE(called(reader, walls, {{u"a"_s, u"Grüße"_s}}), (ToolResult{ToolOutcome::Ok, u"<Grüße>"_s}));
        reader.args = {u"/dev/zero"_s};
        reader.timeout = 0.2;
        QVERIFY(called(command(u"head"_s, {u"-c"_s, u"9"_s, u"/dev/zero"_s}), walls)
                    .text.contains(u"9 bytes that are no text"_s));
    }

    void seesNoEnvironmentButItsOwn_data() { bothWalls(); }
    void seesNoEnvironmentButItsOwn()
    {
        QFETCH(Walls, walls);
        qputenv("SLIPWAY_PLANTED", "sk-planted-secret");
        CommandTool tool = shell(u"env; tr '\\0' '\\n' < /proc/$PPID/environ; echo ${#MINE}; pwd"_s);
        tool.env = {{u"MINE"_s, u"${TOKEN}"_s}};
        tool.cwd = u"data"_s;
        const QString text = called(tool, walls).text;
        QVERIFY2(!text.contains(u"sk-planted-secret"_s) || walls == Walls::LimitsOnly, qPrintable(text));
        const QString own = called(command(u"env"_s, {}), walls).text;
        QVERIFY2(!own.contains(u"sk-planted-secret"_s), qPrintable(own));
        QVERIFY(text.contains(u"\n16\n"_s)); // "given-on-purpose", which is not told
        QVERIFY(text.contains(u"HOME=%1\n"_s.arg(m_folder)));
        QVERIFY(text.endsWith(u"%1/data\n"_s.arg(m_folder)));
        QStringList names;
        for (const QString &line : own.split(u'\n', Qt::SkipEmptyParts))
            names.append(line.section(u'=', 0, 0));
        names.removeAll(u"PWD"_s); // bubblewrap tells where it is
        names.removeAll(u"SLIPWAY_CALL"_s);
        QCOMPARE(names.size(), 2); // PATH and HOME; there is no LANG here
    }

    void tellsNoSecretThatItWasGiven_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<ToolResult>("result");
        const auto ok = [](const QString &text) { return ToolResult{ToolOutcome::Ok, text}; };
        QTest::newRow("printed") << u"echo it is $SAID."_s << ok(u"it is REMOVED.\n"_s);
        QTest::newRow("to standard error") << u"echo $SAID >&2"_s << ok(u"REMOVED"_s);
        QTest::newRow("with a failure")
            << u"echo bad $SAID >&2; exit 2"_s
            << ToolResult{ToolOutcome::Error, u"sh ended with status 2: bad REMOVED"_s};
        QTest::newRow("as JSON") << u"printf '{\"a\": \"%s\"}' \"$QUOTED\" | sed 's/q\"q/q\\\\\"q/'"_s
                                 << ok(u"{\"a\": \"REMOVED\"}"_s);
        QTest::newRow("in an address")
            << u"echo 'https://a.example/?k=a%20b%26c%2Fd'"_s << ok(u"https://a.example/?k=REMOVED\n"_s);
        QTest::newRow("written out") << u"echo $SHOP_PASSWORD $MODE $TINY"_s
                                     << ok(u"REMOVED fast-mode ab\n"_s);
    }
    void tellsNoSecretThatItWasGiven()
    {
        QFETCH(QString, script);
        QFETCH(ToolResult, result);
        m_environment.insert(u"QUOTED"_s, u"plant q\"q"_s);
        m_environment.insert(u"PATHLIKE"_s, u"a b&c/d"_s);
        m_environment.insert(u"TINY"_s, u"ab"_s);
        CommandTool tool = shell(script);
        tool.env = {{u"SAID"_s, u"${TOKEN}"_s},        {u"QUOTED"_s, u"${QUOTED}"_s},
                    {u"PATHLIKE"_s, u"${PATHLIKE}"_s}, {u"SHOP_PASSWORD"_s, u"written-out"_s},
                    {u"MODE"_s, u"fast-mode"_s},       {u"TINY"_s, u"${TINY}"_s}};
        QCOMPARE(called(tool, Walls::LimitsOnly), result);
    }

    void endsInTimeWhateverItDoes_data()
    {
        QTest::addColumn<Walls>("walls");
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("stopAfter"); // milliseconds; else the time limit ends it
        const QList<Walls> all = bestWalls() == Walls::Bubblewrap
            ? QList<Walls>{Walls::LimitsOnly, Walls::Bubblewrap}
            : QList<Walls>{Walls::LimitsOnly};
        for (const Walls walls : all) {
            const QByteArray where = walls == Walls::Bubblewrap ? "bubblewrap: " : "limits only: ";
            const auto row = [&](const char *name, const QString &script, int stopAfter = 0) {
                QTest::newRow(where + name) << walls << script << stopAfter;
            };
            row("an endless loop", u"while :; do :; done"_s);
            row("deaf to SIGTERM", u"trap '' TERM INT HUP; while :; do sleep 0.01; done"_s);
            row("stopped while deaf", u"trap '' TERM INT HUP; while :; do sleep 0.01; done"_s, 100);
            row("a process left behind", u"sleep %1 & exit 0"_s);
            row("a daemon", u"setsid -f sleep %1; exit 0"_s);
            row("a daemon, stopped", u"setsid -f sleep %1; sleep %1"_s, 100);
            row("a daemon that is another program at each moment",
                u"S='exec sh -c \"$0\" \"$0\" $1'; setsid -f sh -c \"$S\" \"$S\" %1; sleep %1"_s);
            row("one with its own session and closed files",
                u"setsid -f sh -c 'exec <&- >&- 2>&-; sleep %1 & sleep %1'; sleep %1"_s);
        }
    }
    void endsInTimeWhateverItDoes()
    {
        QFETCH(Walls, walls);
        QFETCH(QString, script);
        QFETCH(int, stopAfter);
        CommandTool tool = shell(QString(script + u" # %1"_s).replace(u"%1"_s, longNap()));
        tool.timeout = stopAfter > 0 ? 20 : 0.3;
        std::stop_source stop;
        if (stopAfter > 0)
            QTimer::singleShot(stopAfter, [stop]() mutable { stop.request_stop(); });
        const Stopwatch watch;
        const ToolResult result = called(tool, walls, {{u"a"_s, u""_s}}, stop.get_token());
        QVERIFY(watch.elapsed() < (testing::sanitized ? 3000ms : 800ms));
        if (stopAfter > 0)
            QCOMPARE(result.outcome, ToolOutcome::Cancelled);
        else if (!script.endsWith(u"exit 0"_s))
            QCOMPARE(result,
                     (ToolResult{ToolOutcome::Timeout, u"sh was ended, for it was not done after 0.3 s."_s}));
        QCOMPARE(processesLeft(), QStringList());
    }

    void cutsWhatItWrites_data() { bothWalls(); }
    void cutsWhatItWrites()
    {
        QFETCH(Walls, walls);
        const ToolResult some = called(command(u"seq"_s, {u"20000"_s}), walls);
        QCOMPARE(some.outcome, ToolOutcome::Ok);
        QVERIFY(some.text.startsWith(u"1\n2\n3\n"_s));
        QVERIFY(some.text.endsWith(u"\n\n(cut: the first 32768 of 108894 bytes)"_s));
        const ToolResult much = called(command(u"head"_s, {u"-c"_s, u"10G"_s, u"/dev/zero"_s}), walls);
        QCOMPARE(much.outcome, ToolOutcome::Error);
        QVERIFY(much.text.startsWith(u"head was ended, for it wrote more than 16 MiB."_s));
        const ToolResult errors = called(shell(u"yes >&2"_s), walls);
        QVERIFY(errors.text.startsWith(u"sh was ended, for it wrote more than 16 MiB."_s));
    }

    void cannotTakeAllMemory_data() { bothWalls(); }
    void cannotTakeAllMemory()
    {
        QFETCH(Walls, walls);
        const ToolResult result = called(shell(u"dd if=/dev/zero of=/dev/null bs=2G count=1"_s), walls);
        QCOMPARE(result.outcome, ToolOutcome::Error);
        QVERIFY2(result.text.contains(u"memory"_s), qPrintable(result.text));
        if (walls == Walls::Bubblewrap) // what lies in /tmp is memory too
            QVERIFY(called(shell(u"head -c 80M /dev/zero >/tmp/x"_s), walls).text.contains(u"No space"_s));
    }

    void aForkBombEndsWithItsTime_data() { bothWalls(); }
    void aForkBombEndsWithItsTime()
    {
        QFETCH(Walls, walls);
        // Some hundred at most: nothing limits the processes of root; ForkBombTest looks at the limit.
        CommandTool bomb =
            shell(u"i=0; while [ $i -lt 300 ]; do sleep %1 & i=$((i+1)); done; wait"_s.arg(longNap()));
        bomb.timeout = 0.5;
        qsizetype most = 0;
        QTimer look;
        connect(&look, &QTimer::timeout, this,
                [&most] { most = std::max(most, processesWith(u"sleep "_s + longNap()).size()); });
        look.start(40);
        called(bomb, walls);
        QVERIFY(most <= (::geteuid() == 0 ? 400 : mostProcesses));
        QCOMPARE(processesLeft(), QStringList());
    }

    void seesNoFileButItsOwn_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("by the whole path") << u"cat %1"_s.arg(m_secret);
        QTest::newRow("upwards") << u"cat ../.ssh/id_ed25519"_s;
        QTest::newRow("by a link") << u"cat link"_s;
        QTest::newRow("through proc") << u"cat /proc/1/root%1 /proc/*/cwd/../.ssh/id_ed25519"_s.arg(m_secret);
        QTest::newRow("its parent's memory") << u"cat /proc/1/environ; cat .env"_s;
        QTest::newRow("what others left in /tmp")
            << u"test -z \"$(ls -A /tmp | grep -v %1)\" && echo PRIVATE; false"_s.arg(u"nothing"_s);
    }
    void seesNoFileButItsOwn()
    {
        if (bestWalls() != Walls::Bubblewrap)
            QSKIP("bubblewrap does not work here");
        QFETCH(QString, script);
        const ToolResult result = called(shell(script), Walls::Bubblewrap);
        QVERIFY2(!result.text.contains(u"PRIVATE"_s) && !result.text.contains(u"sk-planted"_s),
                 qPrintable(result.text));
    }

    void writesOnlyWhereItMay()
    {
        if (bestWalls() != Walls::Bubblewrap)
            QSKIP("bubblewrap does not work here");
        CommandTool tool =
            shell(u"for f in new agent.yaml .env data/new /usr/new /etc/new /new /dev/new %1/new; do "
                  "(echo x > $f) 2>/dev/null && echo $f; done | grep -v %1; rm -f $1"_s.arg(
                      m_home.path())); // what it sees of that is a folder in memory
        QCOMPARE(called(tool, Walls::Bubblewrap).text, u"(no output)"_s);
        tool.writes = true;
        QCOMPARE(called(tool, Walls::Bubblewrap).text, u"new\ndata/new\n"_s);
        QCOMPARE(contentOf(m_folder + u"/new"_s), "x\n");
        QVERIFY(!QFile::exists(m_home.filePath(u"new"_s)));
        QCOMPARE(contentOf(m_folder + u"/agent.yaml"_s), "provider: demo\n");
        QCOMPARE(contentOf(m_folder + u"/.env"_s), "OPENAI_API_KEY=sk-planted-secret\n");
    }

    void reachesNoNetworkUnlessItMay()
    {
        if (bestWalls() != Walls::Bubblewrap)
            QSKIP("bubblewrap does not work here");
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        CommandTool tool =
            command(u"bash"_s, {u"-c"_s, u"echo > /dev/tcp/127.0.0.1/$1"_s, u"bash"_s, u"{a}"_s});
        const QJsonObject port{{u"a"_s, QString::number(server.serverPort())}};
        QCOMPARE(called(tool, Walls::Bubblewrap, port).outcome, ToolOutcome::Error);
        QVERIFY(!server.waitForNewConnection(50));
        tool.network = true;
        QCOMPARE(called(tool, Walls::Bubblewrap, port).outcome, ToolOutcome::Ok);
        QVERIFY(server.hasPendingConnections() || server.waitForNewConnection(1000));
    }
};

QTEST_GUILESS_MAIN(CommandTest)
#include "CommandTest.moc"
