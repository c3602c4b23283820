// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/JsonRpc.h"

#include "agent/tools/mcp/HttpAnswer.h"
#include "agent/tools/mcp/Wire.h"
#include "agent/tools/process/LineCutter.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace agent::mcp;
using namespace Qt::StringLiterals;

namespace {

const QByteArray answerOfSeven = R"({"jsonrpc":"2.0","id":7,"result":{"a":1}})";
const QByteArray ping = R"({"jsonrpc":"2.0","id":"p","method":"ping"})";

} // namespace

class JsonRpcTest : public QObject
{
    Q_OBJECT
private slots:
    void writesWhatItReads_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {R"({"id":1,"jsonrpc":"2.0","method":"tools/list"})",
              R"({"id":"a","jsonrpc":"2.0","method":"ping","params":{"x":null}})",
              R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}})",
              R"({"id":1,"jsonrpc":"2.0","result":{}})",
              R"({"error":{"code":-32601,"data":[1],"message":"no"},"id":null,"jsonrpc":"2.0"})"})
            QTest::newRow(text) << QByteArray(text);
    }
    void writesWhatItReads()
    {
        QFETCH(QByteArray, text);
        const auto message = readRpc(text);
        QVERIFY_RESULT(message);
        QCOMPARE(rpcText(*message), text);
    }

    void refusesWhatIsNoMessage_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "Welcome!", "{", "[]", "{}", R"({"jsonrpc":"2.0"})", R"({"jsonrpc":"2.0","id":1})",
              R"({"jsonrpc":"1.0","id":1,"result":{}})", R"({"id":1,"result":{}})",
              R"({"jsonrpc":"2.0","id":1,"result":"ok"})", R"({"jsonrpc":"2.0","method":5})"})
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatIsNoMessage()
    {
        QFETCH(QByteArray, text);
        const auto message = readRpc(text);
        QVERIFY(!message);
        QCOMPARE(message.error().kind, ErrorKind::InvalidInput);
    }

    void answersAPingAndNothingElse()
    {
        QCOMPARE(rpcText(rpcAnswer(*readRpc(ping))), R"({"id":"p","jsonrpc":"2.0","result":{}})");
        const RpcMessage answer = rpcAnswer(rpcRequest(3, u"roots/list"_s, {}));
        QCOMPARE(answer.id, QJsonValue(3));
        QCOMPARE(answer.error->code, RpcFault::unknownMethod);
    }

    void namesTheRequestItCancels()
    {
        const RpcMessage message = rpcCancellation(rpcRequest(5, u"tools/call"_s, {}), u"stopped"_s);
        QCOMPARE(rpcText(message),
                 R"({"jsonrpc":"2.0","method":"notifications/cancelled",)"
                 R"("params":{"reason":"stopped","requestId":5}})");
    }

    void cutsLinesWhereverTheBytesAreCut_data()
    {
        QTest::addColumn<qsizetype>("step");
        for (const qsizetype step : {1, 2, 7, 100})
            QTest::newRow(qPrintable(QString::number(step))) << step;
    }
    void cutsLinesWhereverTheBytesAreCut()
    {
        QFETCH(qsizetype, step);
        const QByteArray bytes = "one\r\n\n\ntwo, gr\xc3\xbc\xc3\x9f\nthr\ree\nrest";
        LineCutter reader;
        QByteArrayList lines;
        for (qsizetype at = 0; at < bytes.size(); at += step)
            lines += reader.feed(bytes.mid(at, step));
        QCOMPARE(lines, (QByteArrayList{"one", "two, gr\xc3\xbc\xc3\x9f", "thr\ree"}));
        QCOMPARE(reader.pendingBytes(), 4);
        QCOMPARE(reader.flush(), QByteArrayList{"rest"});
        QCOMPARE(reader.pendingBytes(), 0);
    }

    void findsTheAnswerInABody()
    {
        HttpAnswer answer(7, false);
        QVERIFY(answer.feed(answerOfSeven.left(10)));
        QVERIFY(answer.feed(answerOfSeven.mid(10)));
        QVERIFY(!answer.message());
        answer.finish();
        QVERIFY(answer.message());
        QCOMPARE(answer.message()->result->value(u"a"_s), QJsonValue(1));
    }

    void findsTheAnswerInAStreamAmongOthers()
    {
        HttpAnswer answer(7, true);
        QVERIFY(answer.feed("id: 1\nretry: 500\ndata:\n\nevent: message\ndata: " + ping + "\n\n"));
        QVERIFY(answer.feed(R"(data: {"jsonrpc":"2.0","id":8,"result":{}})"
                            "\n\n"));
        QVERIFY(!answer.message());
        QCOMPARE(answer.takeRequests().size(), 1);
        QCOMPARE(answer.takeRequests().size(), 0);
        QVERIFY(answer.feed("data: " + answerOfSeven + "\n\n"));
        QVERIFY(answer.message());
    }

    void takesARefusalWithoutAnId()
    {
        HttpAnswer answer(7, false);
        QVERIFY(answer.feed(R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}})"));
        answer.finish();
        QVERIFY(answer.message());
        QCOMPARE(answer.message()->error->message, u"no"_s);
    }

    void refusesABodyThatIsTooLong_data()
    {
        QTest::addColumn<bool>("isStream");
        QTest::newRow("body") << false;
        QTest::newRow("stream") << true;
    }
    void refusesABodyThatIsTooLong()
    {
        QFETCH(bool, isStream);
        HttpAnswer answer(7, isStream);
        const QByteArray megabyte = "data: " + QByteArray(1 << 20, 'x');
        Result<> fed;
        for (int i = 0; fed && i < 10; ++i)
            fed = answer.feed(megabyte);
        QVERIFY(!fed);
        QCOMPARE(fed.error().message, u"sent a message of more than 8 MiB"_s);
    }

    void repeatsInHeadersWhatTheNewEraWants()
    {
        const QJsonObject region{{u"type"_s, u"string"_s}, {u"x-mcp-header"_s, u"Region"_s}};
        const QJsonObject plain{{u"type"_s, u"string"_s}};
        const QJsonObject schema{{u"properties"_s, QJsonObject{{u"region"_s, region}, {u"text"_s, plain}}}};
        const QJsonObject arguments{{u"region"_s, u"Österreich"_s}, {u"text"_s, u"a"_s}};
        const QJsonObject params = withMeta({{u"name"_s, u"find"_s}, {u"arguments"_s, arguments}});
        QCOMPARE(params[u"_meta"][u"io.modelcontextprotocol/protocolVersion"], QJsonValue(u"2026-07-28"_s));
        const QList<HttpHeader> expected{{"MCP-Protocol-Version", "2026-07-28"},
                                         {"Mcp-Method", "tools/call"},
                                         {"Mcp-Name", "find"},
                                         {"Mcp-Param-Region", "=?base64?w5ZzdGVycmVpY2g=?="}};
        QCOMPARE(modernHeaders(rpcRequest(1, u"tools/call"_s, params), schema), expected);
        QCOMPARE(modernHeaders(rpcRequest(1, u"tools/list"_s, {})),
                 (QList<HttpHeader>{{"MCP-Protocol-Version", "2026-07-28"}, {"Mcp-Method", "tools/list"}}));
    }
};

QTEST_GUILESS_MAIN(JsonRpcTest)
#include "JsonRpcTest.moc"
