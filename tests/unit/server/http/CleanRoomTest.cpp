// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/CleanRoom.h"

#include "tests/unit/server/http/FakeExchange.h"

#include <QTest>

using namespace http;

class CleanRoomTest : public QObject
{
    Q_OBJECT
private slots:
    void handsEachRequestToItsRoute()
    {
        QByteArrayList handled;
        const auto note = [&handled](const QByteArray &name) {
            return [&handled, name](const ExchangePtr &exchange) {
                handled.append(name + ' ' + exchange->request().method + ' ' + exchange->request().body);
            };
        };
        CleanRoom room({{"GET", "/a.b", Scope::Public, Body::None, note("get")},
                        {"POST", "/a.b", Scope::Public, Body::Json, note("post")},
                        {"PUT", "/a.b", Scope::Public, Body::Json, note("put")},
                        {"DELETE", "/a.b", Scope::Public, Body::None, note("delete")}});
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "DELETE"})
            room.handle(exchange({method, "/a.b", "x=1", {}, "body"}));
        QCOMPARE(handled,
                 (QByteArrayList{"get GET body", "get HEAD body", "post POST body", "put PUT body",
                                 "delete DELETE body"}));
    }

    void dropsWhatHasNoRoute()
    {
        bool handled = false;
        CleanRoom room(
            {{"GET", "/a.b", Scope::Public, Body::None, [&](const ExchangePtr &) { handled = true; }}});
        for (const char *path : {"/axb", "/a", "/a.b/c", "/"}) {
            const ExchangePtr lost = exchange({"GET", path, {}, {}, {}});
            room.handle(lost);
            QCOMPARE(lost.use_count(), 1L);
        }
        QVERIFY(!handled);
    }

    void takesALargeBody()
    {
        qsizetype bytes = 0;
        CleanRoom room({{"POST", "/", Scope::Public, Body::Json,
                         [&](const ExchangePtr &exchange) { bytes = exchange->request().body.size(); }}});
        for (int i = 0; i < 3; ++i)
            room.handle(exchange({"POST", "/", {}, {}, QByteArray(4 << 20, 'x')}));
        QCOMPARE(bytes, qsizetype(4 << 20));
    }

    void survivesAHandlerThatThrows()
    {
        int calls = 0;
        CleanRoom room({{"GET", "/", Scope::Public, Body::None, [&](const ExchangePtr &) {
                             ++calls;
                             throw 1;
                         }}});
        QTest::ignoreMessage(QtCriticalMsg, "a handler threw");
        QTest::ignoreMessage(QtCriticalMsg, "a handler threw");
        room.handle(exchange({"GET", "/", {}, {}, {}}));
        room.handle(exchange({"GET", "/", {}, {}, {}}));
        QCOMPARE(calls, 2);
    }

    void letsNoHeaderOfTheClientIn()
    {
        const Request request{"POST",
                              "/\xc3\xa9 \r\n?",
                              "a=b",
                              {{"X-Slipway-Exchange", "1"},
                               {"Transfer-Encoding", "chunked"},
                               {"Upgrade", "websocket"},
                               {"Content-Type", "application/json"}},
                              "{}"};
        QCOMPARE(
            CleanRoom::canonical(request, "7"),
            QByteArray("POST /%C3%A9%20%0D%0A%3F HTTP/1.1\r\nHost: localhost\r\nx-slipway-exchange: 7\r\n"
                       "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));
    }

private:
    static ExchangePtr exchange(const Request &request) { return std::make_shared<FakeExchange>(request); }
};

QTEST_GUILESS_MAIN(CleanRoomTest)
#include "CleanRoomTest.moc"
