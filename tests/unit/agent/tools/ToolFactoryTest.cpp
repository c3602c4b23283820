// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/ToolFactory.h"

#include "agent/tools/CarefulTool.h"
#include "agent/tools/LocalTool.h"
#include "tests/support/Testing.h"

#include <QTemporaryDir>
#include <QThread>
#include <QTimeZone>

#include <atomic>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ToolSpec toolboxSpec(const QString &tool)
{
    ToolSpec spec;
    spec.kind = ToolboxTool{tool};
    return spec;
}

QDateTime noon()
{
    return {QDate(2026, 1, 2), QTime(12, 0), QTimeZone::utc()};
}

} // namespace

class ToolFactoryTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Result<QList<ToolPtr>> made(const QList<ToolSpec> &specs) const
    {
        ToolEnvironment environment;
        environment.folder = m_folder.path();
        environment.clock = noon;
        return testing::await(ToolFactory(environment).make(specs));
    }

private slots:
    void describesAToolAsTheToolboxDoes()
    {
        const auto tools = made({toolboxSpec(u"read_file"_s)});
        QVERIFY_RESULT(tools);
        const ToolInfo info = tools->constFirst()->info();
        QCOMPARE(info.name, u"read_file"_s);
        QCOMPARE(info.kind, u"toolbox"_s);
        QCOMPARE(info.sideEffect, SideEffect::Reads);
        QVERIFY(!info.description.isEmpty());
        QVERIFY(info.parameters.contains(u"properties"_s));
    }

    void theSpecStandsOverTheToolbox()
    {
        ToolSpec spec = toolboxSpec(u"read_file"_s);
        spec.name = u"open_note"_s;
        spec.description = u"Open a note."_s;
        spec.parameters = QJsonObject{{u"type"_s, u"object"_s}};
        const auto tools = made({spec});
        QVERIFY_RESULT(tools);
        const ToolInfo info = tools->constFirst()->info();
        QCOMPARE(info.name, u"open_note"_s);
        QCOMPARE(info.description, u"Open a note."_s);
        QCOMPARE(info.parameters, *spec.parameters);
    }

    void leavesOutWhatIsDisabled()
    {
        ToolSpec off = toolboxSpec(u"unit_convert"_s);
        off.enabled = false;
        const auto tools = made({off, toolboxSpec(u"get_current_time"_s)});
        QVERIFY_RESULT(tools);
        QCOMPARE(tools->size(), 1);
    }

    void namesTheEntryThatIsWrong()
    {
        ToolSpec bad = toolboxSpec(u"read_file"_s);
        bad.parameters = QJsonObject{{u"type"_s, u"string"_s}};
        const auto unknown = made({toolboxSpec(u"list_files"_s), toolboxSpec(u"fly"_s)});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
        QCOMPARE(unknown.error().where, u"/tools/1"_s);
        const auto unusable = made({bad});
        QVERIFY(!unusable);
        QCOMPARE(unusable.error().where, u"/tools/0"_s);
    }

    void callsComputingAndBlockingTools()
    {
        const auto tools = made({toolboxSpec(u"evaluate_expression"_s), toolboxSpec(u"unit_convert"_s),
                                 toolboxSpec(u"get_current_time"_s), toolboxSpec(u"list_files"_s),
                                 toolboxSpec(u"read_file"_s)});
        QVERIFY_RESULT(tools);
        const auto called = [&](qsizetype index, const QJsonObject &arguments) {
            return testing::await((*tools)[index]->call(arguments, {}));
        };
        QCOMPARE(called(0, {{u"expression"_s, u"6*7"_s}}), (ToolResult{ToolOutcome::Ok, u"6*7 = 42"_s}));
        QCOMPARE(called(1, {{u"value"_s, 1}, {u"from_unit"_s, u"km"_s}, {u"to_unit"_s, u"m"_s}}),
                 (ToolResult{ToolOutcome::Ok, u"1 km = 1000 m"_s}));
        QCOMPARE(called(2, {}), (ToolResult{ToolOutcome::Ok, u"2026-01-02 12:00:00 UTC"_s}));
        QCOMPARE(called(3, {}), (ToolResult{ToolOutcome::Ok, u"Folder: .\n\nTotal: 0"_s}));
        QCOMPARE(called(4, {{u"filepath"_s, u"/etc/passwd"_s}}),
                 (ToolResult{ToolOutcome::Error, u"\"/etc/passwd\" is outside the agent's folder"_s}));
    }

    void givesTheFirstCannedAnswerThatFits_data()
    {
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<ToolResult>("result");
        const auto ok = [](const QString &text) { return ToolResult{ToolOutcome::Ok, text}; };
        const auto error = [](const QString &text) { return ToolResult{ToolOutcome::Error, text}; };
        QTest::newRow("text") << QJsonObject{{u"city"_s, u"New York"_s}}
                              << ok(u"It rains in New York, {days} days."_s);
        QTest::newRow("what is filled in is not read again")
            << QJsonObject{{u"city"_s, u"New {city}"_s}, {u"days"_s, 2}}
            << ok(u"It rains in New {city}, 2 days."_s);
        QTest::newRow("json") << QJsonObject{
            {u"city"_s, u"Rome \"X\""_s},
            {u"days"_s, 3}} << ok(u"{\"all\":[{\"days\":3,\"in\":\"of Rome \\\"X\\\"\"}],\"{city}\":1.5}"_s);
        QTest::newRow("a list for a place")
            << QJsonObject{{u"city"_s, u"Rome"_s}, {u"days"_s, QJsonArray{1, 2}}}
            << ok(u"{\"all\":[{\"days\":[1,2],\"in\":\"of Rome\"}],\"{city}\":1.5}"_s);
        QTest::newRow("null for one that was left out")
            << QJsonObject{{u"city"_s, u"Rome"_s}}
            << ok(u"{\"all\":[{\"days\":null,\"in\":\"of Rome\"}],\"{city}\":1.5}"_s);
        QTest::newRow("error") << QJsonObject{{u"city"_s, u"Atlantis"_s}}
                               << error(u"There is no Atlantis."_s);
        QTest::newRow("none") << QJsonObject{{u"city"_s, u"Paris"_s}}
                              << error(u"None of the canned answers of weather fits these arguments."_s);
    }
    void givesTheFirstCannedAnswerThatFits()
    {
        QFETCH(const QJsonObject, arguments);
        QFETCH(const ToolResult, result);
        const QJsonObject value{
            {u"{city}"_s, 1.5},
            {u"all"_s, QJsonArray{QJsonObject{{u"days"_s, u"{days}"_s}, {u"in"_s, u"of {city}"_s}}}}};
        MockTool mock{QList<MockAnswer>(3)};
        mock.answers[0].when.insert(u"city"_s, u"Atlantis"_s);
        mock.answers[0].error = u"There is no {city}."_s;
        mock.answers[1].when.insert(u"city"_s, u"New *"_s);
        mock.answers[1].text = u"It rains in {city}, {days} days."_s;
        mock.answers[2].when.insert(u"city"_s, u"Rome*"_s);
        mock.answers[2].json = value;
        ToolSpec spec;
        spec.name = u"weather"_s;
        spec.kind = mock;
        const auto tools = made({spec});
        QVERIFY_RESULT(tools);
        QCOMPARE(tools->constFirst()->info().kind, u"mock"_s);
        QCOMPARE(tools->constFirst()->info().sideEffect, SideEffect::None);
        QCOMPARE(testing::await(tools->constFirst()->call(arguments, {})), result);
    }

    void aCannedAnswerTakesItsTimeAndCanBeStopped()
    {
        MockAnswer slow;
        slow.text = u"done"_s;
        slow.delay = 0.02;
        ToolSpec spec;
        spec.name = u"slow"_s;
        spec.kind = MockTool{{slow}};
        const Stopwatch watch;
        const auto brief = made({spec});
        QCOMPARE(testing::await(brief->constFirst()->call({}, {})).text, u"done"_s);
        QVERIFY(watch.elapsed() >= 20ms);

        slow.delay = 600;
        spec.kind = MockTool{{slow}};
        const auto endless = made({spec});
        std::stop_source stop;
        QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
        QCOMPARE(testing::await(endless->constFirst()->call({}, stop.get_token())).outcome,
                 ToolOutcome::Cancelled);
    }

    void callsAToolNoMoreOftenAtOnceThanItsEntryAllows()
    {
        const auto pool = std::make_shared<QThreadPool>();
        pool->setMaxThreadCount(8);
        const auto now = std::make_shared<std::atomic<int>>(0);
        const auto most = std::make_shared<std::atomic<int>>(0);
        const auto counted = [now, most](const QJsonObject &, const std::stop_token &) -> Result<QString> {
            *most = std::max(most->load(), ++*now); // near enough: the wait makes overlapping certain
            QThread::msleep(10);
            --*now;
            return u"done"_s;
        };
        const auto tool =
            withCare(std::make_shared<BlockingTool>(ToolInfo(), counted, pool), {.concurrency = 2});
        std::vector<QCoro::Task<ToolResult>> calls;
        calls.reserve(7);
        while (calls.size() < 7)
            calls.push_back(tool->call({}, {}));
        std::stop_source stop;
        auto stopped = tool->call({}, stop.get_token());
        stop.request_stop();
        QCOMPARE(testing::await(std::move(stopped)).outcome, ToolOutcome::Cancelled);
        for (QCoro::Task<ToolResult> &call : calls)
            QCOMPARE(testing::await(std::move(call)).text, u"done"_s);
        QCOMPARE(most->load(), 2);
        QCOMPARE(testing::await(tool->call({}, {})).text, u"done"_s);
    }

    void givesAKnownResultOfAPureToolAgain()
    {
        int calls = 0;
        const auto count = [&](const QJsonObject &arguments) -> Result<QString> {
            ++calls;
            if (arguments.contains(u"bad"_s))
                return fail(ErrorKind::InvalidInput, u"no"_s);
            return u"call %1"_s.arg(calls);
        };
        const auto tool = withCare(std::make_shared<ComputingTool>(ToolInfo(), count), {.pure = true});
        const auto said = [&](const QJsonObject &arguments) {
            return testing::await(tool->call(arguments, {})).text;
        };
        QCOMPARE(said({{u"a"_s, 1}, {u"b"_s, 2}}), u"call 1"_s);
        QCOMPARE(said({{u"b"_s, 2}, {u"a"_s, 1}}), u"call 1"_s);
        QCOMPARE(said({{u"a"_s, 1}}), u"call 2"_s);
        QCOMPARE(said({{u"bad"_s, 1}}), u"no"_s);
        QCOMPARE(said({{u"bad"_s, 1}}), u"no"_s);
        QCOMPARE(calls, 4);
    }

    void repeatsAnIdempotentToolAfterAPassingFailure_data()
    {
        QTest::addColumn<bool>("idempotent");
        QTest::addColumn<ErrorKind>("failure");
        QTest::addColumn<int>("calls");
        QTest::newRow("the other side was down") << true << ErrorKind::Unavailable << 2;
        QTest::newRow("too many requests") << true << ErrorKind::RateLimited << 2;
        QTest::newRow("a failure that stays") << true << ErrorKind::InvalidInput << 1;
        QTest::newRow("not idempotent") << false << ErrorKind::Unavailable << 1;
    }
    void repeatsAnIdempotentToolAfterAPassingFailure()
    {
        QFETCH(const bool, idempotent);
        QFETCH(const ErrorKind, failure);
        QFETCH(const int, calls);
        int made = 0;
        const auto failing = [&](const QJsonObject &) -> Result<QString> {
            if (++made == 1)
                return fail(failure, u"It failed."_s);
            return u"done"_s;
        };
        const auto tool = withCare(std::make_shared<ComputingTool>(ToolInfo(), failing),
                                   {.pure = true, .idempotent = idempotent});
        QStringList told;
        const CallContext context({}, [&](const ToolProgress &progress) { told.append(progress.message); });
        const ToolResult result = testing::await(tool->call({}, context));
        QCOMPARE(made, calls);
        QCOMPARE(result.text, calls == 2 ? u"done"_s : u"It failed."_s);
        QCOMPARE(told, calls == 2 ? QStringList{u"It failed. It is tried again in 0.5 s."_s} : QStringList());
    }

    void aBlockingToolEndsSoonAfterStop()
    {
        const auto pool = std::make_shared<QThreadPool>();
        const auto started = std::make_shared<std::atomic<bool>>(false);
        const auto deaf = [started](const QJsonObject &, const std::stop_token &) -> Result<QString> {
            *started = true;
            QThread::msleep(500);
            return u"late"_s;
        };
        BlockingTool tool(ToolInfo(), deaf, pool);
        std::stop_source stop;
        auto task = tool.call({}, stop.get_token());
        QTRY_VERIFY(started->load());
        const Stopwatch watch;
        stop.request_stop();
        QCOMPARE(testing::await(std::move(task)).outcome, ToolOutcome::Cancelled);
        QVERIFY(watch.elapsed() < 100ms);
    }

    void aBlockingToolStoppedBeforeItBeginsEndsToo()
    {
        const auto pool = std::make_shared<QThreadPool>();
        const auto slow = [](const QJsonObject &, const std::stop_token &) -> Result<QString> {
            QThread::msleep(200);
            return u"late"_s;
        };
        BlockingTool tool(ToolInfo(), slow, pool);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(testing::await(tool.call({}, stop.get_token())).outcome, ToolOutcome::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ToolFactoryTest)
#include "ToolFactoryTest.moc"
