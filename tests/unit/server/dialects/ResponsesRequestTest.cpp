// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ResponsesRequest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace server::openai;

namespace {

QJsonObject said(const QString &role, const QJsonValue &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

QJsonObject part(const QString &type, const QString &key, const QString &value)
{
    return {{u"type"_s, type}, {key, value}};
}

QJsonObject call(const QString &id)
{
    return {{u"type"_s, u"function_call"_s},
            {u"id"_s, u"fc_1"_s},
            {u"call_id"_s, id},
            {u"name"_s, u"f"_s},
            {u"arguments"_s, u"{\"a\": 1}"_s}};
}

QJsonObject result(const QString &id)
{
    return {{u"type"_s, u"function_call_output"_s}, {u"call_id"_s, id}, {u"output"_s, u"done"_s}};
}

const QJsonObject thought{{u"type"_s, u"reasoning"_s}, {u"summary"_s, QJsonArray()}};
const QJsonObject hello = said(u"user"_s, u"hello"_s);

Result<RunRequest> asking(const QJsonValue &input, QJsonObject rest = {})
{
    rest[u"model"_s] = u"m"_s;
    rest[u"input"_s] = input;
    const Result<ResponsesRequest> asked = responsesRequestIn(json::text(rest));
    return asked ? runRequestOf(*asked, Agent()) : tl::unexpected(asked.error());
}

} // namespace

class ResponsesRequestTest : public QObject
{
    Q_OBJECT
private slots:
    void takesATextAsWhatTheUserSays()
    {
        const auto run = asking(u"hello"_s);
        QVERIFY(run);
        QCOMPARE(run->messages, (QList<Message>{{Role::User, u"hello"_s, {}, {}}}));
        QCOMPARE(run->dialect, u"openai-responses"_s);
    }

    void keepsTheConversation()
    {
        const QJsonArray spoken{part(u"output_text"_s, u"text"_s, u"two"_s)};
        const QJsonArray shown{part(u"input_text"_s, u"text"_s, u"three"_s),
                               part(u"input_image"_s, u"image_url"_s, u"data:image/png;base64,iVBORw=="_s),
                               part(u"input_file"_s, u"file_data"_s, u"data:text/plain;base64,ZG90"_s)};
        const auto run = asking(
            QJsonArray{said(u"user"_s, u"one"_s), said(u"assistant"_s, spoken), said(u"user"_s, shown)});
        QVERIFY(run);
        QCOMPARE(run->messages.size(), 3);
        QCOMPARE(run->messages[1], (Message{Role::Assistant, u"two"_s, {}, {}}));
        QCOMPARE(run->messages[2].text, u"three"_s);
        QCOMPARE(run->messages[2].attachments.size(), 2);
    }

    void putsItsInstructionsBeforeThoseOfTheConversation()
    {
        const auto run = asking(QJsonArray{said(u"developer"_s, u"Be brief."_s), hello},
                                {{u"instructions"_s, u"Speak French."_s}});
        QVERIFY(run);
        QCOMPARE(run->wishes.instructions, u"Speak French.\n\nBe brief."_s);
    }

    void makesOneMessageOfCalls()
    {
        const auto run =
            asking(QJsonArray{hello, thought, said(u"assistant"_s, u"wait"_s), call(u"1"_s), call(u"2"_s),
                              result(u"1"_s), result(u"2"_s), call(u"3"_s), result(u"3"_s)});
        QVERIFY(run);
        QCOMPARE(run->messages.size(), 6);
        QCOMPARE(run->messages[1].text, u"wait"_s);
        QCOMPARE(run->messages[1].toolCalls.size(), 2);
        QCOMPARE(run->messages[1].toolCalls[1], (ToolCall{u"2"_s, u"f"_s, {{u"a"_s, 1}}, {}}));
        QCOMPARE(run->messages[2], (Message{Role::Tool, u"done"_s, {}, u"1"_s}));
        QCOMPARE(run->messages[4].toolCalls.size(), 1);
    }

    void takesWishes()
    {
        const QJsonObject schema{{u"type"_s, u"object"_s}};
        const QJsonObject format{
            {u"type"_s, u"json_schema"_s}, {u"name"_s, u"place"_s}, {u"schema"_s, schema}};
        const QJsonObject tool{{u"type"_s, u"function"_s},
                               {u"name"_s, u"f"_s},
                               {u"description"_s, u"does"_s},
                               {u"parameters"_s, schema}};
        const auto run =
            asking(u"hello"_s,
                   {{u"temperature"_s, 0.5},
                    {u"max_output_tokens"_s, 20},
                    {u"store"_s, true},
                    {u"text"_s, QJsonObject{{u"format"_s, format}}},
                    {u"tools"_s, QJsonArray{tool}},
                    {u"tool_choice"_s, QJsonObject{{u"type"_s, u"function"_s}, {u"name"_s, u"f"_s}}}});
        QVERIFY(run);
        QCOMPARE(run->wishes.temperature, std::optional(0.5));
        QCOMPARE(run->wishes.maxTokens, std::optional(20));
        QCOMPARE(run->wishes.output->name, u"place"_s);
        QCOMPARE(run->wishes.tools, (QList<ToolInfo>{{u"f"_s, u"does"_s, schema, u"client"_s}}));
        QVERIFY(run->wishes.instructions.contains(u"the tool f"_s));
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QJsonValue>("input");
        QTest::addColumn<QJsonObject>("rest");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QJsonValue &input, const QJsonObject &rest,
                            const char *where) {
            QTest::newRow(name) << input << rest << QString::fromLatin1(where);
        };
        row("a number", 5, {}, "/input");
        row("nothing", QJsonArray(), {}, "/input");
        row("a message of nobody", QJsonArray{QJsonObject{{u"content"_s, u"x"_s}}}, {}, "/input");
        row("an item nobody knows", QJsonArray{hello, QJsonObject{{u"type"_s, u"x"_s}}}, {}, "/input/1");
        row("a call without a result", QJsonArray{hello, call(u"1"_s)}, {}, "/input");
        row("what is not held", u"x"_s, {{u"previous_response_id"_s, u"resp_1"_s}}, "/previous_response_id");
        row("no conversation", u"x"_s, {{u"conversation"_s, u"conv_1"_s}}, "/conversation");
        row("in the background", u"x"_s, {{u"background"_s, true}}, "/background");
        row("too hot", u"x"_s, {{u"temperature"_s, 3}}, "/temperature");
        row("no tokens", u"x"_s, {{u"max_output_tokens"_s, 0}}, "/max_output_tokens");
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(const QJsonValue, input);
        QFETCH(const QJsonObject, rest);
        const auto run = asking(input, rest);
        QVERIFY(!run);
        QCOMPARE(run.error().kind, ErrorKind::InvalidInput);
        QTEST(run.error().where, "where");
    }
};

QTEST_GUILESS_MAIN(ResponsesRequestTest)
#include "ResponsesRequestTest.moc"
