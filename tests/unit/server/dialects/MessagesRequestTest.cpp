// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/MessagesRequest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace server::anthropic;

namespace {

QJsonObject said(const QString &role, const QJsonValue &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

QJsonObject text(const QString &text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

QJsonObject call(const QString &id)
{
    return {{u"type"_s, u"tool_use"_s},
            {u"id"_s, id},
            {u"name"_s, u"f"_s},
            {u"input"_s, QJsonObject{{u"a"_s, 1}}}};
}

QJsonObject result(const QString &id, const QJsonValue &content)
{
    return {{u"type"_s, u"tool_result"_s}, {u"tool_use_id"_s, id}, {u"content"_s, content}};
}

QJsonObject picture(const QJsonObject &source)
{
    return {{u"type"_s, u"image"_s}, {u"source"_s, source}};
}

QJsonObject base64(const QString &mediaType, const QString &data)
{
    return {{u"type"_s, u"base64"_s}, {u"media_type"_s, mediaType}, {u"data"_s, data}};
}

const QJsonObject hello = said(u"user"_s, u"hello"_s);

/// A request with these messages, and with `rest` beside them.
Result<RunRequest> converse(const QJsonArray &messages, QJsonObject rest = {})
{
    rest[u"model"_s] = u"m"_s;
    rest[u"max_tokens"_s] = rest.value(u"max_tokens"_s).toInt(50);
    rest[u"messages"_s] = messages;
    const Result<MessagesRequest> asked = messagesRequestIn(json::text(rest));
    return asked ? runRequestOf(*asked, Agent()) : tl::unexpected(asked.error());
}

} // namespace

class MessagesRequestTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsTheConversation()
    {
        const QJsonObject thought{
            {u"type"_s, u"thinking"_s}, {u"thinking"_s, u"hm"_s}, {u"signature"_s, u""_s}};
        const auto run = converse({said(u"user"_s, QJsonArray{text(u"one"_s), text(u"two"_s)}),
                                   said(u"assistant"_s, QJsonArray{thought, text(u"three"_s)}), hello});
        QVERIFY(run);
        QCOMPARE(run->messages,
                 (QList<Message>{{Role::User, u"one\ntwo"_s, {}, {}},
                                 {Role::Assistant, u"three"_s, {}, {}},
                                 {Role::User, u"hello"_s, {}, {}}}));
        QCOMPARE(run->dialect, u"anthropic"_s);
    }

    void takesTheSystemPromptAsInstructions_data()
    {
        QTest::addColumn<QJsonValue>("system");
        QTest::addColumn<QString>("instructions");
        QTest::newRow("text") << QJsonValue(u"Be brief."_s) << u"Be brief."_s;
        QTest::newRow("blocks") << QJsonValue(QJsonArray{text(u"Be brief."_s), text(u"Speak French."_s)})
                                << u"Be brief.\n\nSpeak French."_s;
    }
    void takesTheSystemPromptAsInstructions()
    {
        QFETCH(const QJsonValue, system);
        const auto run = converse({hello}, {{u"system"_s, system}});
        QVERIFY(run);
        QTEST(run->wishes.instructions, "instructions");
    }

    void takesCallsAndTheirResults()
    {
        QJsonObject failed =
            result(u"2"_s, QJsonArray{text(u"no"_s), picture(base64(u"image/png"_s, u"iVBORw=="_s))});
        failed[u"is_error"_s] = true;
        const auto run =
            converse({hello, said(u"assistant"_s, QJsonArray{text(u"wait"_s), call(u"1"_s), call(u"2"_s)}),
                      said(u"user"_s, QJsonArray{result(u"1"_s, u"yes"_s), failed, text(u"go on"_s)})});
        QVERIFY(run);
        QCOMPARE(run->messages.size(), 5);
        QCOMPARE(run->messages[1].text, u"wait"_s);
        QCOMPARE(run->messages[1].toolCalls[1], (ToolCall{u"2"_s, u"f"_s, {{u"a"_s, 1}}, {}}));
        QCOMPARE(run->messages[2], (Message{Role::Tool, u"yes"_s, {}, u"1"_s}));
        QCOMPARE(run->messages[3].attachments.size(), 1);
        QVERIFY(run->messages[3].failed);
        QCOMPARE(run->messages[4], (Message{Role::User, u"go on"_s, {}, {}}));
    }

    void takesImagesAndDocuments()
    {
        const QJsonObject plain{
            {u"type"_s, u"text"_s}, {u"media_type"_s, u"text/plain"_s}, {u"data"_s, u"dot"_s}};
        const QJsonObject document{
            {u"type"_s, u"document"_s}, {u"source"_s, plain}, {u"title"_s, u"a.txt"_s}};
        const auto run =
            converse({said(u"user"_s, QJsonArray{picture(base64(u"image/png"_s, u"iVBORw=="_s)), document})});
        QVERIFY(run);
        QCOMPARE(run->messages.constFirst().attachments,
                 (QList<Attachment>{{u"image/png"_s, u"iVBORw=="_s, {}},
                                    {u"text/plain"_s, u"ZG90"_s, u"a.txt"_s}}));
    }

    void takesWishes()
    {
        const QJsonObject schema{{u"type"_s, u"object"_s}};
        const QJsonObject format{{u"type"_s, u"json_schema"_s}, {u"schema"_s, schema}};
        const QJsonObject tool{
            {u"name"_s, u"f"_s}, {u"description"_s, u"does"_s}, {u"input_schema"_s, schema}};
        const auto run = converse({hello},
                                  {{u"temperature"_s, 0.5},
                                   {u"max_tokens"_s, 20},
                                   {u"metadata"_s, QJsonObject()},
                                   {u"output_config"_s, QJsonObject{{u"format"_s, format}}},
                                   {u"tools"_s, QJsonArray{tool}},
                                   {u"tool_choice"_s, QJsonObject{{u"type"_s, u"any"_s}}}});
        QVERIFY(run);
        QCOMPARE(run->wishes.temperature, std::optional(0.5));
        QCOMPARE(run->wishes.maxTokens, std::optional(20));
        QCOMPARE(run->wishes.output->schema, schema);
        QCOMPARE(run->wishes.tools, (QList<ToolInfo>{{u"f"_s, u"does"_s, schema, u"client"_s}}));
        QVERIFY(run->wishes.instructions.contains(u"these tools now"_s));
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QJsonArray>("messages");
        QTest::addColumn<QJsonObject>("rest");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QJsonArray &messages, const QJsonObject &rest,
                            const char *where) {
            QTest::newRow(name) << messages << rest << QString::fromLatin1(where);
        };
        row("nobody speaks", {}, {}, "/messages");
        row("the assistant speaks last", {hello, said(u"assistant"_s, u"x"_s)}, {}, "/messages");
        row("unknown role", {said(u"friend"_s, u"x"_s)}, {}, "/messages/0/role");
        row("a result without a call", {said(u"user"_s, QJsonArray{result(u"1"_s, u"x"_s)})}, {},
            "/messages");
        row("a call without a result", {hello, said(u"assistant"_s, QJsonArray{call(u"1"_s)}), hello}, {},
            "/messages");
        row("a block nobody knows", {said(u"user"_s, QJsonArray{QJsonObject{{u"type"_s, u"sound"_s}}})}, {},
            "/messages/0/content/0");
        row("a block of others",
            {hello, said(u"assistant"_s, QJsonArray{QJsonObject{{u"type"_s, u"image"_s}}}), hello}, {},
            "/messages/1/content/0");
        row("a picture elsewhere", {said(u"user"_s, QJsonArray{picture({{u"type"_s, u"url"_s}})})}, {},
            "/messages/0/content/0/source");
        row("broken base64", {said(u"user"_s, QJsonArray{picture(base64(u"image/png"_s, u"?"_s))})}, {},
            "/messages/0/content/0/source");
        row("too hot", {hello}, {{u"temperature"_s, 3}}, "/temperature");
        row("a tool of the provider's", {hello},
            {{u"tools"_s,
              QJsonArray{QJsonObject{{u"type"_s, u"web_search_20250305"_s}, {u"name"_s, u"web_search"_s}}}}},
            "/tools/0");
        row("a format nobody knows", {hello},
            {{u"output_config"_s, QJsonObject{{u"format"_s, QJsonObject{{u"type"_s, u"xml"_s}}}}}},
            "/output_config/format");
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(const QJsonArray, messages);
        QFETCH(const QJsonObject, rest);
        const auto run = converse(messages, rest);
        QVERIFY(!run);
        QCOMPARE(run.error().kind, ErrorKind::InvalidInput);
        QTEST(run.error().where, "where");
    }
};

QTEST_GUILESS_MAIN(MessagesRequestTest)
#include "MessagesRequestTest.moc"
