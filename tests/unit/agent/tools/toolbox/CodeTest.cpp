// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Clock.h"
#include "agent/tools/Arguments.h"
#include "agent/tools/ToolFactory.h"
#include "agent/tools/toolbox/CommandLine.h"
#include "tests/support/Processes.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::longNap;
using testing::processesLeft;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", qPrintable(path));
}

} // namespace

/// execute_python and execute_shell: what they print, and what they cannot do.
class CodeTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    QString m_folder;
    QString m_path = u"/usr/local/bin:/usr/bin:/bin"_s;

    ToolResult called(const QString &name, const QJsonObject &arguments, Walls walls,
                      const std::stop_token &stop = {}) const
    {
        ToolEnvironment environment;
        environment.folder = m_folder;
        environment.environment = {{u"PATH"_s, m_path}, {u"OPENAI_API_KEY"_s, u"sk-planted-secret"_s}};
        environment.walls = walls;
        ToolSpec spec;
        spec.kind = ToolboxTool{name};
        const auto tools = testing::await(ToolFactory(environment).make({spec}));
        if (!tools)
            return {ToolOutcome::Error, tools.error().message};
        const auto checked = checkedArguments(tools->constFirst()->info(), arguments);
        if (!checked)
            return {ToolOutcome::Error, checked.error().message};
        return testing::await(tools->constFirst()->call(*checked, stop));
    }
    ToolResult python(const QString &code, Walls walls, int timeout = 20) const
    {
        return called(u"execute_python"_s, {{u"code"_s, code}, {u"timeout"_s, timeout}}, walls);
    }
    ToolResult shell(const QString &command, Walls walls, int timeout = 20) const
    {
        return called(u"execute_shell"_s, {{u"command"_s, command}, {u"timeout"_s, timeout}}, walls);
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
        QVERIFY(QDir().mkpath(m_folder) && QDir().mkpath(m_home.filePath(u"bin"_s)));
        write(m_folder + u"/notes.txt"_s, "one two\n");
        write(m_folder + u"/json.py"_s, "print('not the real json')\n");
        write(m_folder + u"/run"_s, "#!/bin/sh\necho ran \"$@\"\n");
        write(m_home.filePath(u"bin/evil"_s), "#!/bin/sh\necho evil\n");
        write(m_home.filePath(u"secret"_s), "PRIVATE");
        for (const QString &program : {m_folder + u"/run"_s, m_home.filePath(u"bin/evil"_s)})
            QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner));
    }

    void splitsALineAsAShellDoes_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words"); // or the words of the error
        const auto row = [](const char *name, const QString &line, const QStringList &words) {
            QTest::newRow(name) << line << words;
        };
        row("blanks", u"  ls \t -l  "_s, {u"ls"_s, u"-l"_s});
        row("quotes", u"a 'b \"c' \"d 'e\" f'g'\"h\""_s, {u"a"_s, u"b \"c"_s, u"d 'e"_s, u"fgh"_s});
        row("empty words", u"a '' \"\""_s, {u"a"_s, u""_s, u""_s});
        row("backslashes", u"a\\ b '\\n' \"\\\"\\\\\\x\" \\'"_s, {u"a b"_s, u"\\n"_s, u"\"\\\\x"_s, u"'"_s});
        row("what a shell would expand", u"a * ~ $HOME ?"_s, {u"a"_s, u"*"_s, u"~"_s, u"$HOME"_s, u"?"_s});
        row("an open quote", u"a 'b"_s, {u"the quote ' is not closed"_s});
        row("an open end", u"a \\"_s, {u"nothing stands after the last backslash"_s});
        row("nothing", u" \t"_s, {u"the command is empty"_s});
        row("no name", u"'' a"_s, {u"the command is empty"_s});
        for (const char *bad : {";", "|", "&", "`", "$(", "{", "}", ">", "<"}) {
            const QString sign = QString::fromLatin1(bad);
            const QString refused = u"the command cannot hold \"%1\": one program is run with its arguments, "
                                    "and no shell reads them"_s.arg(sign);
            QTest::addRow("a bare %s", bad) << u"ls %1 x"_s.arg(sign) << QStringList{refused};
            QTest::addRow("a quoted %s", bad) << u"ls '%1'"_s.arg(sign) << QStringList{refused};
        }
        for (const QChar end : {u'\n', u'\r', u'\0'})
            QTest::addRow("the character %d", end.unicode())
                << u"ls"_s + end + u"rm"_s << QStringList{u"the command must be one line"_s};
    }
    void splitsALineAsAShellDoes()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, words);
        const auto result = wordsOf(line);
        QCOMPARE(result ? *result : QStringList{result.error().message}, words);
    }

    void tellsWhatCodePrints_data() { bothWalls(); }
    void tellsWhatCodePrints()
    {
        QFETCH(Walls, walls);
        QCOMPARE(python(u"print('Grüße', 6 * 7)"_s, walls), (ToolResult{ToolOutcome::Ok, u"Grüße 42\n"_s}));
        QCOMPARE(python(u"x = 1"_s, walls), (ToolResult{ToolOutcome::Ok, u"(no output)"_s}));
        QCOMPARE(python(u"import sys; print('a', end=''); print('b', file=sys.stderr)"_s, walls),
                 (ToolResult{ToolOutcome::Ok, u"a\n--- stderr ---\nb"_s}));
        QCOMPARE(python(u"import sys\nprint('a')\nprint('b', file=sys.stderr)\nsys.exit(3)"_s, walls),
                 (ToolResult{ToolOutcome::Error, u"a\n--- stderr ---\nb\nExit code: 3"_s}));
        QCOMPARE(python(u"import os; os.abort()"_s, walls).outcome, ToolOutcome::Error);
        QCOMPARE(python(u"print(open('notes.txt').read())"_s, walls).text, u"one two\n\n"_s);
        QVERIFY(python(u"import json; print(json.dumps([1]))"_s, walls).text == u"[1]\n"_s);
        QVERIFY(python(u"print(1)\nprint(2"_s, walls).text.contains(u"SyntaxError"_s));
        QVERIFY(python(u"input()"_s, walls).text.contains(u"EOFError"_s));
    }

    void tellsWhatAProgramPrints_data() { bothWalls(); }
    void tellsWhatAProgramPrints()
    {
        QFETCH(Walls, walls);
        QCOMPARE(shell(u"wc -w notes.txt"_s, walls), (ToolResult{ToolOutcome::Ok, u"2 notes.txt\n"_s}));
        QCOMPARE(shell(u"printf '%s.' 'a b' \"$HOME\" *"_s, walls).text, u"a b.$HOME.*."_s);
        QCOMPARE(shell(u"/bin/echo by path"_s, walls).text, u"by path\n"_s);
        QCOMPARE(shell(u"./run here"_s, walls).text, u"ran here\n"_s);
        const ToolResult failed = shell(u"ls nowhere"_s, walls);
        QCOMPARE(failed.outcome, ToolOutcome::Error);
        QVERIFY2(failed.text.startsWith(u"--- stderr ---\n"_s) && failed.text.endsWith(u"\nExit code: 2"_s),
                 qPrintable(failed.text));
    }

    void refusesWhatCannotRun_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &tool, const QString &text,
                            const QString &message) { QTest::newRow(name) << tool << text << message; };
        const QString shell = u"execute_shell"_s;
        row("no code", u"execute_python"_s, u" \n"_s, u"the code is empty"_s);
        row("no such program", shell, u"flyy away"_s, u"there is no program \"flyy\" in PATH"_s);
        row("a file that is none", shell, u"./notes.txt"_s,
            u"\"./notes.txt\" is no program that can be started"_s);
        row("a file that is not there", shell, u"./no"_s, u"there is no \"./no\" in the agent's folder"_s);
        const QString evil = m_home.filePath(u"bin/evil"_s);
        row("a program elsewhere", shell, evil, u"\"%1\" is outside the agent's folder"_s.arg(evil));
        row("one above", shell, u"../bin/evil"_s, u"\"../bin/evil\" is outside the agent's folder"_s);
    }
    void refusesWhatCannotRun()
    {
        QFETCH(QString, tool);
        QFETCH(QString, text);
        QFETCH(QString, message);
        const QJsonObject arguments{{tool == u"execute_shell" ? u"command"_s : u"code"_s, text}};
        QCOMPARE(called(tool, arguments, Walls::LimitsOnly), (ToolResult{ToolOutcome::Error, message}));
    }

    void saysThatThereIsNoPython()
    {
        const QString path = std::exchange(m_path, m_home.filePath(u"bin"_s));
        const ToolResult result = python(u"1"_s, Walls::LimitsOnly);
        m_path = path;
        QVERIFY2(result.text.startsWith(u"Python code needs python3, which is not in PATH"_s),
                 qPrintable(result.text));
    }

    void cutsWhatItPrints_data() { bothWalls(); }
    void cutsWhatItPrints()
    {
        QFETCH(Walls, walls);
        const QString much = u"import sys\nprint('a' * 20000)\nprint('b' * 5000, file=sys.stderr)"_s;
        const QString text = python(much, walls).text;
        QVERIFY(text.startsWith(u"aaaa"_s));
        QVERIFY(text.contains(u"\n\n(cut: the first 10240 of 20001 bytes)\n--- stderr ---\n"
                              "(cut: the last 2048 bytes)\nb"_s));
        QVERIFY(text.size() < 13'000);
        const ToolResult endless = shell(u"yes"_s, walls);
        QCOMPARE(endless.outcome, ToolOutcome::Error);
        QVERIFY(endless.text.startsWith(u"yes was ended, for it wrote more than 16 MiB."_s));
    }

    void endsWithItsTime_data() { bothWalls(); }
    void endsWithItsTime()
    {
        QFETCH(Walls, walls);
        const Stopwatch watch;
        const QString deaf = u"import signal, subprocess, time\n"
                             "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                             "subprocess.Popen(['sleep', '%1'], start_new_session=True)\n"
                             "while True: time.sleep(1)\n"_s.arg(longNap());
        QCOMPARE(python(deaf, walls, -5).outcome, ToolOutcome::Timeout); // a second is the least
        QVERIFY(watch.elapsed() < (testing::sanitized ? 5000ms : 2000ms));
        QCOMPARE(processesLeft(), QStringList());
    }

    void endsWithTheRun_data() { bothWalls(); }
    void endsWithTheRun()
    {
        QFETCH(Walls, walls);
        std::stop_source stop;
        QTimer::singleShot(100, this, [&stop] { stop.request_stop(); });
        const QJsonObject sleep{{u"command"_s, u"sleep %1"_s.arg(longNap())}, {u"timeout"_s, 300}};
        QCOMPARE(called(u"execute_shell"_s, sleep, walls, stop.get_token()).outcome, ToolOutcome::Cancelled);
        QCOMPARE(processesLeft(), QStringList());
    }

    void cannotTakeAllMemory_data() { bothWalls(); }
    void cannotTakeAllMemory()
    {
        QFETCH(Walls, walls);
        const ToolResult result = python(u"x = bytearray(2 << 30)"_s, walls);
        QVERIFY2(result.outcome == ToolOutcome::Error && result.text.contains(u"MemoryError"_s),
                 qPrintable(result.text));
    }

    void seesNoKeys_data() { bothWalls(); }
    void seesNoKeys()
    {
        QFETCH(Walls, walls);
        qputenv("SLIPWAY_PLANTED", "sk-planted-secret");
        for (const ToolResult &result :
             {python(u"import os; print(dict(os.environ))"_s, walls), shell(u"env"_s, walls)}) {
            QCOMPARE(result.outcome, ToolOutcome::Ok);
            QVERIFY2(!result.text.contains(u"sk-planted"_s), qPrintable(result.text));
        }
    }

    void staysBehindTheWalls_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("a file of yours") << u"print(open('../secret').read())"_s;
        QTest::newRow("writing") << u"open('new', 'w').write('x'); print('PRIVATE')"_s;
        QTest::newRow("changing the agent's files") << u"open('json.py', 'a').write('x'); print('PRIVATE')"_s;
        QTest::newRow("the network") << u"import socket, sys\n"
                                        "socket.create_connection(('127.0.0.1', %1), 2); print('PRIVATE')"_s;
        QTest::newRow("other processes") << u"import os\nos.kill(%2, 0); print('PRIVATE')"_s;
    }
    void staysBehindTheWalls()
    {
        if (bestWalls() != Walls::Bubblewrap)
            QSKIP("bubblewrap does not work here");
        QFETCH(QString, code);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        code.replace(u"%1"_s, QString::number(server.serverPort()));
        code.replace(u"%2"_s, QString::number(QCoreApplication::applicationPid()));
        const ToolResult result = python(code, Walls::Bubblewrap);
        QCOMPARE(result.outcome, ToolOutcome::Error);
        QVERIFY2(result.text.contains(u"Error"_s) && !result.text.contains(u"\nPRIVATE"_s)
                     && !result.text.startsWith(u"PRIVATE"_s),
                 qPrintable(result.text));
        QVERIFY(!QFile::exists(m_folder + u"/new"_s));
    }
};

QTEST_GUILESS_MAIN(CodeTest)
#include "CodeTest.moc"
