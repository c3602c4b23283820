// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiStream.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

/// What the recordings (RecordingsTest) cannot show.
class OpenAiStreamTest : public QObject
{
    Q_OBJECT
private slots:
    void inventsTheIdsAServerLeavesOut()
    {
        OpenAiStream stream;
        QVERIFY(stream.accept(calls("\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")));
        QVERIFY(stream.accept(calls("\"index\":1,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")));
        QVERIFY(stream.accept("[DONE]"));
        const auto reply = stream.finish();
        QVERIFY_RESULT(reply);
        const QList<ToolCall> made = reply->message.toolCalls;
        QCOMPARE(made.size(), 2);
        QVERIFY(made[0].id.startsWith(u"call_"_s));
        QVERIFY(made[0].id != made[1].id);
    }
    void replacesAnIdThatIsTaken()
    {
        OpenAiStream stream({u"call_0"_s});
        QVERIFY(stream.accept(calls("\"index\":0,\"id\":\"call_0\",\"function\":{\"name\":\"f\"}")));
        QVERIFY(stream.accept(calls("\"index\":1,\"id\":\"call_1\",\"function\":{\"name\":\"f\"}")));
        QVERIFY(stream.accept("[DONE]"));
        const auto reply = stream.finish();
        QVERIFY_RESULT(reply);
        QVERIFY(reply->message.toolCalls[0].id != u"call_0"_s);
        QCOMPARE(reply->message.toolCalls[1].id, u"call_1"_s);
    }

private:
    static QByteArray calls(const QByteArray &fields)
    {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{" + fields + "}]}}]}";
    }
};

QTEST_APPLESS_MAIN(OpenAiStreamTest)
#include "OpenAiStreamTest.moc"
