// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/RequestTemplate.h"

#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

HttpTool toolFor(const QString &method, const QString &url, const QMap<QString, QString> &headers = {})
{
    HttpTool tool;
    tool.method = method;
    tool.url = url;
    tool.headers = headers;
    return tool;
}

Result<FetchRequest> filled(const HttpTool &tool, const QJsonObject &arguments)
{
    const auto made = RequestTemplate::make(tool, {{u"KEY"_s, u"s3cret"_s}});
    if (!made)
        return tl::unexpected(made.error());
    return made->fill(arguments);
}

} // namespace

class RequestTemplateTest : public QObject
{
    Q_OBJECT
private slots:
    void fillsTheUrl_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QByteArray>("filled");
        const auto row = [](const char *name, const QString &method, const QString &url,
                            const QJsonObject &arguments, const QByteArray &filled) {
            QTest::newRow(name) << method << url << arguments << filled;
        };
        row("path", u"GET"_s, u"http://h/users/{id}/x"_s, {{u"id"_s, 7}}, "http://h/users/7/x");
        row("a slash stays in its segment", u"GET"_s, u"http://h/{a}/x"_s, {{u"a"_s, u"b/c?d#e"_s}},
            "http://h/b%2Fc%3Fd%23e/x");
        row("a percent sign is a percent sign", u"GET"_s, u"http://h/{a}"_s, {{u"a"_s, u"%2e%2e"_s}},
            "http://h/%252e%252e");
        row("letters beyond ASCII", u"GET"_s, u"http://h/{a}"_s, {{u"a"_s, u"São Paulo"_s}},
            "http://h/S%C3%A3o%20Paulo");
        row("query", u"GET"_s, u"http://h/?q={q}&n=1"_s, {{u"q"_s, u"a&b=c+d"_s}},
            "http://h/?q=a%26b%3Dc%2Bd&n=1");
        row("empty in the query", u"GET"_s, u"http://h/?q={q}"_s, {{u"q"_s, QString()}}, "http://h/?q=");
        row("the rest goes to the query", u"GET"_s, u"http://h/{a}"_s,
            {{u"a"_s, u"x"_s}, {u"b"_s, true}, {u"c d"_s, u"e f"_s}, {u"n"_s, 1.5}},
            "http://h/x?b=true&c%20d=e%20f&n=1.5");
        row("after a query that is there", u"DELETE"_s, u"http://h/?a=1#part"_s, {{u"b"_s, 2}},
            "http://h/?a=1&b=2");
        row("lists as JSON", u"GET"_s, u"http://h/"_s, {{u"l"_s, QJsonArray{1, 2}}},
            "http://h/?l=%5B1%2C2%5D");
        row("braces in an argument", u"GET"_s, u"http://h/{a}/{b}"_s, {{u"a"_s, u"{b}"_s}, {u"b"_s, u"x"_s}},
            "http://h/%7Bb%7D/x");
        row("left out of the query", u"GET"_s, u"http://h/x?a={a}&b=1&c={c}{a}&d={d}#e"_s, {{u"d"_s, 2}},
            "http://h/x?b=1&d=2");
        row("all left out of the query", u"GET"_s, u"http://h/x?a={a}"_s, {}, "http://h/x");
        row("host", u"GET"_s, u"https://{shop}.example.com/"_s, {{u"shop"_s, u"blue-1"_s}},
            "https://blue-1.example.com/");
    }
    void fillsTheUrl()
    {
        QFETCH(QString, method);
        QFETCH(QString, url);
        QFETCH(QJsonObject, arguments);
        QFETCH(QByteArray, filled);
        const auto request = ::filled(toolFor(method, url), arguments);
        QVERIFY_RESULT(request);
        QCOMPARE(request->url.toEncoded(), filled);
        QCOMPARE(request->method, method.toLatin1());
        QVERIFY(request->body.isEmpty());
    }

    void sendsTheRestAsJson_data()
    {
        QTest::addColumn<QString>("method");
        for (const char *method : {"POST", "PUT", "PATCH", "post"})
            QTest::newRow(method) << QString::fromLatin1(method);
    }
    void sendsTheRestAsJson()
    {
        QFETCH(QString, method);
        const auto request = filled(toolFor(method, u"http://h/{id}"_s),
                                    {{u"id"_s, 1}, {u"name"_s, u"Ana"_s}, {u"tags"_s, QJsonArray{u"a"_s}}});
        QVERIFY_RESULT(request);
        QCOMPARE(request->method, method.toUpper().toLatin1());
        QCOMPARE(request->body, QByteArray("{\"name\":\"Ana\",\"tags\":[\"a\"]}"));
        QCOMPARE(request->headers, (QList<HttpHeader>{{"Content-Type", "application/json"}}));
        QCOMPARE(request->url, QUrl(u"http://h/1"_s));
    }

    void sendsABodyAsItIsWritten_data()
    {
        QTest::addColumn<QJsonValue>("written");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QByteArray>("sent");
        const QJsonObject mapping{{u"q"_s, u"title:{a}"_s},
                                  {u"n"_s, u"{n}"_s},
                                  {u"f"_s, QJsonObject{{u"tags"_s, u"{tags}"_s}, {u"on"_s, true}}},
                                  {u"l"_s, QJsonArray{u"{a}"_s, 1}}};
        QTest::newRow("values") << QJsonValue(
            mapping) << QJsonObject{{u"a"_s, u"\"{n}"_s}, {u"n"_s, 5}, {u"tags"_s, QJsonArray{u"x"_s}}}
                                << QByteArray("{\"f\":{\"on\":true,\"tags\":[\"x\"]},"
                                              "\"l\":[\"\\\"{n}\",1],\"n\":5,\"q\":\"title:\\\"{n}\"}");
        QTest::newRow("left out") << QJsonValue(mapping) << QJsonObject{{u"a"_s, u"b"_s}}
                                  << QByteArray("{\"f\":{\"on\":true},\"l\":[\"b\",1],\"q\":\"title:b\"}");
        QTest::newRow("text") << QJsonValue(u"{a}, {b}!"_s) << QJsonObject{{u"a"_s, u"Ä"_s}}
                              << QByteArray("\xc3\x84, !");
        QTest::newRow("nothing of its own")
            << QJsonValue(QJsonObject()) << QJsonObject{{u"a"_s, 1}} << QByteArray("{}");
    }
    void sendsABodyAsItIsWritten()
    {
        QFETCH(QJsonValue, written);
        QFETCH(QJsonObject, arguments);
        QFETCH(QByteArray, sent);
        HttpTool tool = toolFor(u"POST"_s, u"http://h/"_s);
        tool.body = written;
        const auto request = filled(tool, arguments);
        QVERIFY_RESULT(request);
        QCOMPARE(request->body, sent);
        QCOMPARE(request->url.toEncoded(), QByteArray("http://h/"));
        const QByteArray type = written.isString() ? "text/plain; charset=utf-8" : "application/json";
        QCOMPARE(request->headers, (QList<HttpHeader>{{"Content-Type", type}}));
    }
    void sendsABodyAsTheTypeTheHeadersName()
    {
        HttpTool tool = toolFor(u"PUT"_s, u"http://h/"_s, {{u"content-type"_s, u"text/csv"_s}});
        tool.body = u"a,{b}"_s;
        const auto request = filled(tool, {{u"b"_s, 1}});
        QVERIFY_RESULT(request);
        QCOMPARE(request->headers, (QList<HttpHeader>{{"content-type", "text/csv"}}));
        QCOMPARE(request->body, QByteArray("a,1"));
    }

    void trustsOnlyAHostThatIsFixed()
    {
        QVERIFY(filled(toolFor(u"GET"_s, u"http://localhost:1234/{a}"_s), {{u"a"_s, u"x"_s}})->trustsOrigin);
        QVERIFY(!filled(toolFor(u"GET"_s, u"http://{a}/"_s), {{u"a"_s, u"localhost"_s}})->trustsOrigin);
        QVERIFY(!filled(toolFor(u"GET"_s, u"http://a.{a}:80/"_s), {{u"a"_s, u"localhost"_s}})->trustsOrigin);
    }

    void fillsHeaders()
    {
        const auto request =
            filled(toolFor(u"GET"_s, u"http://h/"_s,
                           {{u"Authorization"_s, u"Bearer ${KEY}"_s}, {u"X-Name"_s, u"{name} + {name}"_s}}),
                   {{u"name"_s, u"${KEY}"_s}});
        QVERIFY_RESULT(request);
        // What an argument brings along stays as it is: a model cannot ask for the key.
        QCOMPARE(request->headers,
                 (QList<HttpHeader>{{"Authorization", "Bearer s3cret"}, {"X-Name", "${KEY} + ${KEY}"}}));
        QVERIFY(request->url.query().isEmpty());
    }

    void refusesArguments_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("message");
        const QString elsewhere = u"an argument makes the address lead elsewhere"_s;
        const auto row = [](const char *name, const QString &url, const QString &header, const QJsonValue &a,
                            const QString &message) {
            QTest::newRow(name) << url << header << QJsonObject{{u"a"_s, a}} << message;
        };
        row("up", u"http://h/users/{a}/x"_s, {}, u".."_s, elsewhere);
        row("here", u"http://h/users/{a}"_s, {}, u"."_s, elsewhere);
        row("up in two parts", u"http://h/{a}{a}/x"_s, {}, u"."_s, elsewhere);
        row("empty in the path", u"http://h/users/{a}"_s, {}, QString(),
            u"the address needs the argument \"a\""_s);
        row("another host", u"http://{a}.example.com/"_s, {}, u"evil.com/x"_s,
            u"\"a\" must be a host name"_s);
        row("user name in the host", u"http://{a}.example.com/"_s, {}, u"x@evil.com"_s,
            u"\"a\" must be a host name"_s);
        row("line break in a header", u"http://h/"_s, u"{a}"_s, u"x\r\nEvil: 1"_s,
            u"the header \"X-A\" cannot hold a line break or other control character"_s);
        row("variable that is not set", u"http://h/{a}"_s, u"${NONE}"_s, u"x"_s,
            u"for a header, the environment variable NONE is not set; write ${NONE:-…} to give it a default"_s);
        QTest::newRow("missing") << u"http://h/{a}"_s << QString() << QJsonObject()
                                 << u"the address needs the argument \"a\""_s;
    }
    void refusesArguments()
    {
        QFETCH(QString, url);
        QFETCH(QString, header);
        QFETCH(QJsonObject, arguments);
        QFETCH(QString, message);
        const auto request = filled(toolFor(u"GET"_s, url, {{u"X-A"_s, header}}), arguments);
        QVERIFY(!request);
        QCOMPARE(request.error().message, message);
    }

    void refusesWhatCanNeverWork_data()
    {
        QTest::addColumn<HttpTool>("tool");
        QTest::newRow("method") << toolFor(u"BREW"_s, u"http://h/"_s);
        QTest::newRow("scheme") << toolFor(u"GET"_s, u"ftp://h/"_s);
        QTest::newRow("scheme from an argument") << toolFor(u"GET"_s, u"{url}"_s);
        QTest::newRow("no host") << toolFor(u"GET"_s, u"http:///x"_s);
        QTest::newRow("port is a word") << toolFor(u"GET"_s, u"http://h:abc/"_s);
        QTest::newRow("variable in the query") << toolFor(u"GET"_s, u"http://h/?a=${KEY}"_s);
        QTest::newRow("variable in the url") << toolFor(u"GET"_s, u"http://h/${KEY}"_s);
        QTest::newRow("header name") << toolFor(u"GET"_s, u"http://h/"_s, {{u"A b"_s, u"x"_s}});
        QTest::newRow("header value") << toolFor(u"GET"_s, u"http://h/"_s, {{u"A"_s, u"x\ny"_s}});
        QTest::newRow("host header") << toolFor(u"GET"_s, u"http://h/"_s, {{u"Host"_s, u"x"_s}});
    }
    void refusesWhatCanNeverWork()
    {
        QFETCH(HttpTool, tool);
        const auto made = RequestTemplate::make(tool, {{u"KEY"_s, u"s3cret"_s}});
        QVERIFY(!made);
        QCOMPARE(made.error().kind, ErrorKind::InvalidInput);
    }

    void namesItsPlaces()
    {
        const auto made = RequestTemplate::make(
            toolFor(u"GET"_s, u"http://h/{b}/{a}?x={b}"_s, {{u"X"_s, u"${KEY} {c}"_s}}), {});
        QVERIFY_RESULT(made);
        QCOMPARE(made->places(), (QStringList{u"b"_s, u"a"_s, u"c"_s}));
    }
};

QTEST_APPLESS_MAIN(RequestTemplateTest)
#include "RequestTemplateTest.moc"
