// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiAnswer.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QJsonDocument>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// What came of an answer: the reply, and what was handed on while it was read.
struct Outcome
{
    tl::expected<ModelReply, Error> reply;
    QString text;
    QString reasoning;
};

HttpAnswer head(const QByteArray &contentType)
{
    return {200, contentType, {}, {}, {}};
}

void note(Outcome &outcome, const QList<ModelDelta> &deltas)
{
    for (const ModelDelta &delta : deltas) {
        if (const auto *piece = std::get_if<TextPiece>(&delta))
            outcome.text += piece->text;
        else
            outcome.reasoning += std::get<ReasoningPiece>(delta).text;
    }
}

Outcome read(const QByteArray &wire, qsizetype step, const QByteArray &contentType = "text/event-stream")
{
    Outcome outcome;
    OpenAiAnswer answer(head(contentType), QUrl(u"http://model.test/v1"_s), OpenAiStream());
    for (qsizetype at = 0; at < wire.size(); at += step) {
        const auto deltas = answer.take(wire.mid(at, step));
        if (!deltas) {
            outcome.reply = tl::unexpected(deltas.error());
            return outcome;
        }
        note(outcome, *deltas);
    }
    const auto rest = answer.end();
    if (!rest) {
        outcome.reply = tl::unexpected(rest.error());
        return outcome;
    }
    note(outcome, *rest);
    const auto reply = answer.finish({});
    if (reply)
        outcome.reply = *reply;
    else
        outcome.reply = tl::unexpected(reply.error().error);
    return outcome;
}

/// As the files *.expected.json have it.
QJsonObject picture(const Outcome &outcome)
{
    const ModelReply &reply = *outcome.reply;
    QJsonArray calls;
    for (const ToolCall &call : reply.message.toolCalls)
        calls.append(json::toJson(call));
    return {{u"text"_s, reply.message.text},
            {u"reasoning"_s, outcome.reasoning},
            {u"tool_calls"_s, calls},
            {u"finish"_s, json::toName(reply.finish)},
            {u"usage"_s, reply.usage ? json::toJson(*reply.usage) : QJsonValue()}};
}

QJsonObject expectation(const QString &name)
{
    return QJsonDocument::fromJson(testing::data(u"openai/%1.expected.json"_s.arg(name))).object();
}

QStringList recordings()
{
    QStringList names;
    const QDir folder(QLatin1String(TEST_DATA "/openai"));
    for (const QString &file : folder.entryList({u"*.expected.json"_s}))
        names.append(file.section(u'.', 0, 0));
    names.removeAll(u"whole"_s);
    return names;
}

} // namespace

class OpenAiStreamTest : public QObject
{
    Q_OBJECT
private slots:
    void readsARecordingTheSameHoweverItIsCut_data() { addRecordings(); }
    void readsARecordingTheSameHoweverItIsCut()
    {
        QFETCH(QString, name);
        const QByteArray wire = testing::data(u"openai/%1.sse"_s.arg(name));
        for (const qsizetype step : {wire.size(), qsizetype(7), qsizetype(1)}) {
            const Outcome outcome = read(wire, step);
            QVERIFY_RESULT(outcome.reply);
            QCOMPARE(picture(outcome), expectation(name));
            QCOMPARE(outcome.text, outcome.reply->message.text);
        }
    }
    void neverTakesHalfAnAnswerForAWholeOne_data() { addRecordings(); }
    void neverTakesHalfAnAnswerForAWholeOne()
    {
        QFETCH(QString, name);
        const QByteArray wire = testing::data(u"openai/%1.sse"_s.arg(name));
        const QJsonObject whole = expectation(name);
        qsizetype broken = 0;
        OpenAiAnswer answer(head("text/event-stream"), QUrl(u"http://model.test/v1"_s), OpenAiStream());
        Outcome outcome;
        for (const char byte : wire.chopped(1)) {
            const auto deltas = answer.take(QByteArray(1, byte));
            QVERIFY_RESULT(deltas);
            note(outcome, *deltas);
            const auto reply = answer.finish({});
            if (!reply) {
                QCOMPARE(reply.error().error.kind, ErrorKind::Unavailable);
                ++broken;
                continue;
            }
            outcome.reply = *reply;
            QJsonObject got = picture(outcome);
            if (got.value(u"usage"_s).isNull()) // it comes after the answer's end
                got.insert(u"usage"_s, whole.value(u"usage"_s));
            QCOMPARE(got, whole);
        }
        QVERIFY(broken > wire.size() / 3);
    }
    void readsAnAnswerThatWasNotStreamed()
    {
        const QByteArray document = testing::data(u"openai/whole.json"_s);
        for (const qsizetype step : {document.size(), qsizetype(7)}) {
            const Outcome outcome = read(document, step, "application/json; charset=utf-8");
            QVERIFY_RESULT(outcome.reply);
            QCOMPARE(picture(outcome), expectation(u"whole"_s));
            QCOMPARE(outcome.text, u"Hello"_s);
        }
        QVERIFY(!read(document.chopped(20), document.size(), "application/json").reply);
    }
    void reportsWhatTheServerReports_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, ErrorKind kind, const char *words) {
            QTest::newRow(name) << QString::fromLatin1(name) << int(kind) << QString::fromLatin1(words);
        };
        row("error-in-stream", ErrorKind::Unavailable, "The server had an error while");
        row("rate-limit-in-stream", ErrorKind::RateLimited, "Slow down");
        row("error-as-text", ErrorKind::Unavailable, "model runner has unexpectedly stopped");
        row("not-json", ErrorKind::Unavailable, "cannot be read: not valid JSON");
        row("wrong-shape", ErrorKind::Unavailable, "/choices/0/delta");
        row("end-mark-alone", ErrorKind::Unavailable, "broke off");
    }
    void reportsWhatTheServerReports()
    {
        QFETCH(QString, name);
        QFETCH(int, kind);
        QFETCH(QString, words);
        const QByteArray wire = testing::data(u"openai/%1.sse"_s.arg(name));
        for (const qsizetype step : {wire.size(), qsizetype(1)}) {
            const Outcome outcome = read(wire, step);
            QVERIFY(!outcome.reply);
            QCOMPARE(int(outcome.reply.error().kind), kind);
            QVERIFY2(outcome.reply.error().message.contains(words),
                     qPrintable(outcome.reply.error().message));
        }
    }
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
    void endsAnAnswerWithoutEnd()
    {
        OpenAiAnswer answer(head("text/event-stream"), QUrl(u"http://model.test"_s), OpenAiStream());
        const QByteArray event = ": " + QByteArray(1'000'000, 'x') + "\n\n";
        Result<QList<ModelDelta>> taken;
        for (qsizetype fed = 0; taken && fed < 2 * OpenAiAnswer::maxBytes; fed += event.size())
            taken = answer.take(event);
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, ErrorKind::Unavailable);
    }

private:
    static void addRecordings()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : recordings())
            QTest::newRow(qPrintable(name)) << name;
    }
    static QByteArray calls(const QByteArray &fields)
    {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{" + fields + "}]}}]}";
    }
};

QTEST_APPLESS_MAIN(OpenAiStreamTest)
#include "OpenAiStreamTest.moc"
