// SPDX-License-Identifier: GPL-3.0-or-later
#include "LoopbackServer.h"
#include "OfferedTools.h"
#include "agent/base/Clock.h"

using namespace agent;
using namespace agent::mcp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray bodyOf(const QByteArray &request)
{
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

QString methodOf(const QByteArray &request)
{
    return json::parseText(bodyOf(request)).value_or(QJsonValue())[u"method"].toString();
}

QByteArray idOf(const QByteArray &request)
{
    return json::text(json::parseText(bodyOf(request)).value_or(QJsonValue())[u"id"]);
}

QByteArray rpc(const QByteArray &request, const QByteArray &result)
{
    return R"({"jsonrpc":"2.0","id":)" + idOf(request) + R"(,"result":)" + result + "}";
}

QByteArray answerJson(const QByteArray &request, const QByteArray &result, const QByteArray &headers = {})
{
    return answer("200 OK", "Content-Type: application/json\r\n" + headers, rpc(request, result));
}

QByteArray refusal(const QByteArray &status, const QByteArray &code)
{
    return answer(status, "Content-Type: application/json\r\n",
                  R"({"jsonrpc":"2.0","id":null,"error":{"code":)" + code + R"(,"message":"no"}})");
}

const QByteArray oneTool = R"({"tools":[{"name":"look","inputSchema":{"type":"object"}}]})";
const QByteArray hello = R"({"content":[{"type":"text","text":"hello"}]})";

/// A server of the era with the handshake; what it does in a call is the test's.
QByteArray legacy(const QByteArray &request, const LoopbackServer::Script &call, const QByteArray &can = "{}")
{
    const QString method = methodOf(request);
    if (method == u"initialize")
        return answerJson(request, R"({"protocolVersion":"2025-11-25","capabilities":)" + can + "}",
                          "Mcp-Session-Id: s-1\r\n");
    if (method == u"tools/list")
        return answerJson(request, oneTool);
    return method == u"tools/call" ? call(request) : answer("202 Accepted");
}

QByteArray stream(const QByteArray &events)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + events;
}

QCoro::Task<Reply> declined()
{
    co_return Reply{Reply::How::Declined};
}

/// One that knows no other era than the one without.
QByteArray modern(const QByteArray &request, const LoopbackServer::Script &call, const QByteArray &can = "{}")
{
    const QString method = methodOf(request);
    if (method == u"server/discover")
        return answerJson(request,
                          R"({"supportedVersions":["2026-07-28"],"resultType":"complete","capabilities":)"
                              + can + "}");
    if (method == u"tools/list")
        return answerJson(request, oneTool);
    return method == u"tools/call" ? call(request) : refusal("400 Bad Request", "-32602");
}

} // namespace

/// MCP servers at addresses.
class McpHttpTest : public QObject
{
    Q_OBJECT

    Servers m_servers;

    Result<QList<ToolPtr>> tools(const QUrl &url)
    {
        McpSpec spec;
        spec.url = url.toString();
        spec.headers = {{u"Authorization"_s, u"Bearer ${TOKEN}"_s}};
        spec.timeout = 1;
        return testing::toolsOf(m_servers.tools({{u"far"_s, spec}}, {}, {{u"TOKEN"_s, u"t-1"_s}}));
    }
    static ToolResult called(const Result<QList<ToolPtr>> &tools, const std::stop_token &stop = {})
    {
        if (!tools)
            qFatal("%s", qPrintable(tools.error().message));
        return testing::await(tools->constFirst()->call({}, stop));
    }
    static QStringList methods(const LoopbackServer &server)
    {
        QStringList list;
        for (const QByteArray &request : server.requests())
            list.append(methodOf(request));
        return list;
    }

private slots:
    void shakesHandsAndKeepsTheSession()
    {
        const auto call = [](const QByteArray &request) { return answerJson(request, hello); };
        LoopbackServer server([&](const QByteArray &request) { return legacy(request, call); });
        QCOMPARE(called(tools(server.url(u"/mcp"_s))), (ToolResult{ToolOutcome::Ok, u"hello"_s}));
        QCOMPARE(
            methods(server),
            (QStringList{u"initialize"_s, u"notifications/initialized"_s, u"tools/list"_s, u"tools/call"_s}));
        for (const QByteArray &request : server.requests()) {
            const bool isFirst = methodOf(request) == u"initialize";
            QVERIFY(request.startsWith("POST /mcp HTTP/1.1\r\n"));
            QCOMPARE(testing::field(request, "Accept"), "application/json, text/event-stream");
            QCOMPARE(testing::field(request, "Authorization"), "Bearer t-1");
            QCOMPARE(testing::field(request, "Mcp-Session-Id"), isFirst ? "" : "s-1");
            QCOMPARE(testing::field(request, "MCP-Protocol-Version"), isFirst ? "" : "2025-11-25");
        }
    }

    void speaksTheNewEraWithAServerThatKnowsNoOther()
    {
        const auto call = [](const QByteArray &request) { return answerJson(request, hello); };
        LoopbackServer server([&](const QByteArray &request) { return modern(request, call); });
        QCOMPARE(called(tools(server.url())).text, u"hello"_s);
        const QByteArray last = server.requests().constLast();
        QCOMPARE(testing::field(last, "MCP-Protocol-Version"), "2026-07-28");
        QCOMPARE(testing::field(last, "Mcp-Method"), "tools/call");
        QCOMPARE(testing::field(last, "Mcp-Name"), "look");
        QVERIFY(bodyOf(last).contains("io.modelcontextprotocol/clientCapabilities"));
    }

    void tellsHowFarACallIs()
    {
        const auto call = [](const QByteArray &request) {
            const QByteArray token =
                json::text(json::parseText(bodyOf(request)).value_or(QJsonValue())[u"params"][u"_meta"]);
            const QByteArray step =
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                + token.chopped(1) + ",\"progress\":";
            return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + step + "0.5}}\n\n" + step
                + "1}}\n\ndata: " + rpc(request, hello) + "\n\n";
        };
        LoopbackServer server([&](const QByteArray &request) { return legacy(request, call); });
        QList<ToolProgress> heard;
        const CallContext context({}, [&heard](const ToolProgress &progress) { heard.append(progress); });
        const auto all = tools(server.url());
        QVERIFY_RESULT(all);
        QCOMPARE(testing::await(all->constFirst()->call({}, context)).text, u"hello"_s);
        QCOMPARE(heard, (QList<ToolProgress>{{{}, {}, 0.5}, {{}, {}, 1.0}}));
    }

    void readsAnAnswerFromAStreamAndAnswersWhatItIsAsked()
    {
        const auto call = [](const QByteArray &request) {
            return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n"
                   "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"ping\"}\n\n"
                   "data: "
                + rpc(request, hello) + "\n\n";
        };
        LoopbackServer server([&](const QByteArray &request) { return legacy(request, call); });
        const auto all = tools(server.url());
        QCOMPARE(called(all).text, u"hello"_s);
        QTRY_COMPARE(bodyOf(server.requests().constLast()), R"({"id":"q","jsonrpc":"2.0","result":{}})");
    }

    void goesOnWithAStreamThatWasCut()
    {
        QByteArray result;
        const auto call = [&](const QByteArray &request) {
            result = rpc(request, hello);
            return stream("id: e-1\nretry: 20\ndata: \n\ndata: {\"half");
        };
        LoopbackServer server([&](const QByteArray &request) {
            const bool isRest = request.startsWith("GET ");
            return isRest ? stream("data: " + result + "\n\n") : legacy(request, call);
        });
        QCOMPARE(called(tools(server.url())).text, u"hello"_s);
        const QByteArray last = server.requests().constLast();
        QCOMPARE(testing::field(last, "Last-Event-ID"), "e-1");
        QCOMPARE(testing::field(last, "Accept"), "text/event-stream");
        QCOMPARE(testing::field(last, "Mcp-Session-Id"), "s-1");
        QCOMPARE(testing::field(last, "Authorization"), "Bearer t-1");
    }

    void asksAPersonInTheMiddleOfACall()
    {
        QByteArray result;
        QByteArray said;
        const auto call = [&](const QByteArray &request) {
            result = rpc(request, hello);
            return stream("id: e-1\nretry: 20\ndata: {\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":"
                          "\"elicitation/create\",\"params\":{\"message\":\"Sure?\"}}\n\n");
        };
        LoopbackServer server([&](const QByteArray &request) {
            if (request.startsWith("GET "))
                return stream("data: " + result + "\n\n");
            if (methodOf(request).isEmpty())
                said = bodyOf(request);
            return legacy(request, call);
        });
        const auto ask = [](const Question &, const std::stop_token &) { return declined(); };
        const CallContext context({}, {}, ask);
        const auto all = tools(server.url());
        QVERIFY_RESULT(all);
        QCOMPARE(testing::await(all->constFirst()->call({}, context)).text, u"hello"_s);
        QCOMPARE(said, R"({"id":"q","jsonrpc":"2.0","result":{"action":"decline"}})");
    }

    void saysThatAStreamWasCutForGood()
    {
        const auto call = [](const QByteArray &) { return stream("id: e-1\nretry: 20\ndata: \n\n"); };
        LoopbackServer server([&](const QByteArray &request) {
            return request.startsWith("GET ") ? answer("405 Method Not Allowed") : legacy(request, call);
        });
        QCOMPARE(called(tools(server.url())).text,
                 u"The MCP server \"far\" answered 405 Method Not Allowed."_s);
    }

    void hearsThatAServerHasOtherTools_data()
    {
        QTest::addColumn<bool>("isModern");
        QTest::newRow("with a handshake") << false;
        QTest::newRow("without") << true;
    }
    void hearsThatAServerHasOtherTools()
    {
        QFETCH(const bool, isModern);
        const QByteArray news = stream("id: 7\nretry: 20\ndata: {\"jsonrpc\":\"2.0\",\"method\":"
                                       "\"notifications/tools/list_changed\"}\n\n");
        const QByteArray can = R"({"tools":{"listChanged":true}})";
        QList<QByteArray> asked;
        LoopbackServer server([&](const QByteArray &request) {
            if (request.startsWith("GET ") || methodOf(request) == u"subscriptions/listen") {
                asked.append(testing::field(request, "Last-Event-ID"));
                return asked.size() < 3 ? news : answer("405 Method Not Allowed");
            }
            return isModern ? modern(request, {}, can) : legacy(request, {}, can);
        });
        int changes = 0;
        m_servers.whenChanged([&changes] { ++changes; });
        const auto all = tools(server.url());
        QTRY_COMPARE(asked.size(), 3);
        QTRY_COMPARE(changes, 2);
        QTest::qWait(200);
        QCOMPARE(asked.size(), 3); // it was left alone
        QCOMPARE(asked.constLast(), isModern ? QByteArray() : QByteArray("7"));
        m_servers.whenChanged({});
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<QString>("message");
        const QByteArray html = "<html>Sorry</html>";
        const QByteArray type = "Content-Type: text/html\r\n";
        QTest::newRow("no key") << answer("401 Unauthorized")
                                << u"answered 401 Unauthorized; check its \"headers\" in the agent file."_s;
        QTest::newRow("forgetful") << answer("404 Not Found")
                                   << u"answered 404 Not Found: it has forgotten the session."_s;
        QTest::newRow("broken") << answer("500 Internal Server Error", type, html)
                                << u"answered 500 Internal Server Error: <html>Sorry</html>."_s;
        QTest::newRow("a page") << answer("200 OK", type, html)
                                << u"answered 200 OK without an answer to what was asked."_s;
        QTest::newRow("elsewhere") << answer("302 Found", "Location: /\r\n")
                                   << u"answered 302 Found without an answer to what was asked."_s;
        QTest::newRow("refusal") << refusal("400 Bad Request", "-32600")
                                 << u"refused tools/call: no (-32600)."_s;
        QTest::newRow("stream without an answer")
            << answer("200 OK", "Content-Type: text/event-stream\r\n", "data: x\n\n")
            << u"answered 200 OK without an answer to what was asked."_s;
        QTest::newRow("too much") << answer("200 OK", "Content-Type: application/json\r\n",
                                            QByteArray(10'000'000, ' '))
                                  << u"sent a message of more than 8 MiB."_s;
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << u"could not be reached: "_s;
        QTest::newRow("silence") << QByteArray() << u"did not answer tools/call within 1 s."_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, response);
        QFETCH(QString, message);
        const auto call = [&](const QByteArray &) { return response; };
        LoopbackServer server([&](const QByteArray &request) { return legacy(request, call); });
        const ToolResult result = called(tools(server.url()));
        QVERIFY(result.outcome != ToolOutcome::Ok);
        QVERIFY2(result.text.startsWith(u"The MCP server \"far\" "_s + message), qPrintable(result.text));
    }

    void saysThatNobodyIsThere()
    {
        const auto none = tools(QUrl(u"http://127.0.0.1:1/mcp"_s));
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Unavailable);
        QVERIFY2(none.error().message.startsWith(u"The MCP server \"far\" could not be reached: "_s),
                 qPrintable(none.error().message));
        QCOMPARE(none.error().where, u"/mcp_servers/far"_s);
    }

    void connectsAnewToAServerThatForgotTheSession()
    {
        const auto call = [](const QByteArray &) { return answer("404 Not Found"); };
        LoopbackServer server([&](const QByteArray &request) { return legacy(request, call); });
        const auto before = tools(server.url());
        QCOMPARE(called(before).outcome, ToolOutcome::Error);
        const auto after = tools(server.url());
        QCOMPARE(methods(server).count(u"initialize"_s), 2);
    }

    void tellsTheServerThatNobodyWaitsAnyMore_data()
    {
        QTest::addColumn<bool>("isModern");
        QTest::newRow("by a message") << false;
        QTest::newRow("by the end of the connection") << true;
    }
    void tellsTheServerThatNobodyWaitsAnyMore()
    {
        QFETCH(bool, isModern);
        const auto silent = [](const QByteArray &) { return QByteArray(); };
        LoopbackServer server([&](const QByteArray &request) {
            return isModern ? modern(request, silent) : legacy(request, silent);
        });
        const auto all = tools(server.url());
        std::stop_source stop;
        QTimer::singleShot(50ms, this, [&stop] { stop.request_stop(); });
        const Stopwatch watch;
        QCOMPARE(called(all, stop.get_token()).outcome, ToolOutcome::Cancelled);
        QVERIFY(watch.elapsed() < 500ms);
        QTRY_COMPARE(methods(server).contains(u"notifications/cancelled"_s), !isModern);
        QTRY_COMPARE(server.disconnects(), int(server.requests().size()));
    }
};

QTEST_GUILESS_MAIN(McpHttpTest)
#include "McpHttpTest.moc"
