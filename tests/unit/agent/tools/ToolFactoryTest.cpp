// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/ToolFactory.h"

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

    ToolFactory factory() const
    {
        ToolEnvironment environment;
        environment.folder = m_folder.path();
        environment.clock = noon;
        return ToolFactory(environment);
    }

private slots:
    void describesAToolAsTheToolboxDoes()
    {
        const auto tools = factory().make({toolboxSpec(u"read_file"_s)});
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
        const auto tools = factory().make({spec});
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
        const auto tools = factory().make({off, toolboxSpec(u"get_current_time"_s)});
        QVERIFY_RESULT(tools);
        QCOMPARE(tools->size(), 1);
    }

    void namesTheEntryThatIsWrong()
    {
        ToolSpec bad = toolboxSpec(u"read_file"_s);
        bad.parameters = QJsonObject{{u"type"_s, u"string"_s}};
        const auto unknown = factory().make({toolboxSpec(u"list_files"_s), toolboxSpec(u"fly"_s)});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
        QCOMPARE(unknown.error().where, u"/tools/1"_s);
        const auto unusable = factory().make({bad});
        QVERIFY(!unusable);
        QCOMPARE(unusable.error().where, u"/tools/0"_s);
    }

    void callsComputingAndBlockingTools()
    {
        const auto tools = factory().make({toolboxSpec(u"evaluate_expression"_s),
                                           toolboxSpec(u"unit_convert"_s), toolboxSpec(u"get_current_time"_s),
                                           toolboxSpec(u"list_files"_s), toolboxSpec(u"read_file"_s)});
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
