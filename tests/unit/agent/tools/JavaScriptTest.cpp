// SPDX-License-Identifier: GPL-3.0-or-later
#include "LoopbackServer.h"
#include "agent/base/Clock.h"
#include "agent/tools/Arguments.h"
#include "agent/tools/ToolFactory.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

JavaScriptTool code(const QString &text, double timeout = 20)
{
    JavaScriptTool tool;
    tool.code = text;
    tool.timeout = timeout;
    return tool;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

pid_t parentOf(pid_t process)
{
    const QByteArrayList stat = contentOf(u"/proc/%1/stat"_s.arg(process)).split(' ');
    return stat.size() > 3 ? static_cast<pid_t>(stat[3].toInt()) : 0;
}

/// The processes that run code, of this test only.
QList<pid_t> hosts()
{
    const QByteArray program =
        QFile::encodeName(QCoreApplication::applicationDirPath()) + "/slipway-toolhost";
    QList<pid_t> found;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const auto process = static_cast<pid_t>(entry.toInt());
        pid_t above = process;
        while (above > 1 && above != ::getpid())
            above = parentOf(above);
        if (above == ::getpid() && contentOf(u"/proc/%1/cmdline"_s.arg(entry)).startsWith(program))
            found.append(process);
    }
    return found;
}

} // namespace

/// Code of an agent file as a tool: in what it does right, and what it cannot do when it means ill.
class JavaScriptTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    // One for each kind of walls, so that its processes are warm from one row to the next.
    std::map<Walls, std::unique_ptr<ToolFactory>> m_factories;

    Result<ToolPtr> made(const JavaScriptTool &tool, Walls walls = Walls::LimitsOnly)
    {
        ToolSpec spec;
        spec.name = u"probe"_s;
        spec.kind = tool;
        const QJsonObject inner{{u"type"_s, u"object"_s},
                                {u"properties"_s, QJsonObject{{u"z"_s, QJsonObject{{u"default"_s, 9}}}}}};
        const QJsonObject properties{
            {u"a"_s, QJsonObject()}, {u"n"_s, QJsonObject{{u"default"_s, 3}}}, {u"o"_s, inner}};
        spec.parameters = QJsonObject{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
        return testing::await(m_factories.at(walls)->make({spec})).map([](const auto &tools) {
            return tools.constFirst();
        });
    }
    ToolResult called(const JavaScriptTool &tool, Walls walls = Walls::LimitsOnly,
                      const QJsonObject &arguments = {}, const std::stop_token &stop = {})
    {
        const Result<ToolPtr> probe = made(tool, walls);
        if (!probe)
            return {ToolOutcome::Error, probe.error().message};
        return testing::await((*probe)->call(arguments, stop));
    }
    ToolResult called(const QString &text, const QJsonObject &arguments = {})
    {
        return called(code(text), Walls::LimitsOnly, arguments);
    }

    static QList<Walls> allWalls()
    {
        return bestWalls() == Walls::Bubblewrap ? QList<Walls>{Walls::LimitsOnly, Walls::Bubblewrap}
                                                : QList<Walls>{Walls::LimitsOnly};
    }

private slots:
    void initTestCase()
    {
        for (const Walls walls : {Walls::LimitsOnly, Walls::Bubblewrap}) {
            ToolEnvironment environment;
            environment.folder = m_folder.path();
            environment.environment = {{u"OPENAI_API_KEY"_s, u"sk-planted-secret"_s}};
            environment.mayReachPrivateNetwork = true;
            environment.walls = walls;
            m_factories[walls] = std::make_unique<ToolFactory>(environment);
        }
    }

    void givesWhatItReturns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *name, const QString &text, const QString &result) {
            QTest::newRow(name) << text << result;
        };
        row("a text as it is", u"return 'Grüße\\n';"_s, u"Grüße\n"_s);
        row("nothing", u"const a = 1;"_s, u""_s);
        row("null", u"return null;"_s, u""_s);
        row("a number", u"return 1.5;"_s, u"1.5"_s);
        row("an object", u"return {a: [1, 'x', true, null]};"_s, u"{\"a\":[1,\"x\",true,null]}"_s);
        row("an argument", u"return args.a + '!';"_s, u"x!"_s);
        row("all arguments with defaults", u"return args;"_s, u"{\"a\":\"x\",\"n\":3,\"o\":{\"z\":9}}"_s);
        row("a comment at the end", u"return 1; // that is all"_s, u"1"_s);
        row("strict", u"'use strict'; return this === undefined;"_s, u"true"_s);
        row("what it printed if it gives nothing",
            u"console.log('a', {b: 1}, [2]); print(3); console.error(new TypeError('x'));"_s,
            u"a {\"b\":1} [2]\n3\nTypeError: x"_s);
        row("a fulfilled promise", u"return Promise.resolve(2).then(x => x + 1).then(x => x * 2);"_s, u"6"_s);
        row("an object that is none", u"return {then: 1};"_s, u"{\"then\":1}"_s);
        row("no world around",
            u"return [typeof Qt, typeof require, typeof process, typeof XMLHttpRequest,"
            u" typeof fetch, typeof setTimeout, typeof importScripts].join();"_s,
            u"undefined,undefined,undefined,undefined,undefined,undefined,undefined"_s);
        row("its own toJSON", u"return {toJSON() { return 'mine'; }};"_s, u"\"mine\""_s);
    }
    void givesWhatItReturns()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        const QJsonObject arguments{{u"a"_s, u"x"_s}, {u"o"_s, QJsonObject()}};
        QCOMPARE(called(text, arguments), (ToolResult{ToolOutcome::Ok, result}));
    }

    void saysWhatWentWrongAndInWhichLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &text, const QString &message) {
            QTest::newRow(name) << text << message;
        };
        row("thrown by itself", u"\n\nthrow new Error('no such city');"_s, u"line 3: Error: no such city"_s);
        row("thrown by the engine", u"\nreturn args.b.c;"_s,
            u"line 2: TypeError: Cannot read property 'c' of undefined"_s);
        row("in a function of its own", u"function f() {\n  return g();\n}\nreturn f();"_s,
            u"line 2: ReferenceError: g is not defined"_s);
        row("in what prints", u"\nconsole.log({get a() { return b; }}); return c;"_s,
            u"line 2: ReferenceError: c is not defined"_s);
        row("a text", u"throw 'no such city';"_s, u"no such city"_s);
        row("an object", u"throw {code: 1};"_s, u"{\"code\":1}"_s);
        row("an object that cannot be shown", u"throw {toString() { throw 1; }, toJSON() { throw 2; }};"_s,
            u"(a value that cannot be shown)"_s);
        row("undefined", u"throw undefined;"_s, u"undefined"_s);
        row("deep recursion", u"function f() { return f(); }\nreturn f();"_s,
            u"line 1: RangeError: Maximum call stack size exceeded."_s);
        row("a cycle", u"const a = {};\na.a = a;\nreturn a;"_s,
            u"TypeError: Cannot convert circular structure to JSON"_s);
        row("a function", u"return function () {};"_s,
            u"TypeError: the code returned a function, which is no result"_s);
        row("a getter that throws", u"return {\n  get a() { throw new Error('trap'); }};"_s,
            u"line 2: Error: trap"_s);
        row("a rejected promise", u"\nreturn Promise.reject(new Error('no'));"_s, u"line 2: Error: no"_s);
        row("a promise that stays one", u"return new Promise(() => {});"_s,
            u"Error: the Promise that the code returned is never fulfilled: nothing happens once it has ended"_s);
        row("no fetch", u"\nreturn fetch('http://x').text;"_s,
            u"line 2: ReferenceError: fetch is not defined; \"network: true\" below \"javascript\" in the "
            "agent file allows it"_s);
    }
    void saysWhatWentWrongAndInWhichLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        QCOMPARE(called(text), (ToolResult{ToolOutcome::Error, message}));
    }

    void isRefusedIfItCannotBeRead_data()
    {
        QTest::addColumn<JavaScriptTool>("tool");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const JavaScriptTool &tool, const QString &message) {
            QTest::newRow(name) << tool << message;
        };
        row("a word too many", code(u"\nlet a b;\n"_s), u"line 2 of the code: "_s);
        row("an open brace", code(u"if (1) {\n"_s), u"line 1 of the code: "_s);
        row("an import", code(u"import x from 'y';"_s), u"line 1 of the code: "_s);
        row("await", code(u"const a = 1;\nawait a;"_s), u"line 2 of the code: "_s);
        row("what runs while it is read", code(u"}); while (true) {} (function () { let a b; "_s),
            u"line 1 of the code: "_s);
        JavaScriptTool tool;
        tool.file = u"bad.js"_s;
        row("a file", tool, u"line 2 of bad.js: "_s);
        tool.file = u"none.js"_s;
        row("no such file", tool, u"there is no \"none.js\" in the agent's folder"_s);
        tool.file = u"../x.js"_s;
        row("a file elsewhere", tool, u"\"../x.js\" is outside the agent's folder"_s);
    }
    void isRefusedIfItCannotBeRead()
    {
        QFETCH(JavaScriptTool, tool);
        QFETCH(QString, message);
        QFile file(m_folder.filePath(u"bad.js"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("\nlet a b;") > 0);
        file.close();
        const Result<ToolPtr> probe = made(tool);
        QVERIFY(!probe);
        QVERIFY2(probe.error().message.startsWith(message), qPrintable(probe.error().message));
        QCOMPARE(probe.error().where, u"/tools/0"_s);
    }

    void runsAFileToo()
    {
        QFile file(m_folder.filePath(u"good.js"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("return args.a.length;") > 0);
        file.close();
        JavaScriptTool tool;
        tool.file = u"./good.js"_s;
        QCOMPARE(called(tool, Walls::LimitsOnly, {{u"a"_s, u"four"_s}}),
                 (ToolResult{ToolOutcome::Ok, u"4"_s}));
    }

    void saysWhatItMayTouch()
    {
        JavaScriptTool tool = code(u"return 1;"_s);
        QCOMPARE((*made(tool))->info().sideEffect, SideEffect::Executes);
        if (bestWalls() != Walls::Bubblewrap)
            QSKIP("bubblewrap does not work here");
        QCOMPARE((*made(tool, Walls::Bubblewrap))->info().sideEffect, SideEffect::None);
        tool.network = true;
        QCOMPARE((*made(tool, Walls::Bubblewrap))->info().sideEffect, SideEffect::Network);
    }

    void endsWhateverItDoes_data()
    {
        QTest::addColumn<Walls>("walls");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message"); // its beginning; empty where the time limit ends it
        for (const Walls walls : allWalls()) {
            const QByteArray where = walls == Walls::Bubblewrap ? "bubblewrap: " : "limits only: ";
            const auto row = [&](const char *name, const QString &text, const QString &message = {}) {
                QTest::newRow(where + name) << walls << text << message;
            };
            const QString tooMuch = u"probe failed: its code takes more than 256 MiB of memory."_s;
            const QString tooDeep = u"probe failed: its code nests too deeply for the JavaScript engine."_s;
            row("an endless loop", u"while (true) {}"_s);
            row("a regular expression", u"while (true) /^(a|a|aa)+$/.test('a'.repeat(60) + 'b');"_s);
            row("a comparator", u"return [3, 1, 2].sort(() => { while (true) {} });"_s);
            row("a getter that loops", u"return {get a() { while (true) {} }};"_s);
            row("promises for ever", u"const f = () => Promise.resolve().then(f); return f();"_s,
                u"Error: the Promise that the code returned is never fulfilled"_s);
            row("arrays", u"const a = []; while (true) a.push(new Array(1000).fill(1));"_s);
            row("a text doubled", u"let a = 'x'; while (true) { a += a; if (a.length < 0) return; }"_s,
                tooMuch);
            row("a text of a gigabyte", u"return 'x'.repeat(2 ** 30);"_s, tooMuch);
            row("a regular expression of many brackets",
                u"return new RegExp('('.repeat(50000) + 'a' + ')'.repeat(50000)).test('a');"_s, tooDeep);
            row("a deep structure as text",
                u"let a = []; for (let i = 0; i < 1e6; ++i) a = [a]; return String(a);"_s, tooDeep);
            row("buffers", u"const a = []; while (true) a.push(new ArrayBuffer(1 << 24));"_s,
                u"line 1: RangeError: ArrayBuffer: out of memory"_s);
            row("a deep structure", u"let a = []; for (let i = 0; i < 1e6; ++i) a = [a]; return a;"_s,
                u"RangeError: Maximum call stack size exceeded."_s);
        }
    }
    void endsWhateverItDoes()
    {
        QFETCH(Walls, walls);
        QFETCH(QString, text);
        QFETCH(QString, message);
        const bool isTimed = message.isEmpty();
        const Result<ToolPtr> probe = made(code(text, isTimed ? 0.3 : 5), walls);
        QVERIFY_RESULT(probe);
        const Stopwatch watch;
        const ToolResult result = testing::await((*probe)->call({}, {}));
        const auto elapsed = watch.elapsed();
        if (isTimed)
            QCOMPARE(
                result,
                (ToolResult{ToolOutcome::Timeout, u"probe was ended, for it was not done after 0.3 s."_s}));
        else
            QVERIFY2(result.outcome == ToolOutcome::Error && result.text.startsWith(message),
                     qPrintable(result.text));
        QVERIFY2(elapsed < (isTimed && !testing::sanitized ? 600ms : 5000ms), "it took too long");
        QCOMPARE(called(code(u"return 'next';"_s), walls), (ToolResult{ToolOutcome::Ok, u"next"_s}));
    }

    void tellsThatItWasKilled()
    {
        const Result<ToolPtr> probe = made(code(u"while (true) {}"_s));
        QVERIFY_RESULT(probe);
        QTimer::singleShot(100, this, [] {
            const QList<pid_t> all = hosts();
            for (const pid_t process : all) {
                if (all.contains(parentOf(process))) // not the one that makes the copies
                    ::kill(process, SIGKILL);
            }
        });
        QCOMPARE(
            testing::await((*probe)->call({}, {})).text,
            u"probe failed: its process was killed from outside, as the system does where memory runs out."_s);
        QCOMPARE(called(u"return 'next';"_s).text, u"next"_s);
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        const Result<ToolPtr> probe = made(code(u"while (true) {}"_s));
        QVERIFY_RESULT(probe);
        Stopwatch watch;
        QTimer::singleShot(50, this, [&] {
            watch = {};
            stop.request_stop();
        });
        QCOMPARE(testing::await((*probe)->call({}, stop.get_token())).outcome, ToolOutcome::Cancelled);
        QVERIFY(watch.elapsed() < (testing::sanitized ? 2000ms : 300ms));
        QCOMPARE(called(u"return 'next';"_s).text, u"next"_s);
    }

    void cutsALongResult()
    {
        const ToolResult result = called(u"return 'x'.repeat(10e6);"_s);
        QCOMPARE(result.outcome, ToolOutcome::Ok);
        QCOMPARE(result.text, QString(32768, u'x') + u"\n\n(cut: the first 32768 of 10000000 characters)"_s);
        QCOMPARE(called(u"for (let i = 0; i < 1e5; ++i) print(i);"_s).text.right(6), u"\n99999"_s);
    }

    void leavesNothingToTheNextCall()
    {
        const Result<ToolPtr> probe = made(
            code(u"const seen = [typeof leaked, typeof Array.prototype.leaked, JSON.stringify([1])].join();"
                 u"leaked = 1; Array.prototype.leaked = 1; JSON.stringify = () => 'mine';"
                 u"Object.prototype.toJSON = () => 'mine'; print = console = null; return seen;"_s));
        QVERIFY_RESULT(probe);
        for (int i = 0; i < 6; ++i) // more than there are processes
            QCOMPARE(testing::await((*probe)->call({}, {})).text, u"undefined,undefined,[1]"_s);
    }

    void runsSeveralCallsAtOnce()
    {
        const Result<ToolPtr> probe =
            made(code(u"const end = Date.now() + 100; while (Date.now() < end) {} return args.n;"_s));
        QVERIFY_RESULT(probe);
        std::vector<QCoro::Task<ToolResult>> tasks;
        constexpr int calls = 9; // more than may run at once
        tasks.reserve(calls);
        for (int i = 0; i < calls; ++i)
            tasks.push_back((*probe)->call({{u"n"_s, i}}, {}));
        for (int i = 0; i < calls; ++i)
            QCOMPARE(testing::await(std::move(tasks[i])).text, QString::number(i));
        QVERIFY(hosts().size() <= 16); // two each, of both kinds of walls
    }

    void goesOnWhenItsProcessesAreKilled()
    {
        for (const Walls walls : allWalls()) {
            const Result<ToolPtr> probe = made(code(u"return 'alive';"_s), walls);
            QVERIFY_RESULT(probe);
            QCOMPARE(testing::await((*probe)->call({}, {})).text, u"alive"_s);
            QVERIFY(!hosts().isEmpty());
            for (const pid_t process : hosts())
                ::kill(process, SIGKILL);
            QCOMPARE(testing::await((*probe)->call({}, {})).text, u"alive"_s);
        }
    }

    void endsItsProcessesWithItself()
    {
        m_factories.erase(Walls::Bubblewrap);
        m_factories.erase(Walls::LimitsOnly);
        QTRY_COMPARE(hosts().size(), 0);
        initTestCase();
    }

    void fetchesIfItMay()
    {
        LoopbackServer server([](const QByteArray &request) {
            const QByteArray body = request.mid(request.indexOf("\r\n\r\n") + 4);
            return answer("201 Made", "Content-Type: application/json\r\nX-Got: " + request.left(4) + "\r\n",
                          body.isEmpty() ? "[7]" : body);
        });
        JavaScriptTool tool = code(
            u"const r = fetch(args.a, {method: 'post', headers: {'X-One': 1}, body: {b: 2}});"
            u"return [r.status, r.ok, r.headers['x-got'], r.json().b, fetch(args.a).json()[0]].join();"_s);
        tool.network = true;
        const QJsonObject where{{u"a"_s, server.url(u"/p?q=1"_s).toString()}};
        for (const Walls walls : allWalls())
            QCOMPARE(called(tool, walls, where), (ToolResult{ToolOutcome::Ok, u"201,true,POST,2,7"_s}));
        const QByteArray first = server.requests().constFirst();
        QVERIFY(first.startsWith("POST /p?q=1 "));
        QCOMPARE(testing::field(first, "x-one"), "1");
        QCOMPARE(testing::field(first, "content-type"), "application/json");
    }

    void fetchesNoMoreThanItMay_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &text, const QString &message) {
            QTest::newRow(name) << text << message;
        };
        row("a file", u"fetch('file:///etc/passwd')"_s,
            u"line 1: Error: \"file:///etc/passwd\" is not a web address"_s);
        row("no address", u"fetch('x y')"_s, u"line 1: Error: \"x y\" is not a web address"_s);
        row("no method", u"fetch(args.a, {method: 'TRACE'})"_s,
            u"line 1: Error: fetch() knows GET, POST, PUT, PATCH, DELETE, not TRACE"_s);
        row("a header that frames", u"fetch(args.a, {headers: {Host: 'x'}})"_s,
            u"line 1: Error: the header \"host\" cannot be sent"_s);
        row("two headers in one", u"fetch(args.a, {headers: {X: 'a\\r\\nY: b'}})"_s,
            u"line 1: Error: the header \"x\" cannot be sent"_s);
        row("too often", u"for (let i = 0; i < 30; ++i) fetch(args.a)"_s,
            u"line 1: Error: fetch() may be called 20 times in a call"_s);
        row("too much", u"fetch(args.a, {body: 'x'.repeat(2e6)})"_s,
            u"line 1: Error: a request of more than 1 MiB cannot be sent"_s);
        row("too long an answer", u"fetch(args.a + 'long')"_s,
            u"line 1: Error: the answer of 127.0.0.1 is longer than 1 MiB"_s);
        row("a silent server", u"fetch(args.a + 'silent')"_s,
            u"probe was ended, for it was not done after 1 s."_s);
    }
    void fetchesNoMoreThanItMay()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        LoopbackServer server([](const QByteArray &request) {
            if (request.startsWith("GET /silent"))
                return QByteArray();
            return answer("200 OK", {}, QByteArray(request.startsWith("GET /long") ? 2 << 20 : 1, 'x'));
        });
        JavaScriptTool tool = code(text, 1);
        tool.network = true;
        const QJsonObject where{{u"a"_s, server.url().toString()}};
        QCOMPARE(called(tool, Walls::LimitsOnly, where).text, message);
    }

    void fetchesFromPublicAddressesOnly()
    {
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        ToolEnvironment environment;
        environment.folder = m_folder.path();
        environment.walls = Walls::LimitsOnly;
        ToolSpec spec;
        spec.name = u"probe"_s;
        JavaScriptTool tool = code(u"return fetch('%1')"_s.arg(server.url().toString()));
        tool.network = true;
        spec.kind = tool;
        const auto tools = testing::await(ToolFactory(environment).make({spec}));
        QVERIFY_RESULT(tools);
        QCOMPARE(testing::await(tools->constFirst()->call({}, {})).text,
                 u"line 1: Error: 127.0.0.1 is not a public address, and only those may be fetched"_s);
        QVERIFY(server.requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(JavaScriptTest)
#include "JavaScriptTest.moc"
