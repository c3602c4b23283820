// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatRequest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace server::openai;

namespace {

QJsonObject said(const QString &role, const QJsonValue &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

QJsonObject picture(const QString &url)
{
    return {{u"type"_s, u"image_url"_s}, {u"image_url"_s, QJsonObject{{u"url"_s, url}}}};
}

QJsonObject shaped(const QString &name, const QJsonObject &schema)
{
    return {{u"type"_s, u"json_schema"_s},
            {u"json_schema"_s, QJsonObject{{u"name"_s, name}, {u"schema"_s, schema}, {u"strict"_s, true}}}};
}

Result<RunRequest> read(const QJsonObject &body)
{
    const Result<ChatRequest> chat = chatRequestIn(json::text(body));
    return chat ? runRequestOf(*chat, Agent()) : tl::unexpected(chat.error());
}

/// A request with these messages, and with `rest` beside them.
Result<RunRequest> converse(const QJsonArray &messages, QJsonObject rest = {})
{
    rest[u"model"_s] = u"m"_s;
    rest[u"messages"_s] = messages;
    return read(rest);
}

const QJsonObject hello = said(u"user"_s, u"hello"_s);

} // namespace

class ChatRequestTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsTheConversation()
    {
        const auto run = converse({said(u"user"_s, u"one"_s), said(u"assistant"_s, u"two"_s),
                                   said(u"assistant"_s, QJsonValue()), hello});
        QVERIFY(run);
        QCOMPARE(run->messages.size(), 4);
        QCOMPARE(run->messages[0], (Message{Role::User, u"one"_s, {}, {}}));
        QCOMPARE(run->messages[1], (Message{Role::Assistant, u"two"_s, {}, {}}));
        QCOMPARE(run->messages[3].text, u"hello"_s);
        QCOMPARE(run->dialect, u"openai"_s);
        QCOMPARE(run->wishes.instructions, QString());
    }

    void makesInstructionsOfWhatTheSystemSays()
    {
        const auto run = converse({said(u"system"_s, u"Be brief."_s), said(u"user"_s, u"one"_s),
                                   said(u"developer"_s, u"Speak French."_s), hello});
        QVERIFY(run);
        QCOMPARE(run->wishes.instructions, u"Be brief.\n\nSpeak French."_s);
        QCOMPARE(run->messages.size(), 2);
    }

    void joinsParts()
    {
        const QJsonObject file{{u"type"_s, u"file"_s},
                               {u"file"_s,
                                QJsonObject{{u"filename"_s, u"a.pdf"_s},
                                            {u"file_data"_s, u"data:application/pdf;base64,JVBERg=="_s}}}};
        const QJsonArray parts{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, u"What"_s}},
                               picture(u"data:image/PNG;base64,iVBORw=="_s),
                               QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, u"is this?"_s}}, file};
        const auto run = converse({said(u"user"_s, parts)});
        QVERIFY(run);
        const Message &message = run->messages.constFirst();
        QCOMPARE(message.text, u"What\nis this?"_s);
        QCOMPARE(message.attachments,
                 (QList<Attachment>{{u"image/png"_s, u"iVBORw=="_s, {}},
                                    {u"application/pdf"_s, u"JVBERg=="_s, u"a.pdf"_s}}));
    }

    void takesWishes()
    {
        const auto run = converse({hello},
                                  {{u"temperature"_s, 1.5},
                                   {u"max_tokens"_s, 10},
                                   {u"max_completion_tokens"_s, 20},
                                   {u"response_format"_s, shaped(u"city"_s, {{u"type"_s, u"object"_s}})}});
        QVERIFY(run);
        QCOMPARE(run->wishes.temperature, std::optional(1.5));
        QCOMPARE(run->wishes.maxTokens, std::optional(20));
        QCOMPARE(run->wishes.output->name, u"city"_s);
    }

    void takesTools()
    {
        const QJsonObject schema{{u"type"_s, u"object"_s}, {u"title"_s, u"t"_s}};
        const QJsonObject full{{u"name"_s, u"a"_s}, {u"description"_s, u"does"_s}, {u"parameters"_s, schema}};
        const QJsonObject bare{{u"name"_s, u"b"_s}};
        const QJsonArray tools{QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, full}},
                               QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, bare}}};
        const auto run = converse({hello}, {{u"tools"_s, tools}});
        QVERIFY(run);
        QCOMPARE(run->wishes.tools.size(), 2);
        QCOMPARE(run->wishes.tools[0], (ToolInfo{u"a"_s, u"does"_s, schema, u"client"_s}));
        QCOMPARE(run->wishes.tools[1].parameters[u"type"_s], u"object"_s);
        QCOMPARE(run->wishes.instructions, QString());

        const QJsonObject named{{u"type"_s, u"function"_s}, {u"function"_s, bare}};
        const auto forced = converse({hello}, {{u"tools"_s, tools}, {u"tool_choice"_s, named}});
        QVERIFY(forced->wishes.instructions.contains(u"the tool b"_s));
        const auto any = converse({hello}, {{u"tools"_s, tools}, {u"tool_choice"_s, u"required"_s}});
        QVERIFY(any->wishes.instructions.contains(u"a, b"_s));
        const auto none = converse({hello}, {{u"tools"_s, tools}, {u"tool_choice"_s, u"none"_s}});
        QVERIFY(none->wishes.tools.isEmpty());
    }

    void takesCallsAndTheirResults()
    {
        const QJsonObject call{
            {u"id"_s, u"1"_s},
            {u"type"_s, u"function"_s},
            {u"function"_s, QJsonObject{{u"name"_s, u"f"_s}, {u"arguments"_s, u"{\"a\": 1}"_s}}}};
        const QJsonObject calling{
            {u"role"_s, u"assistant"_s}, {u"content"_s, QJsonValue()}, {u"tool_calls"_s, QJsonArray{call}}};
        const QJsonObject result{
            {u"role"_s, u"tool"_s}, {u"tool_call_id"_s, u"1"_s}, {u"content"_s, u"done"_s}};
        const auto run = converse({hello, calling, result});
        QVERIFY(run);
        const ToolCall read{u"1"_s, u"f"_s, {{u"a"_s, 1}}, {}};
        QCOMPARE(run->messages[1], (Message{Role::Assistant, {}, {read}, {}}));
        QCOMPARE(run->messages[2], (Message{Role::Tool, u"done"_s, {}, u"1"_s}));
    }

    void takesAnyObjectWhereNoSchemaIsGiven()
    {
        const auto run =
            converse({hello}, {{u"response_format"_s, QJsonObject{{u"type"_s, u"json_object"_s}}}});
        QVERIFY(run && run->wishes.output);
        QCOMPARE(run->wishes.output->schema, (QJsonObject{{u"type"_s, u"object"_s}}));
    }

    void passesOverWhatSaysNothingHere()
    {
        const auto run = converse({hello},
                                  {{u"n"_s, 1},
                                   {u"seed"_s, 7},
                                   {u"user"_s, u"me"_s},
                                   {u"temperature"_s, QJsonValue()},
                                   {u"stream"_s, QJsonValue()},
                                   {u"tools"_s, QJsonArray()},
                                   {u"response_format"_s, QJsonObject{{u"type"_s, u"text"_s}}},
                                   {u"logit_bias"_s, QJsonObject()}});
        QVERIFY(run);
        QVERIFY(!run->wishes.temperature && !run->wishes.output);
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QJsonArray &messages, const QJsonObject &rest,
                            const char *where) {
            QJsonObject body{{u"model"_s, u"m"_s}, {u"messages"_s, messages}};
            for (auto it = rest.begin(); it != rest.end(); ++it)
                body[it.key()] = it.value();
            QTest::newRow(name) << body << QString::fromLatin1(where);
        };
        row("nobody speaks", {}, {}, "/messages");
        row("only the system speaks", {said(u"system"_s, u"x"_s)}, {}, "/messages");
        row("the assistant speaks last", {hello, said(u"assistant"_s, u"x"_s)}, {}, "/messages");
        row("a blank message", {said(u"user"_s, u" "_s)}, {}, "/messages");
        row("content is a number", {said(u"user"_s, 5)}, {}, "/messages/0/content");
        row("unknown role", {said(u"friend"_s, u"x"_s), hello}, {}, "/messages/0/role");
        row("a picture elsewhere", {said(u"user"_s, QJsonArray{picture(u"https://x.example/a.png"_s)})}, {},
            "/messages/0/content/0/image_url/url");
        row("broken base64", {said(u"user"_s, QJsonArray{picture(u"data:image/png;base64,?"_s)})}, {},
            "/messages/0/content/0/image_url/url");
        row("a picture of the assistant's",
            {said(u"assistant"_s, QJsonArray{picture(u"data:image/png;base64,AAAA"_s)}), hello}, {},
            "/messages/0/content/0");
        row("sound", {said(u"user"_s, QJsonArray{QJsonObject{{u"type"_s, u"input_audio"_s}}})}, {},
            "/messages/0/content/0");
        row("a result without a call",
            {hello, QJsonObject{{u"role"_s, u"tool"_s}, {u"tool_call_id"_s, u"1"_s}, {u"content"_s, u"x"_s}}},
            {}, "/messages");
        row("a tool that is no function", {hello},
            {{u"tools"_s, QJsonArray{QJsonObject{{u"type"_s, u"web_search"_s}}}}}, "/tools/0");
        row("old functions", {hello}, {{u"functions"_s, QJsonArray{QJsonObject()}}}, "/functions");
        row("two answers", {hello}, {{u"n"_s, 2}}, "/n");
        row("too hot", {hello}, {{u"temperature"_s, 2.5}}, "/temperature");
        row("no tokens", {hello}, {{u"max_tokens"_s, 0}}, "/max_tokens");
        row("no new tokens", {hello}, {{u"max_completion_tokens"_s, 0}}, "/max_completion_tokens");
        row("a list as answer", {hello}, {{u"response_format"_s, shaped(u"x"_s, {{u"type"_s, u"array"_s}})}},
            "/response_format/json_schema");
        row("a schema without a name", {hello},
            {{u"response_format"_s, shaped(u"a b"_s, {{u"type"_s, u"object"_s}})}},
            "/response_format/json_schema");
        row("a format nobody knows", {hello}, {{u"response_format"_s, QJsonObject{{u"type"_s, u"xml"_s}}}},
            "/response_format");
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(const QJsonObject, body);
        const auto run = read(body);
        QVERIFY(!run);
        QCOMPARE(run.error().kind, ErrorKind::InvalidInput);
        QTEST(run.error().where, "where");
    }
};

QTEST_GUILESS_MAIN(ChatRequestTest)
#include "ChatRequestTest.moc"
