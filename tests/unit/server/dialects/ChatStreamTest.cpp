// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatStream.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace server;
using namespace server::openai;

namespace {

const QString brokeOff = u"broke off"_s;

RunEventBody retried()
{
    return ModelRetried{u"c"_s, 1, {ErrorKind::Unavailable, brokeOff, {}}, {}};
}

RunEventBody replied(FinishReason finish = FinishReason::Stop)
{
    return ModelReplied{u"c"_s, finish, {}, {}, {}, {}};
}

RunFinished finished(const QString &text, RunStatus status = RunStatus::Completed)
{
    RunFinished end;
    end.status = status;
    end.text = text;
    end.usage = {7, 3, 2, 1};
    return end;
}

RunPtr aRun(const Wishes &wishes = {})
{
    RunRequest request;
    request.wishes = wishes;
    return std::make_shared<Run>(Journal::Heading{u"r1"_s, {}, u"Clerk"_s}, std::make_shared<Agent>(),
                                 request, systemClock);
}

struct Streamed
{
    QString text;
    QString reasoning;
    QStringList finishReasons;
    QStringList others; ///< "role", "usage", "error: …", "[DONE]", in order
};

void takeChoice(Streamed &all, const QJsonObject &choice)
{
    const QJsonObject delta = choice[u"delta"_s].toObject();
    if (delta.contains(u"role"_s))
        all.others.append(u"role"_s);
    all.text += delta[u"content"_s].toString();
    all.reasoning += delta[u"reasoning_content"_s].toString();
    if (!choice[u"finish_reason"_s].isNull())
        all.finishReasons.append(choice[u"finish_reason"_s].toString());
}

void takeChunk(Streamed &all, const QByteArray &data)
{
    if (data == "[DONE]")
        all.others.append(u"[DONE]"_s);
    const QJsonObject chunk = QJsonDocument::fromJson(data).object();
    if (chunk.contains(u"error"_s))
        all.others.append(u"error: "_s + chunk[u"error"_s].toObject()[u"message"_s].toString());
    if (chunk.contains(u"usage"_s))
        all.others.append(u"usage"_s);
    const QJsonArray choices = chunk[u"choices"_s].toArray();
    for (const QJsonValue &choice : choices)
        takeChoice(all, choice.toObject());
}

Streamed streamed(const RunPtr &run, const QList<RunEventBody> &bodies, bool withUsage = false)
{
    ChatStream stream(withUsage);
    Streamed all;
    for (const RunEventBody &body : QList<RunEventBody>{RunStarted()} + bodies) {
        run->journal.append(body);
        const EventData datas = stream.take(run->journal.events().constLast(), *run);
        for (const EventPiece &piece : datas)
            takeChunk(all, piece.data);
    }
    return all;
}

} // namespace

class ChatStreamTest : public QObject
{
    Q_OBJECT
private slots:
    void saysWhatTheModelSays()
    {
        const Streamed all = streamed(aRun(),
                                      {ReasoningDelta{u"m1"_s, u"hm"_s}, TextDelta{u"m1"_s, u"Hel"_s},
                                       TextDelta{u"m1"_s, u"lo"_s}, replied(), finished(u"Hello"_s)},
                                      true);
        QCOMPARE(all.text, u"Hello"_s);
        QCOMPARE(all.reasoning, u"hm"_s);
        QCOMPARE(all.finishReasons, QStringList(u"stop"_s));
        QCOMPARE(all.others, (QStringList{u"role"_s, u"usage"_s, u"[DONE]"_s}));
    }

    void setsTurnsApart()
    {
        const Streamed all = streamed(aRun(),
                                      {TextDelta{u"m1"_s, u"Let me see."_s}, replied(FinishReason::ToolCalls),
                                       TextDelta{u"m2"_s, u"It is "_s}, TextDelta{u"m2"_s, u"42."_s},
                                       replied(), finished(u"It is 42."_s)});
        QCOMPARE(all.text, u"Let me see.\n\nIt is 42."_s);
        QCOMPARE(all.others, (QStringList{u"role"_s, u"[DONE]"_s}));
    }

    void tellsHowItEnded_data()
    {
        QTest::addColumn<FinishReason>("last");
        QTest::addColumn<RunStatus>("status");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("text");
        QTest::newRow("cut off") << FinishReason::Length << RunStatus::Completed << u"length"_s << u"a"_s;
        QTest::newRow("withheld") << FinishReason::Filtered << RunStatus::Completed << u"content_filter"_s
                                  << u"a"_s;
        QTest::newRow("at a limit") << FinishReason::ToolCalls << RunStatus::Limited << u"length"_s
                                    << u"a\n\nthe end"_s;
    }
    void tellsHowItEnded()
    {
        QFETCH(const FinishReason, last);
        QFETCH(const RunStatus, status);
        const Streamed all =
            streamed(aRun(), {TextDelta{u"m1"_s, u"a"_s}, replied(last), finished(u"the end"_s, status)});
        QTEST(all.finishReasons.value(0), "reason");
        QTEST(all.text, "text");
    }

    void holdsAnAnswerThatHasAShape()
    {
        Wishes wishes;
        wishes.output = OutputSpec{{{u"type"_s, u"object"_s}}};
        RunFinished end = finished(u"```json\n{\"a\": 1}\n```"_s);
        end.output = QJsonObject{{u"a"_s, 1}};
        const RunPtr run = aRun(wishes);
        const Streamed all = streamed(run,
                                      {TextDelta{u"m1"_s, u"{"_s}, replied(), retried(),
                                       TextDelta{u"m2"_s, u"```json"_s}, replied(), end});
        QCOMPARE(all.text, u"{\"a\":1}"_s);
        QVERIFY(!run->stop.stop_requested());
    }

    void goesOnWhereNothingWasSaidYet()
    {
        const RunPtr run = aRun();
        const Streamed all =
            streamed(run, {retried(), TextDelta{u"m1"_s, u"Hello"_s}, replied(), finished(u"Hello"_s)});
        QCOMPARE(all.text, u"Hello"_s);
        QVERIFY(!run->stop.stop_requested());
    }

    void endsWhereAnAnswerBreaksOff()
    {
        const RunPtr run = aRun();
        RunFinished end = finished({}, RunStatus::Cancelled);
        end.error = Error{ErrorKind::Cancelled, u"cancelled"_s, {}};
        const Streamed all = streamed(run, {TextDelta{u"m1"_s, u"Hel"_s}, retried(), end}, true);
        QVERIFY(run->stop.stop_requested());
        QCOMPARE(all.text, u"Hel"_s);
        QCOMPARE(all.finishReasons, QStringList());
        QCOMPARE(all.others, (QStringList{u"role"_s, u"error: "_s + brokeOff}));
    }

    void endsWithTheErrorOfARunThatFails()
    {
        RunFinished end = finished({}, RunStatus::Failed);
        end.error = Error{ErrorKind::Timeout, u"too slow"_s, {}};
        const Streamed all = streamed(aRun(), {end}, true);
        QCOMPARE(all.finishReasons, QStringList());
        QCOMPARE(all.others, (QStringList{u"role"_s, u"error: too slow"_s}));
    }
};

QTEST_GUILESS_MAIN(ChatStreamTest)
#include "ChatStreamTest.moc"
