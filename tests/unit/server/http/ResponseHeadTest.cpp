// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/ResponseHead.h"

#include <QTest>

using namespace http;

class ResponseHeadTest : public QObject
{
    Q_OBJECT
private slots:
    void dropsFieldsThatWouldBreakTheFraming()
    {
        ResponseHead head;
        head.contentType = "text/plain\r\nX-Evil: 1";
        head.headers = {{"X-Good", "1"}, {"X-Bad", "1\r\nX-Evil: 1"}, {"X Bad", "1"}, {"", "1"}};
        const QByteArray bytes = wire(head);
        QVERIFY(bytes.contains("\r\nX-Good: 1\r\n"));
        QVERIFY(!bytes.contains("Evil"));
        QVERIFY(!bytes.contains("Bad"));
        QVERIFY(bytes.endsWith("\r\n\r\n"));
    }

    void leavesTheCachingToWhoStatesIt()
    {
        ResponseHead head;
        head.contentType = "application/json";
        QVERIFY(wire(head).contains("\r\nCache-Control: no-store\r\n"));
        head.headers = {{"cache-control", "max-age=60"}};
        QVERIFY(!wire(head).contains("no-store"));
    }

    void writesNoLengthWhereThereIsNoBody()
    {
        ResponseHead head;
        head.contentLength = 0;
        QVERIFY(wire(head).contains("\r\nContent-Length: 0\r\n"));
        head.status = 204;
        QVERIFY(!wire(head).contains("Content-Length"));
        QVERIFY(wire(head).startsWith("HTTP/1.1 204 No Content\r\n"));
    }

    void framesChunks() { QCOMPARE(chunk(QByteArray(26, 'x')), "1a\r\n" + QByteArray(26, 'x') + "\r\n"); }
};

QTEST_GUILESS_MAIN(ResponseHeadTest)
#include "ResponseHeadTest.moc"
