// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray jsonType = "Content-Type: application/json\r\n";
const QByteArray hello = R"({"model":"Demo","messages":[{"role":"user","content":"hello"}]})";

QByteArray failing(const QByteArray &kind)
{
    return "name: Demo\nprovider: scripted\nretry: {max_retries: 0}\nscript:\n"
           "  - error: {kind: "
        + kind + ", message: no luck, retry_after_seconds: 7}\n";
}

QJsonObject errorOf(const Reply &reply)
{
    return json(reply)[u"error"_s].toObject();
}

} // namespace

/// Whatever goes wrong, a client of OpenAI's API finds it where it looks.
class OpenAiErrorsApiTest : public QObject
{
    Q_OBJECT
private slots:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::addColumn<QJsonValue>("code");
        QTest::addColumn<QJsonValue>("param");
        const QByteArray token = "Authorization: Bearer s3cret\r\n";
        const auto row = [&](const char *name, const QByteArray &body, const QByteArray &headers, int status,
                             const QJsonValue &code, const QJsonValue &param) {
            QTest::newRow(name) << body << headers << status << code << param;
        };
        row("no token", hello, jsonType, 401, u"invalid_api_key"_s, {});
        row("a wrong one", hello, jsonType + "Authorization: Bearer sk-123\r\n", 401, u"invalid_api_key"_s,
            {});
        row("not JSON by name", hello, token, 415, {}, {});
        row("not JSON", "{", token + jsonType, 400, {}, {});
        row("no model", R"({"messages":[]})", token + jsonType, 400, {}, {});
        row("another model", R"({"model":"gpt-5","messages":[]})", token + jsonType, 404,
            u"model_not_found"_s, u"model"_s);
        row("a role nobody has", R"({"model":"demo","messages":[{"role":"x","content":"y"}]})",
            token + jsonType, 400, {}, u"messages[0].role"_s);
        row("too large", QByteArray(33 << 20, ' '), token + jsonType, 413, {}, {});
    }
    void refuses()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, headers);
        server::AgentServer::Options options;
        options.http.token = "s3cret";
        const RunningServer server("name: Demo\nprovider: demo\n", options);
        const Reply reply = server.ask("POST", "/v1/chat/completions", body, headers);
        QTEST(reply.status, "status");
        QCOMPARE(reply.header("content-type"), "application/json");
        const QJsonObject error = errorOf(reply);
        QVERIFY(!error[u"message"_s].toString().isEmpty());
        QCOMPARE(error[u"type"_s], u"invalid_request_error"_s);
        QTEST(error[u"code"_s], "code");
        QTEST(error[u"param"_s], "param");
    }

    void namesTheModelThereIs()
    {
        const RunningServer server("name: Demo\nprovider: demo\n");
        const Reply reply = server.ask("GET", "/v1/models/gpt-5");
        QVERIFY(errorOf(reply)[u"message"_s].toString().contains(u"\"Demo\""_s));
    }

    void tellsWhyARunFailed_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::newRow("rate limit") << QByteArray("rate_limited") << 429 << u"rate_limit_error"_s;
        QTest::newRow("a wrong key of ours") << QByteArray("unauthorized") << 502 << u"server_error"_s;
        QTest::newRow("too slow") << QByteArray("timeout") << 504 << u"server_error"_s;
        QTest::newRow("down") << QByteArray("unavailable") << 502 << u"server_error"_s;
    }
    void tellsWhyARunFailed()
    {
        QFETCH(const QByteArray, kind);
        const RunningServer whole(failing(kind));
        const Reply reply = whole.ask("POST", "/v1/chat/completions", hello, jsonType);
        QTEST(reply.status, "status");
        QTEST(errorOf(reply)[u"type"_s].toString(), "type");
        QCOMPARE(errorOf(reply)[u"code"_s], QString::fromLatin1(kind));
        QVERIFY(errorOf(reply)[u"message"_s].toString().contains(u"no luck"_s));
        QCOMPARE(reply.header("x-should-retry"), "false");
        QCOMPARE(reply.header("retry-after"), "7");

        const RunningServer streaming(failing(kind));
        const QByteArray body = QByteArray(hello).replace(0, 1, R"({"stream":true,)");
        const QByteArrayList datas =
            events(streaming.ask("POST", "/v1/chat/completions", body, jsonType).body);
        const QJsonObject last = QJsonDocument::fromJson(datas.constLast()).object();
        QCOMPARE(last[u"error"_s].toObject()[u"code"_s], QString::fromLatin1(kind));
        QVERIFY(!datas.contains("[DONE]"));
    }
};

QTEST_GUILESS_MAIN(OpenAiErrorsApiTest)
#include "OpenAiErrorsApiTest.moc"
