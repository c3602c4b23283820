// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Deadline.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace agent::mcp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RpcMessage progress(const QJsonValue &token, double done)
{
    return rpcNotification(u"notifications/progress"_s, {{u"progressToken"_s, token}, {u"progress"_s, done}});
}

QString timeoutOf(const Deadline &deadline)
{
    const Error error = deadline.error(u"tools/call"_s);
    return error.kind == ErrorKind::Timeout ? error.message : QString();
}

} // namespace

/// How long an answer of an MCP server is waited for.
class McpDeadlineTest : public QObject
{
    Q_OBJECT

    QList<double> m_told;

    Patience patience()
    {
        return {1s, {}, [this](const ToolProgress &progress) { m_told.append(progress.done.value_or(-1)); }};
    }

private slots:
    void init() { m_told.clear(); }

    void isTheLimitWithoutProgress()
    {
        const Deadline deadline(7, patience());
        QVERIFY(!deadline.isOver(999ms));
        QVERIFY(deadline.isOver(1000ms));
        QCOMPARE(timeoutOf(deadline), u"did not answer tools/call within 1 s"_s);
    }

    void isMovedByProgress()
    {
        Deadline deadline(7, patience());
        deadline.take(progress(7, 0.5), 900ms);
        QVERIFY(!deadline.isOver(1899ms));
        QVERIFY(deadline.isOver(1900ms));
        QCOMPARE(timeoutOf(deadline), u"did not answer tools/call within 1 s of its last progress"_s);
        QCOMPARE(m_told, QList<double>{0.5});
    }

    void isMovedTenLimitsAtMost()
    {
        Deadline deadline(7, patience());
        for (int turn = 1; turn < 100; ++turn)
            deadline.take(progress(7, turn), turn * 500ms);
        QVERIFY(!deadline.isOver(9999ms));
        QVERIFY(deadline.isOver(10s));
        QCOMPARE(timeoutOf(deadline), u"did not answer tools/call within 10 s"_s);
    }

    void isNotMovedByAnythingElse_data()
    {
        QTest::addColumn<RpcMessage>("message");
        QTest::newRow("another request's") << progress(8, 1);
        QTest::newRow("a token that is no number") << progress(u"7"_s, 1);
        QTest::newRow("nobody's") << progress(QJsonValue::Undefined, 1);
        QTest::newRow("less than before") << progress(7, 0.4);
        QTest::newRow("no further") << progress(7, 0.5);
        QTest::newRow("without a number")
            << rpcNotification(u"notifications/progress"_s, {{u"progressToken"_s, 7}});
        QTest::newRow("another notification")
            << rpcNotification(u"notifications/message"_s, {{u"progressToken"_s, 7}, {u"progress"_s, 1}});
    }
    void isNotMovedByAnythingElse()
    {
        QFETCH(const RpcMessage, message);
        Deadline deadline(7, patience());
        deadline.take(progress(7, 0.5), 100ms);
        deadline.take(message, 500ms);
        QVERIFY(deadline.isOver(1100ms));
        QCOMPARE(m_told, QList<double>{0.5});
    }

    void isNotMovedWhereNobodyAskedForProgress()
    {
        Deadline deadline(7, {1s});
        deadline.take(progress(7, 0.5), 900ms);
        QVERIFY(deadline.isOver(1s));
    }

    void waitsForAPerson()
    {
        Deadline deadline(7, patience());
        deadline.hold(500ms);
        deadline.hold(600ms);
        QVERIFY(!deadline.isOver(100s));
        deadline.release(100s);
        QVERIFY(!deadline.isOver(100s)); // of two
        deadline.release(200s);
        QVERIFY(!deadline.isOver(200s + 999ms));
        QVERIFY(deadline.isOver(201s));
    }

    void isOverWhenItIsStopped()
    {
        std::stop_source stop;
        const Deadline deadline(7, {1s, stop.get_token()});
        QVERIFY(!deadline.isOver(0ms));
        stop.request_stop();
        QVERIFY(deadline.isOver(0ms));
        QCOMPARE(deadline.error(u"tools/call"_s).kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(McpDeadlineTest)
#include "McpDeadlineTest.moc"
