// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/EventStream.h"

#include "tests/unit/server/http/FakeExchange.h"

#include <QTest>

using namespace std::chrono_literals;
using http::EventStream;

class EventStreamTest : public QObject
{
    Q_OBJECT
private slots:
    void writesEvents_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("wire");
        const auto row = [](const char *name, const char *id, const char *data, const char *wire) {
            QTest::newRow(name) << QByteArray(id) << QByteArray(data) << QByteArray(wire);
        };
        row("with an id", "7", "{}", "id: 7\ndata: {}\n\n");
        row("without an id", "", "[DONE]", "data: [DONE]\n\n");
        row("empty", "", "", "data: \n\n");
        row("two lines", "", "a\nb", "data: a\ndata: b\n\n");
        row("a line break at the end", "", "a\n", "data: a\ndata: \n\n");
        row("CRLF", "", "a\r\nb", "data: a\ndata: b\n\n");
        row("a lone CR, which ends a line too", "", "a\rid: 9", "data: a\ndata: id: 9\n\n");
        row("a forged id", "1\ndata: x", "y", "id: 1data: x\ndata: y\n\n");
    }

    void writesEvents()
    {
        QFETCH(const QByteArray, id);
        QFETCH(const QByteArray, data);
        const auto exchange = std::make_shared<FakeExchange>();
        EventStream stream(exchange);
        stream.event(id, data);
        QTEST(exchange->written, "wire");
        QCOMPARE(exchange->contentType, QByteArray("text/event-stream"));
        QVERIFY(exchange->headers.contains(http::Header{"Cache-Control", "no-store"}));
    }

    void namesEvents()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        EventStream stream(exchange);
        stream.event("1", "x", "start");
        stream.event({}, "y", "st\ndata: op");
        QCOMPARE(exchange->written,
                 QByteArray("id: 1\nevent: start\ndata: x\n\nevent: stdata: op\ndata: y\n\n"));
    }

    void beatsWhileNothingHappens()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        EventStream stream(exchange, {5ms, {}});
        QTRY_VERIFY(exchange->written.startsWith(": ping\n\n: ping\n\n"));
    }

    void asksForNoMoreThanTheClientReads()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        exchange->blocked = true;
        EventStream stream(exchange);
        int made = 0;
        stream.setPump([&] {
            stream.event({}, QByteArray(1000, 'x'));
            return ++made < 1000;
        });
        stream.pull();
        const qsizetype most = EventStream::queueBytes + 1100;
        QVERIFY(exchange->queued >= EventStream::queueBytes && exchange->queued < most);
        const int before = made;
        stream.pull();
        QCOMPARE(made, before);

        exchange->drain();
        QVERIFY(made > before);
        QVERIFY(exchange->queued < most);
        exchange->blocked = false;
        exchange->drain();
        QCOMPARE(made, 1000);
    }

    void asksAgainWhenItIsTold()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        EventStream stream(exchange);
        QByteArrayList journal{"a", "b"};
        qsizetype next = 0;
        stream.setPump([&] {
            if (next == journal.size())
                return false;
            stream.event({}, journal[next++]);
            return true;
        });
        stream.pull();
        QCOMPARE(exchange->written, QByteArray("data: a\n\ndata: b\n\n"));
        journal.append("c");
        stream.pull();
        QVERIFY(exchange->written.endsWith("data: c\n\n"));
    }

    void leavesThePumpItsOwnState()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        EventStream stream(exchange);
        stream.setPump([s = &stream, next = 0]() mutable {
            s->event(QByteArray::number(++next), {});
            return false;
        });
        stream.pull();
        stream.pull();
        QCOMPARE(exchange->written, QByteArray("id: 1\ndata: \n\nid: 2\ndata: \n\n"));
    }

    void stopsWhenTheClientIsGone()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        EventStream stream(exchange);
        int asked = 0;
        stream.setPump([&] { return exchange->open = ++asked < 3; });
        stream.pull();
        QCOMPARE(asked, 3);
        QVERIFY(!stream.isOpen());
        stream.pull();
        QCOMPARE(asked, 3);
    }

    void mayBeDestroyedByItsOwnPump()
    {
        const auto exchange = std::make_shared<FakeExchange>();
        auto stream = std::make_unique<EventStream>(exchange);
        stream->setPump([&stream] {
            stream->end();
            stream.reset();
            return true;
        });
        EventStream *raw = stream.get();
        raw->pull();
        QVERIFY(exchange->ended);
        QVERIFY(!stream);
        exchange->drain(); // its callback outlives it
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "EventStreamTest.moc"
