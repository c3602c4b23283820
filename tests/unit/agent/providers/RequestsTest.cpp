// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Json.h"
#include "agent/providers/anthropic/AnthropicRequest.h"
#include "agent/providers/gemini/GeminiRequest.h"
#include "agent/providers/ollama/OllamaRequest.h"
#include "agent/providers/openai/OpenAiRequest.h"
#include "agent/providers/responses/ResponsesRequest.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

using Refused = QSet<QString>;
using Body = QByteArray (*)(const ModelRequest &, const Refused &);

QByteArray ollama(const ModelRequest &request, const Refused &)
{
    return ollamaBody(request);
}

const QList<std::pair<QString, Body>> &bodies()
{
    static const QList<std::pair<QString, Body>> list{{u"openai"_s, openAiBody},
                                                      {u"responses"_s, responsesBody},
                                                      {u"anthropic"_s, anthropicBody},
                                                      {u"gemini"_s, geminiBody},
                                                      {u"ollama"_s, ollama}};
    return list;
}

Body bodyOf(const QString &wire)
{
    for (const auto &[name, body] : bodies()) {
        if (name == wire)
            return body;
    }
    qFatal("no body");
}

QJsonObject said(Body body, const ModelRequest &request, const Refused &refused = {})
{
    return json::parseText(body(request, refused))->toObject();
}

/// A conversation in which everything happens: an image, two calls at once with their results, arguments that
/// were unreadable, an answer.
ModelRequest everything()
{
    const Attachment image{u"image/png"_s, u"iVBORw0KGgo="_s, u"plan.png"_s};
    const ToolCall oslo{u"call_1"_s, u"get_weather"_s, {{u"city"_s, u"Oslo"_s}}, {}};
    const ToolCall broken{u"call_2"_s, u"get_weather"_s, {}, u"{\"ci"_s};
    ModelRequest request;
    request.model = u"m"_s;
    request.instructions = u"Be brief."_s;
    request.tools = {{u"get_weather"_s,
                      u"Tells the weather."_s,
                      {{u"type"_s, u"object"_s}},
                      u"http"_s,
                      SideEffect::Network}};
    Message failure{Role::Tool, u"The arguments were no JSON."_s, {}, u"call_2"_s};
    failure.failed = true;
    request.messages = {{Role::User, u"What is this?"_s, {}, {}, {image}},
                        {Role::Assistant, u"A map. Wait:"_s, {oslo, broken}, {}},
                        {Role::Tool, u"18 °C"_s, {}, u"call_1"_s},
                        failure,
                        {Role::Assistant, u"It is warm."_s, {}, {}},
                        {Role::User, u"Thanks."_s, {}, {}}};
    return request;
}

} // namespace

/// What is sent to each provider. The recordings *.request.json were written from the providers' API
/// references.
class RequestsTest : public QObject
{
    Q_OBJECT
private slots:
    void saysAConversationAsTheApiWantsIt_data() { addWires(); }
    void saysAConversationAsTheApiWantsIt()
    {
        QFETCH(QString, wire);
        const QString path = u"providers/%1/everything.request.json"_s.arg(wire);
        QCOMPARE(said(bodyOf(wire), everything()), json::parseText(testing::data(path))->toObject());
    }
    void saysNothingThatIsNotThere_data() { addWires(); }
    void saysNothingThatIsNotThere()
    {
        QFETCH(QString, wire);
        ModelRequest request;
        request.messages = {{Role::User, u"hi"_s, {}, {}}, {Role::Assistant, {}, {}, {}}};
        const QJsonObject body = said(bodyOf(wire), request);
        for (const QString &key : {u"tools"_s, u"system"_s, u"instructions"_s, u"systemInstruction"_s})
            QVERIFY2(!body.contains(key), qPrintable(key));
    }
    void leavesOutWhatWasRefused_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QString>("refused");
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *wire, const char *refused, const char *group, const char *key) {
            QTest::addRow("%s: %s", wire, refused)
                << QString::fromLatin1(wire) << QString::fromLatin1(refused) << QString::fromLatin1(group)
                << QString::fromLatin1(key);
        };
        row("openai", "temperature", "", "temperature");
        row("openai", "stream_options", "", "stream_options");
        row("openai", "response_format", "", "response_format");
        row("responses", "temperature", "", "temperature");
        row("responses", "text.format", "", "text");
        row("responses", "reasoning", "", "reasoning");
        row("responses", "include", "", "include");
        row("anthropic", "temperature", "", "temperature");
        row("gemini", "thinking", "generationConfig", "thinkingConfig");
    }
    void leavesOutWhatWasRefused()
    {
        QFETCH(QString, wire);
        QFETCH(QString, refused);
        QFETCH(QString, group);
        QFETCH(QString, key);
        ModelRequest request = everything();
        request.outputSchema = OutputSchema{u"answer"_s, {{u"type"_s, u"object"_s}}};
        const auto isSaid = [&](const Refused &set) {
            const QJsonObject body = said(bodyOf(wire), request, set);
            return (group.isEmpty() ? body : body.value(group).toObject()).contains(key);
        };
        QVERIFY(isSaid({}));
        QVERIFY(!isSaid({refused}));
    }
    void asksForTheShapeOfTheAnswer_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<bool>("withTools");
        const QByteArray schema = R"({"type":"object"})";
        QTest::newRow("openai")
            << u"openai"_s
            << QByteArray(
                   "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\","
                   "\"schema\":"
                   + schema + ",\"strict\":false}}")
            << true;
        QTest::newRow("responses")
            << u"responses"_s
            << QByteArray("\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\",\"schema\":"
                          + schema + ",\"strict\":false}}")
            << true;
        QTest::newRow("gemini") << u"gemini"_s
                                << QByteArray("\"responseJsonSchema\":" + schema
                                              + ",\"responseMimeType\":\"application/json\"")
                                << false;
        QTest::newRow("ollama") << u"ollama"_s << QByteArray("\"format\":" + schema) << false;
    }
    void asksForTheShapeOfTheAnswer()
    {
        QFETCH(QString, wire);
        QFETCH(QByteArray, part);
        QFETCH(bool, withTools);
        const QJsonObject expected = json::parseText('{' + part + '}')->toObject();
        const QString key = expected.keys().constLast();
        const auto bodyWith = [&](bool tools) {
            ModelRequest request = everything();
            request.outputSchema = OutputSchema{u"answer"_s, {{u"type"_s, u"object"_s}}};
            if (!tools)
                request.tools.clear();
            const QJsonObject body = said(bodyOf(wire), request);
            return wire == u"gemini" ? body.value(u"generationConfig"_s).toObject() : body;
        };
        for (const QString &name : expected.keys())
            QCOMPARE(bodyWith(false).value(name), expected.value(name));
        QCOMPARE(bodyWith(true).contains(key), withTools); // the other APIs take the one or the other
    }
    void sendsAFileAsTheApiWantsIt_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("openai") << u"openai"_s
                                << QByteArray(
                                       "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
                                       "\"data:application/pdf;base64,JVBERg==\"}}");
        QTest::newRow("responses") << u"responses"_s
                                   << QByteArray(
                                          "{\"type\":\"input_file\",\"filename\":\"a.pdf\",\"file_data\":"
                                          "\"data:application/pdf;base64,JVBERg==\"}");
        QTest::newRow("anthropic")
            << u"anthropic"_s
            << QByteArray("{\"type\":\"document\",\"title\":\"a.pdf\",\"source\":{\"type\":\"base64\","
                          "\"media_type\":\"application/pdf\",\"data\":\"JVBERg==\"}}");
        QTest::newRow("gemini") << u"gemini"_s
                                << QByteArray("{\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":"
                                              "\"JVBERg==\"}}");
    }
    void sendsAFileAsTheApiWantsIt()
    {
        QFETCH(QString, wire);
        QFETCH(QByteArray, part);
        ModelRequest request;
        const Attachment file{u"application/pdf"_s, u"JVBERg=="_s, u"a.pdf"_s};
        request.messages = {{Role::User, {}, {}, {}, {file}}};
        const QByteArray wanted = json::text(*json::parseText(part));
        const QByteArray body = bodyOf(wire)(request, {});
        QVERIFY2(body.contains(wanted), body.constData());
    }
    void givesReasoningBackBeforeWhatFollowedIt()
    {
        ModelRequest request;
        const QJsonObject thought{{u"type"_s, u"thinking"_s}, {u"signature"_s, u"sig"_s}};
        const ToolCall call{u"c"_s, u"f"_s, {}, {}};
        request.messages = {{Role::User, u"hi"_s, {}, {}},
                            {Role::Assistant, u"So:"_s, {call}, {}, {}, Keepsake{u"x"_s, {thought}}},
                            {Role::Tool, u"1"_s, {}, u"c"_s}};
        const QJsonArray turns = said(anthropicBody, request).value(u"messages"_s).toArray();
        QCOMPARE(turns.at(1)[u"content"][0].toObject(), thought);
        QCOMPARE(turns.at(1)[u"content"][1][u"type"], QJsonValue(u"text"_s));
        const QJsonArray input = said(responsesBody, request).value(u"input"_s).toArray();
        QCOMPARE(input.at(1).toObject(), thought);
        QCOMPARE(input.at(2)[u"role"], QJsonValue(u"assistant"_s));
    }
    void givesSignaturesBackWhereTheyCameFrom()
    {
        ModelRequest request;
        const QJsonArray items{QJsonObject{{u"call"_s, QString()}, {u"signature"_s, u"text-sig"_s}},
                               QJsonObject{{u"call"_s, u"c2"_s}, {u"signature"_s, u"call-sig"_s}}};
        const ToolCall first{u"c1"_s, u"f"_s, {}, {}};
        const ToolCall second{u"c2"_s, u"f"_s, {}, {}};
        request.messages = {{Role::Assistant, u"So:"_s, {first, second}, {}, {}, Keepsake{u"x"_s, items}}};
        const QJsonValue parts = said(geminiBody, request).value(u"contents"_s)[0][u"parts"];
        QCOMPARE(parts[0][u"thoughtSignature"], QJsonValue(u"text-sig"_s));
        QVERIFY(parts[1][u"thoughtSignature"].isUndefined());
        QCOMPARE(parts[2][u"thoughtSignature"], QJsonValue(u"call-sig"_s));
    }
    void neverAsksAnthropicForATemperatureItRefuses()
    {
        ModelRequest request;
        request.temperature = 1.7;
        QCOMPARE(said(anthropicBody, request).value(u"temperature"_s).toDouble(), 1.0);
        request.temperature = 0.3;
        QCOMPARE(said(anthropicBody, request).value(u"temperature"_s).toDouble(), 0.3);
    }

private:
    static void addWires()
    {
        QTest::addColumn<QString>("wire");
        for (const auto &row : bodies())
            QTest::newRow(qPrintable(row.first)) << row.first;
    }
};

QTEST_APPLESS_MAIN(RequestsTest)
#include "RequestsTest.moc"
