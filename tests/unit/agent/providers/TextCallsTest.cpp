// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/TextCalls.h"

#include "Calls.h"
#include "tests/support/Testing.h"

#include <QTest>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;

namespace {

const QList<ToolInfo> tools{
    {u"add"_s, u"Adds."_s, {{u"type"_s, u"object"_s}}, u"toolbox"_s, SideEffect::None}};

ModelRequest withTools()
{
    ModelRequest request = question();
    request.tools = tools;
    return request;
}

/// Says pieces of text and then that it is done.
class Pieces : public ModelStream
{
public:
    Result<QList<ModelDelta>> accept(const QByteArray &record) override
    {
        if (record == "end") {
            m_ended = true;
            return QList<ModelDelta>();
        }
        m_text += QString::fromUtf8(record);
        return QList<ModelDelta>{TextPiece{QString::fromUtf8(record)}};
    }
    bool isEnded() const override { return m_ended; }
    Result<ModelReply> finish() const override
    {
        return ModelReply{Message{Role::Assistant, m_text, {}, {}}, FinishReason::Stop, {}};
    }

private:
    QString m_text;
    bool m_ended = false;
};

} // namespace

class TextCallsTest : public QObject
{
    Q_OBJECT
private slots:
    void findsCalls_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QStringList>("calls");
        const auto row = [](const char *name, const QString &text, const QString &rest,
                            const QStringList &calls) { QTest::newRow(name) << text << rest << calls; };
        row("none", u"Hello."_s, u"Hello."_s, {});
        row("one", u"TOOL_CALL {\"tool_name\": \"add\", \"parameters\": {\"a\": 1}}"_s, u""_s,
            {u"add {\"a\":1}"_s});
        row("text before it", u"Let me see.\nTOOL_CALL: {\"tool_name\":\"add\",\"parameters\":{}}"_s,
            u"Let me see."_s, {u"add {}"_s});
        row("two", u"TOOL_CALL {\"name\":\"add\",\"arguments\":{\"a\":1}} TOOL_CALL {\"tool\":\"x\"}"_s,
            u""_s, {u"add {\"a\":1}"_s, u"x {}"_s});
        row("in a fence", u"TOOL_CALL\n```json\n{\"tool_name\":\"add\",\"parameters\":{}}\n```"_s, u""_s,
            {u"add {}"_s});
        row("braces in a text",
            u"TOOL_CALL {\"tool_name\":\"add\",\"parameters\":{\"a\":\"}\\\"{\"}} thanks"_s, u"thanks"_s,
            {u"add {\"a\":\"}\\\"{\"}"_s});
        row("without the marker", u"{\"tool_name\":\"add\",\"parameters\":{\"a\":1}}"_s, u""_s,
            {u"add {\"a\":1}"_s});
        row("without the marker, in a fence", u"```json\n{\"name\":\"add\",\"arguments\":{}}\n```"_s, u""_s,
            {u"add {}"_s});
        row("an answer that is JSON", u"{\"name\": \"Bob\", \"age\": 3}"_s,
            u"{\"name\": \"Bob\", \"age\": 3}"_s, {});
        row("JSON within an answer", u"Say {\"name\":\"add\"}."_s, u"Say {\"name\":\"add\"}."_s, {});
        row("in a fence with its marker", u"```\nTOOL_CALL {\"tool\":\"add\"}\n```"_s, u""_s, {u"add {}"_s});
        row("text around it", u" Well.\n\nTOOL_CALL {\"tool\":\"add\"}\n\nNow I wait. \n"_s,
            u" Well.\nNow I wait. \n"_s, {u"add {}"_s});
        row("a marker within its arguments", u"{\"name\":\"add\",\"arguments\":{\"a\":\"TOOL_CALL\"}}"_s,
            u""_s, {u"add {\"a\":\"TOOL_CALL\"}"_s});
        row("words and a call", u"TOOL_CALL add 1 TOOL_CALL {\"tool\":\"add\"}"_s, u""_s,
            {u"unreadable  add 1 "_s, u"add {}"_s});
        row("an object of something else behind it", u"TOOL_CALL me. Use {\"a\":1}."_s, u""_s,
            {u"unreadable  me. Use {\"a\":1}."_s});
        row("an object that names no tool", u"TOOL_CALL {\"a\":1} so"_s, u"so"_s,
            {u"unreadable {\"a\":1}"_s});
        row("cut", u"TOOL_CALL {\"tool_name\":\"add\""_s, u""_s, {u"unreadable {\"tool_name\":\"add\""_s});
        row("no object", u"TOOL_CALL add 1 2"_s, u""_s, {u"unreadable  add 1 2"_s});
    }
    void findsCalls()
    {
        QFETCH(QString, text);
        QFETCH(QString, rest);
        QFETCH(QStringList, calls);
        const Message read = withCallsFromText(Message{Role::Assistant, text, {}, {}}, tools);
        QCOMPARE(read.text, rest);
        QStringList found;
        for (const ToolCall &call : read.toolCalls) {
            found.append(call.unreadable ? u"unreadable "_s + *call.unreadable
                                         : call.name + u' ' + QString::fromUtf8(json::text(call.arguments)));
        }
        QCOMPARE(found, calls);
    }

    void writesToolsCallsAndResultsAsText()
    {
        ModelRequest request = withTools();
        request.instructions = u"Be brief."_s;
        request.messages.append({Role::Assistant, u"Well."_s, {{u"c1"_s, u"add"_s, {{u"a"_s, 1}}, {}}}, {}});
        request.messages.append({Role::Tool, u"2"_s, {}, u"c1"_s});
        const ModelRequest said = withToolsAsText(request);
        QVERIFY(said.tools.isEmpty());
        QVERIFY(said.instructions.startsWith(u"Be brief.\n\nYou can call these tools"_s));
        QVERIFY(said.instructions.contains(u"\"tool_name\":\"add\""_s));
        QCOMPARE(said.messages[1].text,
                 u"Well.\nTOOL_CALL {\"parameters\":{\"a\":1},\"tool_name\":\"add\"}"_s);
        QVERIFY(said.messages[1].toolCalls.isEmpty());
        QCOMPARE(said.messages[2], (Message{Role::User, u"add gave:\n2"_s, {}, {}}));
        QCOMPARE(withCallsFromText(said.messages[1], tools).toolCalls.constFirst().arguments,
                 (QJsonObject{{u"a"_s, 1}}));
    }

    void holdsBackWhatMayBeACall_data()
    {
        QTest::addColumn<QByteArrayList>("records");
        QTest::addColumn<QString>("shown");
        QTest::newRow("text") << QByteArrayList{"Hel", "lo TO", "M.", "end"} << u"Hel|lo| TOM."_s;
        QTest::newRow("a call") << QByteArrayList{"Well. TOO", "L_CALL {\"tool_name\":", "\"add\"}", "end"}
                                << u"Well."_s;
        QTest::newRow("text behind a call")
            << QByteArrayList{"Well.", "\nTOOL_CALL {\"tool\":\"add\"}\n", "\nAnd ", "so on.\n", "end"}
            << u"Well.|\nAnd| so on.|\n"_s;
        QTest::newRow("a call in a fence that comes in pieces")
            << QByteArrayList{"TOOL_CALL", "\n`", "``js", "on\n{\"tool\":\"add\"}", "\n``", "`", "So.", "end"}
            << u"So."_s;
        QTest::newRow("JSON that is none") << QByteArrayList{"{\"a\":", "1}", "end"} << u"{\"a\":1}"_s;
        QTest::newRow("JSON that is one") << QByteArrayList{"{\"name\":", "\"add\"}", "end"} << u""_s;
    }
    void holdsBackWhatMayBeACall()
    {
        QFETCH(QByteArrayList, records);
        QFETCH(QString, shown);
        TextCallStream stream(std::make_unique<Pieces>(), withTools());
        QStringList pieces;
        for (const QByteArray &record : records) {
            const auto accepted = stream.accept(record);
            QVERIFY_RESULT(accepted);
            for (const ModelDelta &piece : *accepted)
                pieces.append(std::get<TextPiece>(piece).text);
        }
        QCOMPARE(pieces.join(u'|'), shown);
        const auto reply = stream.finish();
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->finish == FinishReason::ToolCalls, !reply->message.toolCalls.isEmpty());
        for (const ToolCall &call : reply->message.toolCalls)
            QVERIFY(!call.id.isEmpty());
    }

    void tellsAModelWithoutToolCallsInWords_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QByteArray>("refusal");
        QTest::newRow("Ollama")
            << u"ollama"_s
            << QByteArray("{\"error\":\"registry.ollama.ai/library/gemma:2b does not support tools\"}");
        QTest::newRow("vLLM") << u"openai"_s
                              << QByteArray("{\"error\":{\"message\":\"\\\"auto\\\" tool choice requires "
                                            "--enable-auto-tool-choice and --tool-call-parser to be set\"}}");
        QTest::newRow("llama.cpp") << u"openai"_s
                                   << QByteArray(
                                          "{\"error\":{\"message\":\"tools param requires --jinja flag\"}}");
    }
    void tellsAModelWithoutToolCallsInWords()
    {
        QFETCH(QString, wireName);
        QFETCH(QByteArray, refusal);
        const Wire &spoken = wire(wireName);
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &request, int) {
            const bool isNative = request.body.contains("\"tools\":");
            socket->write(isNative ? ModelServer::answer("400 Bad Request", "application/json", refusal)
                                   : goodAnswer(spoken));
            socket->disconnectFromHost();
        });
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        const auto reply = ask(*provider, withTools());
        QVERIFY_RESULT(reply);
        QVERIFY(reply->message.text.startsWith(u"Grü"_s));
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(server.requests().constLast().body.contains("TOOL_CALL"));
        QVERIFY(ask(*provider, withTools()));
        QCOMPARE(server.requests().size(), 3); // it has learned
    }
};

QTEST_GUILESS_MAIN(TextCallsTest)
#include "TextCallsTest.moc"
