// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiRequest.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

class OpenAiRequestTest : public QObject
{
    Q_OBJECT
private slots:
    void saysTheOutputLimitAsTheModelWantsIt_data()
    {
        QTest::addColumn<QString>("key");
        for (const char *model :
             {"gpt-5-mini", "gpt-4.1-nano", "o1", "o3-mini", "o4-mini", "codex-mini-latest"})
            QTest::newRow(model) << u"max_completion_tokens"_s;
        for (const char *model : {"gpt-4o", "llama3.2", "mistral-o1"})
            QTest::newRow(model) << u"max_tokens"_s;
    }
    void saysTheOutputLimitAsTheModelWantsIt()
    {
        QFETCH(QString, key);
        ModelRequest request;
        request.model = QString::fromLatin1(QTest::currentDataTag());
        request.maxTokens = 77;
        const QString other = key == u"max_tokens" ? u"max_completion_tokens"_s : u"max_tokens"_s;
        QCOMPARE(body(request).value(key).toInt(), 77);
        QVERIFY(!body(request).contains(other));
        QCOMPARE(body(request, {u"max_tokens"_s}).value(other).toInt(), 77);
        QVERIFY(!body(request, {u"max_tokens"_s}).contains(key));
    }
    void leavesOutWhatWasRefused()
    {
        QVERIFY(body({}).contains(u"temperature"_s));
        QVERIFY(!body({}, {u"temperature"_s}).contains(u"temperature"_s));
        QCOMPARE(body({}).value(u"stream_options"_s).toObject().value(u"include_usage"_s), QJsonValue(true));
        QVERIFY(!body({}, {u"stream_options"_s}).contains(u"stream_options"_s));
        QCOMPARE(body({}).value(u"stream"_s), QJsonValue(true));
    }
    void tellsAConversationWithToolCalls()
    {
        ModelRequest request;
        request.model = u"m"_s;
        request.instructions = u"Be brief."_s;
        request.tools = {{u"get_weather"_s,
                          u"Tells the weather."_s,
                          {{u"type"_s, u"object"_s}},
                          u"http"_s,
                          SideEffect::Network}};
        request.messages = {
            {Role::User, u"Oslo?"_s, {}, {}},
            {Role::Assistant, {}, {{u"call_1"_s, u"get_weather"_s, {{u"city"_s, u"Oslo"_s}}, {}}}, {}},
            {Role::Tool, u"18 °C"_s, {}, u"call_1"_s},
            {Role::Assistant, u"Warm. One more:"_s, {{u"call_2"_s, u"get_weather"_s, {}, u"{\"ci"_s}}, {}},
            {Role::Tool, u"The arguments were no JSON."_s, {}, u"call_2"_s}};
        QCOMPARE(body(request),
                 json::parseText(testing::data(u"providers/openai/request.json"_s))->toObject());
    }
    void saysNothingOfToolsWhereThereAreNone()
    {
        QVERIFY(!body({}).contains(u"tools"_s));
        QCOMPARE(body({}).value(u"messages"_s).toArray().size(), 0);
    }

private:
    static QJsonObject body(const ModelRequest &request, const QSet<QString> &refused = {})
    {
        return json::parseText(openAiBody(request, refused))->toObject();
    }
};

QTEST_APPLESS_MAIN(OpenAiRequestTest)
#include "OpenAiRequestTest.moc"
