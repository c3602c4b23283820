// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/FetchingTool.h"

#include "LoopbackServer.h"
#include "agent/base/Clock.h"
#include "agent/tools/ToolFactory.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ToolPtr made(const ToolSpec &spec, bool mayReachPrivateNetwork)
{
    ToolEnvironment environment;
    environment.environment = {{u"KEY"_s, u"s3cret"_s}};
    environment.mayReachPrivateNetwork = mayReachPrivateNetwork;
    const auto tools = testing::await(ToolFactory(environment).make({spec}));
    return tools ? tools->constFirst() : nullptr;
}

ToolPtr fromToolbox(const QString &tool, bool mayReachPrivateNetwork)
{
    ToolSpec spec;
    spec.kind = ToolboxTool{tool};
    return made(spec, mayReachPrivateNetwork);
}

ToolPtr webReader(bool mayReachPrivateNetwork)
{
    return fromToolbox(u"http_get"_s, mayReachPrivateNetwork);
}

ToolSpec httpSpec(const QString &method, const QString &url, const QString &parameter)
{
    ToolSpec spec;
    spec.parameters =
        QJsonObject{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{parameter, QJsonObject()}}}};
    spec.name = u"ask"_s;
    spec.description = u"Asks."_s;
    HttpTool tool;
    tool.method = method;
    tool.url = url;
    tool.headers = {{u"Authorization"_s, u"Bearer ${KEY}"_s}};
    spec.kind = tool;
    return spec;
}

ToolResult called(const ToolPtr &tool, const QJsonObject &arguments, const std::stop_token &stop = {})
{
    return testing::await(tool->call(arguments, stop));
}

FetchReply replyOf(int status, const QString &contentType, const QByteArray &body)
{
    FetchReply reply;
    reply.status = status;
    reply.reason = u"Reason"_s;
    reply.contentType = contentType;
    reply.body = body;
    reply.url = QUrl(u"http://example.com/"_s);
    return reply;
}

} // namespace

class FetchingToolTest : public QObject
{
    Q_OBJECT
private slots:
    void describesAnAnswer_data()
    {
        QTest::addColumn<QString>("contentType");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const QString plain = u"text/plain"_s;
        QTest::newRow("text") << plain << QByteArray("Grüße")
                              << u"Status: 200 Reason\nContent-Type: text/plain\nLength: 7 bytes\n\nGrüße"_s;
        QTest::newRow("empty") << QString() << QByteArray() << u"Status: 200 Reason\nLength: 0 bytes\n\n"_s;
        QTest::newRow("JSON") << u"application/json"_s << QByteArray("{\"a\":[1]}")
                              << u"Status: 200 Reason\nContent-Type: application/json\nLength: 9 bytes\n\n"
                                 "{\n    \"a\": [\n        1\n    ]\n}"_s;
        QTest::newRow("charset") << u"text/plain; charset=\"ISO-8859-1\""_s << QByteArray("Gr\xfc\xdf")
                                 << u"Status: 200 Reason\nContent-Type: text/plain; charset=\"ISO-8859-1\"\n"
                                    "Length: 4 bytes\n\nGrüß"_s;
        QTest::newRow("binary") << u"image/png"_s << QByteArray("\x89PNG\0", 5)
                                << u"Status: 200 Reason\nContent-Type: image/png\nLength: 5 bytes\n\n"
                                   "(not text, not shown)"_s;
        QTest::newRow("long") << plain << QByteArray(60, 'x')
                              << u"Status: 200 Reason\nContent-Type: text/plain\nLength: 60 bytes\n\n"_s
                + QString(50, u'x') + u"\n\n(cut: the first 50 of 60 characters)"_s;
    }
    void describesAnAnswer()
    {
        QFETCH(QString, contentType);
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        const auto described = describe(replyOf(200, contentType, body), 50);
        QVERIFY_RESULT(described);
        QCOMPARE(*described, text);
    }

    void anErrorStatusIsAnErrorWithTheBeginningOfTheBody()
    {
        const auto missing =
            describe(replyOf(404, u"text/plain"_s, "no\n such  page" + QByteArray(1000, 'x')), 5000);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.startsWith(u"example.com answered 404 Reason: no such pagexxx"_s));
        QVERIFY(missing.error().message.size() < 600);
        QCOMPARE(describe(replyOf(500, {}, {}), 50).error().message, u"example.com answered 500 Reason"_s);
    }

    void getsAPage()
    {
        LoopbackServer server(
            [](const QByteArray &) { return answer("200 OK", "Content-Type: text/plain\r\n", "hello"); });
        const ToolResult result =
            called(webReader(true),
                   {{u"url"_s, server.url(u"/x#part"_s).toString()}, {u"headers"_s, u"{\"X-A\": \"b\"}"_s}});
        QCOMPARE(result,
                 (ToolResult{ToolOutcome::Ok,
                             u"Status: 200 OK\nContent-Type: text/plain\nLength: 5 bytes\n\nhello"_s}));
        QVERIFY(server.requests().constFirst().startsWith("GET /x HTTP/1.1\r\n"));
        QCOMPARE(testing::field(server.requests().constFirst(), "X-A"), QByteArray("b"));
    }

    void getsNothingPrivate()
    {
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        const ToolResult result = called(webReader(false), {{u"url"_s, server.url().toString()}});
        QCOMPARE(result,
                 (ToolResult{ToolOutcome::Error,
                             u"127.0.0.1 is not a public address, and only those may be fetched"_s}));
        QVERIFY(server.requests().isEmpty());
    }

    void postsJson()
    {
        LoopbackServer server([](const QByteArray &) { return answer("201 Created", {}, "made"); });
        const ToolResult result =
            called(fromToolbox(u"http_post"_s, true),
                   {{u"url"_s, server.url(u"/x"_s).toString()}, {u"data"_s, u"{\"n\": 1.50}"_s}});
        QCOMPARE(result, (ToolResult{ToolOutcome::Ok, u"Status: 201 Created\nLength: 4 bytes\n\nmade"_s}));
        const QByteArray request = server.requests().constFirst();
        QVERIFY(request.startsWith("POST /x HTTP/1.1\r\n"));
        QCOMPARE(testing::field(request, "Content-Type"), QByteArray("application/json"));
        QVERIFY(request.endsWith("\r\n\r\n{\"n\": 1.50}"));
    }

    void postsNothing_data()
    {
        QTest::addColumn<QString>("data");
        QTest::addColumn<bool>("anywhere");
        QTest::addColumn<QString>("message");
        QTest::newRow("not JSON")
            << u"n=1"_s << true
            << u"the data cannot be sent: this is not JSON: expected a value at line 1, "
               "column 1"_s;
        QTest::newRow("private") << u"{}"_s << false
                                 << u"127.0.0.1 is not a public address, and only those may be fetched"_s;
    }
    void postsNothing()
    {
        QFETCH(QString, data);
        QFETCH(bool, anywhere);
        QFETCH(QString, message);
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        const ToolResult result = called(fromToolbox(u"http_post"_s, anywhere),
                                         {{u"url"_s, server.url().toString()}, {u"data"_s, data}});
        QCOMPARE(result, (ToolResult{ToolOutcome::Error, message}));
        QVERIFY(server.requests().isEmpty());
    }

    void givesTheFieldThatIsWanted_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        QTest::addColumn<ToolResult>("result");
        const QByteArray body("{\"data\":{\"items\":[{\"name\":\"a\"},{\"name\":\"b\",\"n\":1.50}]}}");
        const auto ok = [](const QString &text) { return ToolResult{ToolOutcome::Ok, text}; };
        const auto failed = [](const QString &text) { return ToolResult{ToolOutcome::Error, text}; };
        QTest::newRow("text") << body << u"data.items.0.name"_s << ok(u"a"_s);
        QTest::newRow("from the end") << body << u"data.items.-1.n"_s << ok(u"1.50"_s);
        QTest::newRow("object") << body << u"data.items.0"_s << ok(u"{\n  \"name\": \"a\"\n}"_s);
        QTest::newRow("not there")
            << body << u"data.itms"_s
            << failed(
                   u"the answer has no \"data.itms\": there is no field \"itms\"; did you mean \"items\"?"_s);
        QTest::newRow("no JSON")
            << QByteArray("<html>") << u"data"_s
            << failed(u"the answer is no JSON: this is not JSON: expected a value at line 1, column 1"_s);
    }
    void givesTheFieldThatIsWanted()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, field);
        QFETCH(ToolResult, result);
        LoopbackServer server([&](const QByteArray &) { return answer("200 OK", {}, body); });
        ToolSpec spec = httpSpec(u"GET"_s, server.url().toString(), u"id"_s);
        std::get<HttpTool>(spec.kind).response = field;
        QCOMPARE(called(made(spec, false), {}), result);
    }

    void readsAPage_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("selector");
        QTest::addColumn<QString>("text");
        const QByteArray html("text/html");
        const QByteArray page("<h1>A</h1><p>Gr&uuml;&szlig;e</p><script>x</script>");
        const QString head = u"Content-Type: text/html\nLength: "_s;
        QTest::newRow("page") << html << page << QString() << head + u"7 characters\n\nA\nGrüße"_s;
        QTest::newRow("elements") << html << page << u"p"_s << head + u"5 characters\n\nGrüße"_s;
        QTest::newRow("no such element")
            << html << page << u"article"_s << u"No <article> elements found on the page."_s;
        QTest::newRow("no text") << html << QByteArray("<script>x</script>") << QString()
                                 << u"No text content found at the URL."_s;
        QTest::newRow("plain") << QByteArray("text/plain") << QByteArray("<p>1") << QString()
                               << u"Content-Type: text/plain\nLength: 4 characters\n\n<p>1"_s;
        QTest::newRow("long") << QByteArray("text/plain") << QByteArray(20'000, 'x') << QString()
                              << u"Content-Type: text/plain\nLength: 20000 characters\n\n"_s
                + QString(10'000, u'x') + u"\n\n(cut: the first 10000 of 20000 characters)"_s;
    }
    void readsAPage()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, selector);
        QFETCH(QString, text);
        LoopbackServer server(
            [&](const QByteArray &) { return answer("200 OK", "Content-Type: " + type + "\r\n", body); });
        const QString url = server.url(u"/a%20b"_s).toString(QUrl::FullyEncoded);
        const ToolResult result =
            called(fromToolbox(u"scrape_url"_s, true), {{u"url"_s, url}, {u"selector"_s, selector}});
        const QString head = text.startsWith(u"No "_s) ? QString() : u"URL: "_s + url + u'\n';
        QCOMPARE(result, (ToolResult{ToolOutcome::Ok, head + text}));
    }

    void readsNoPage_data()
    {
        QTest::addColumn<QByteArray>("answered");
        QTest::addColumn<QString>("selector");
        QTest::addColumn<bool>("anywhere");
        QTest::addColumn<QString>("message");
        QTest::newRow("not found") << answer("404 Not Found") << QString() << true
                                   << u"127.0.0.1 answered 404 Not Found"_s;
        QTest::newRow("binary") << answer("200 OK", {}, QByteArray("\0\1", 2)) << QString() << true
                                << u"there is no text at "_s;
        QTest::newRow("more than a name") << answer("200 OK", {}, "a") << u"p > a"_s << true
                                          << u"the selector must be the name of an element"_s;
        QTest::newRow("private") << answer("200 OK", {}, "a") << QString() << false
                                 << u"127.0.0.1 is not a public address"_s;
    }
    void readsNoPage()
    {
        QFETCH(QByteArray, answered);
        QFETCH(QString, selector);
        QFETCH(bool, anywhere);
        QFETCH(QString, message);
        LoopbackServer server([&](const QByteArray &) { return answered; });
        const ToolResult result = called(fromToolbox(u"scrape_url"_s, anywhere),
                                         {{u"url"_s, server.url().toString()}, {u"selector"_s, selector}});
        QCOMPARE(result.outcome, ToolOutcome::Error);
        QVERIFY2(result.text.startsWith(message), qPrintable(result.text));
    }

    void refusesBadHeaders_data()
    {
        QTest::addColumn<QString>("headers");
        QTest::newRow("not JSON") << u"X-A: b"_s;
        QTest::newRow("not texts") << u"{\"X-A\": 1}"_s;
        QTest::newRow("a list") << u"[]"_s;
        QTest::newRow("line break") << u"{\"X-A\": \"b\\r\\nX-B: c\"}"_s;
        QTest::newRow("host") << u"{\"Host\": \"localhost\"}"_s;
    }
    void refusesBadHeaders()
    {
        QFETCH(QString, headers);
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        const ToolResult result =
            called(webReader(true), {{u"url"_s, server.url().toString()}, {u"headers"_s, headers}});
        QCOMPARE(result.outcome, ToolOutcome::Error);
        QVERIFY(server.requests().isEmpty());
    }

    void givesUpInTime()
    {
        LoopbackServer server([](const QByteArray &) { return QByteArray(); });
        const ToolResult result =
            called(webReader(true), {{u"url"_s, server.url().toString()}, {u"timeout"_s, 1}});
        QCOMPARE(result, (ToolResult{ToolOutcome::Timeout, u"127.0.0.1 did not answer in time"_s}));
    }

    void stopsAtOnce()
    {
        LoopbackServer server([](const QByteArray &) { return QByteArray(); });
        const ToolPtr tool = webReader(true);
        std::stop_source stop;
        auto task = tool->call({{u"url"_s, server.url().toString()}}, stop.get_token());
        QTRY_COMPARE(server.requests().size(), 1);
        const Stopwatch watch;
        stop.request_stop();
        QCOMPARE(testing::await(std::move(task)).outcome, ToolOutcome::Cancelled);
        QVERIFY(watch.elapsed() < 100ms);
    }

    void anAuthorMayNameAHostOfThisMachine()
    {
        LoopbackServer server([](const QByteArray &) { return answer("200 OK", {}, "{\"ok\":true}"); });
        const ToolPtr tool = made(httpSpec(u"POST"_s, server.url().toString() + u"{id}"_s, u"id"_s), false);
        QVERIFY(tool);
        QCOMPARE(tool->info().kind, u"http"_s);
        QCOMPARE(tool->info().sideEffect, SideEffect::Network);
        const ToolResult result = called(tool, {{u"id"_s, u"a b"_s}});
        QCOMPARE(result.outcome, ToolOutcome::Ok);
        QVERIFY(result.text.endsWith(u"\n\n{\n    \"ok\": true\n}"_s));
        const QByteArray request = server.requests().constFirst();
        QVERIFY(request.startsWith("POST /a%20b HTTP/1.1\r\n"));
        QCOMPARE(testing::field(request, "Authorization"), QByteArray("Bearer s3cret"));
        QVERIFY(request.endsWith("\r\n\r\n{}"));
    }

    void aModelMayNot()
    {
        const ToolPtr tool = made(httpSpec(u"GET"_s, u"http://{host}/"_s, u"host"_s), false);
        QVERIFY(tool);
        const ToolResult result = called(tool, {{u"host"_s, u"localhost"_s}});
        QCOMPARE(result.text, u"localhost is not a public address, and only those may be fetched"_s);
    }

    void refusesAPlaceThatIsNoParameter()
    {
        const ToolSpec spec = httpSpec(u"GET"_s, u"http://localhost/{city}"_s, u"town"_s);
        const auto tools = testing::await(ToolFactory(ToolEnvironment()).make({spec}));
        QVERIFY(!tools);
        QCOMPARE(tools.error().message, u"{city} is not among the tool's parameters"_s);
    }
};

QTEST_GUILESS_MAIN(FetchingToolTest)
#include "FetchingToolTest.moc"
