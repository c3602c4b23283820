// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/LogStream.h"
#include "tests/ui/support/FakeServer.h"

#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::FakeServer;

namespace {

QByteArray entryEvent(int seq)
{
    const QJsonObject entry{{u"seq"_s, seq},
                            {u"level"_s, u"ok"_s},
                            {u"source"_s, u"http"_s},
                            {u"message"_s, u"GET /"_s},
                            {u"status"_s, 200},
                            {u"duration_ms"_s, 4},
                            {u"at"_s, u"2026-01-01T12:00:00.123Z"_s},
                            {u"of_tomorrow"_s, true}};
    return "id: " + QByteArray::number(seq) + "\ndata: " + agent::json::text(entry) + "\n\n";
}

} // namespace

class LogStreamTest : public QObject
{
    Q_OBJECT
private slots:
    void readsEntriesWithTheirNumbers()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::streamHead() + ": ping\n\n" + entryEvent(1) + entryEvent(2));
        });
        ui::LogStream log;
        QList<ui::LogEntry> entries;
        connect(&log, &ui::LogStream::received, this, [&entries](const auto &more) { entries += more; });
        log.watch(server.url(), "secret");
        QTRY_COMPARE(entries.size(), 2);
        QCOMPARE(entries[1].seq, 2);
        QCOMPARE(entries[1].level, ui::LogLevel::Ok);
        QCOMPARE(entries[1].status, std::optional(200));
        QCOMPARE(entries[1].durationMs, std::optional<qint64>(4));
        QCOMPARE(server.requests[0].path, "/control/log");
        QCOMPARE(server.requests[0].headers["authorization"], "Bearer secret");
        QVERIFY(!server.requests[0].headers.contains("last-event-id"));
    }
    void goesOnAfterTheLastEntrySeen()
    {
        FakeServer server([](const auto &request, QTcpSocket &socket) {
            const int last = request.headers.value("last-event-id").toInt();
            socket.write(FakeServer::streamHead() + entryEvent(last + 1));
            socket.disconnectFromHost();
        });
        ui::LogStream log;
        QList<qint64> numbers;
        connect(&log, &ui::LogStream::received, this, [&numbers](const QList<ui::LogEntry> &entries) {
            for (const ui::LogEntry &entry : entries)
                numbers.append(entry.seq);
        });
        QSignalSpy interrupted(&log, &ui::LogStream::interrupted);
        log.watch(server.url(), {});
        QTRY_COMPARE(numbers, (QList<qint64>{1, 2, 3}));
        QVERIFY(interrupted.count() >= 2);
        log.stop();
        const qsizetype asked = server.requests.size();
        QTest::qWait(700);
        QCOMPARE(server.requests.size(), asked);
    }
    void beginsAnewAtAnotherServer()
    {
        FakeServer first(
            [](const auto &, QTcpSocket &socket) { socket.write(FakeServer::streamHead() + entryEvent(9)); });
        FakeServer second(
            [](const auto &, QTcpSocket &socket) { socket.write(FakeServer::streamHead() + entryEvent(1)); });
        ui::LogStream log;
        QSignalSpy received(&log, &ui::LogStream::received);
        log.watch(first.url(), {});
        QTRY_COMPARE(received.count(), 1);
        log.watch(second.url(), {});
        QTRY_COMPARE(received.count(), 2);
        QVERIFY(!second.requests[0].headers.contains("last-event-id"));
    }
    void skipsAnEntryItCannotRead()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::streamHead() + "data: {\"seq\":\"x\"}\n\ndata: nonsense\n\n"
                         + entryEvent(3));
        });
        ui::LogStream log;
        QSignalSpy received(&log, &ui::LogStream::received);
        log.watch(server.url(), {});
        QTRY_COMPARE(received.count(), 1);
        QCOMPARE(received[0][0].value<QList<ui::LogEntry>>().size(), 1);
    }
    void triesAgainWhenRefused()
    {
        int asked = 0;
        FakeServer server([&asked](const auto &, QTcpSocket &socket) {
            const bool early = ++asked < 2;
            socket.write(early ? FakeServer::answer(503, "text/plain", "not yet")
                               : FakeServer::streamHead() + entryEvent(1));
        });
        ui::LogStream log;
        QSignalSpy connected(&log, &ui::LogStream::connected);
        log.watch(server.url(), {});
        QTRY_COMPARE(connected.count(), 1);
        QCOMPARE(asked, 2);
    }
};

QTEST_GUILESS_MAIN(LogStreamTest)
#include "LogStreamTest.moc"
