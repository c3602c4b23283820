// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestParser.h"

#include "tests/unit/server/http/ParserHistory.h"

#include <QTest>

using namespace http;

class RequestParserTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("history");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &history) {
            QTest::newRow(name) << bytes << history;
        };
        row("a GET", "GET /a%20b?c=%20 HTTP/1.1\r\nHost: h\r\nX:  y\t\r\n\r\n",
            {"head GET /a b ? c=%20 | Host=h X=y", "body "});
        row("two requests", "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.0\r\n\r\n",
            {"head GET /1 ?  | Host=h", "body ", "head GET /2 ?  | ", "body "});
        row("a body and the next",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello\r\nGET / HTTP/1.0\r\n\r\n",
            {"head POST / ?  | Host=h Content-Length=5", "body hello", "head GET / ?  | ", "body "});
        row("chunks",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n00a\r\n "
            "123456789\r\n"
            "0\r\nT: 1\r\n\r\nGET / HTTP/1.0\r\n\r\n",
            {"head POST / ?  | Host=h Transfer-Encoding=Chunked", "body hello 123456789", "head GET / ?  | ",
             "body "});
        row("absolute target", "GET http://A.b:1?x HTTP/1.1\r\nHost: h\r\n\r\n",
            {"head GET / ? x | Host=A.b:1", "body "});
        row("a fault after a request", "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nNONSENSE\r\n\r\n",
            {"head GET /1 ?  | Host=h", "body ", "fault 400"});
        row("TLS", "\x16\x03\x01", {"fault 400"});
        row("half a request", "GET / HTTP/1.1\r\nHos", {});
        row("a line too long", "GET /" + QByteArray(200, 'a') + " HTTP/1.1\r\n\r\n", {"fault 414"});
        row("a line too long without an end", "GET /" + QByteArray(200, 'a'), {"fault 414"});
        row("a line as long as allowed", "GET /" + QByteArray(86, 'a') + " HTTP/1.0\r\n\r\n",
            {"head GET /" + QByteArray(86, 'a') + " ?  | ", "body "});
        row("a line one too long", "GET /" + QByteArray(87, 'a') + " HTTP/1.0\r\n\r\n", {"fault 414"});
        row("headers too long",
            "GET / HTTP/1.0\r\nA: " + QByteArray(100, 'a') + "\r\nB: " + QByteArray(100, 'a'), {"fault 431"});
        row("too many headers", "GET / HTTP/1.0\r\nA: \r\nB: \r\nC: \r\nD: \r\nE: \r\nF: \r\n\r\n",
            {"fault 431"});
        row("a body too large", "PUT / HTTP/1.0\r\nContent-Length: 21\r\n\r\n",
            {"head PUT / ?  | Content-Length=21", "fault 413"});
        row("chunks too large",
            "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n10\r\n",
            {"head PUT / ?  | Host=h Transfer-Encoding=chunked", "fault 413"});
        row("trailers too long",
            "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + QByteArray(200, 'a'),
            {"head PUT / ?  | Host=h Transfer-Encoding=chunked", "fault 431"});
    }

    void readsTheSameHoweverItIsCut()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArrayList, history);
        for (const qsizetype step : {bytes.size(), qsizetype(7), qsizetype(1)})
            QCOMPARE(historyOf(bytes, step, tightLimits()), history);
    }

    void keepsNothingOfADiscardedBody()
    {
        RequestParser parser(tightLimits());
        const QByteArray bytes("PUT / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello");
        QByteArrayView rest(bytes);
        QCOMPARE(parser.feed(rest), RequestParser::Step::Head);
        parser.discardBody();
        QCOMPARE(parser.feed(rest), RequestParser::Step::Complete);
        QCOMPARE(parser.bodyBytes(), 5);
        QCOMPARE(parser.take().body, QByteArray());
        QVERIFY(parser.isIdle());
    }

    void takesAnotherLimitForOneBody()
    {
        RequestParser parser(tightLimits());
        const QByteArray one("PUT / HTTP/1.0\r\nContent-Length: 30\r\n\r\n" + QByteArray(30, 'x'));
        const QByteArray bytes = one + one;
        QByteArrayView rest(bytes);
        QCOMPARE(parser.feed(rest), RequestParser::Step::Head);
        parser.limitBody(30);
        QCOMPARE(parser.feed(rest), RequestParser::Step::Complete);
        QCOMPARE(parser.take().body.size(), 30);
        QCOMPARE(parser.feed(rest), RequestParser::Step::Head);
        QCOMPARE(parser.feed(rest), RequestParser::Step::Failed);
    }

    void knowsTheFraming_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("keepAlive");
        QTest::addColumn<bool>("expectsContinue");
        QTest::newRow("1.1") << QByteArray("1") << QByteArray("X: y") << true << false;
        QTest::newRow("1.1 close") << QByteArray("1") << QByteArray("Connection: te , CLOSE") << false
                                   << false;
        QTest::newRow("1.0") << QByteArray("0") << QByteArray("X: y") << false << false;
        QTest::newRow("1.0 keep-alive")
            << QByteArray("0") << QByteArray("Connection: Keep-Alive") << true << false;
        QTest::newRow("expect") << QByteArray("1") << QByteArray("Expect: 100-Continue") << true << true;
        QTest::newRow("1.0 expect") << QByteArray("0") << QByteArray("Expect: 100-continue") << false
                                    << false;
    }

    void knowsTheFraming()
    {
        QFETCH(const QByteArray, version);
        QFETCH(const QByteArray, field);
        RequestParser parser{Limits()};
        const QByteArray bytes = "GET / HTTP/1." + version + "\r\nHost: h\r\n" + field + "\r\n\r\n";
        QByteArrayView rest(bytes);
        QVERIFY(parser.isIdle());
        QCOMPARE(parser.feed(rest), RequestParser::Step::Head);
        QVERIFY(!parser.isIdle());
        QTEST(parser.framing().keepAlive, "keepAlive");
        QTEST(parser.framing().expectsContinue, "expectsContinue");
    }
};

QTEST_GUILESS_MAIN(RequestParserTest)
#include "RequestParserTest.moc"
