// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Replay.h"
#include "agent/base/Clock.h"
#include "agent/cassette/CassetteWriter.h"
#include "agent/run/Runs.h"
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedProvider.h"

#include <QTemporaryDir>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ModelRequest request(const QString &text)
{
    ModelRequest request;
    request.model = u"m"_s;
    request.messages = {Message{Role::User, text, {}, {}}};
    return request;
}

RecordedCall call(const QString &question, const QString &answer, milliseconds at = 0ms)
{
    RecordedCall call;
    call.request = asked(u"openai"_s, request(question));
    call.stream = {{at / 2, TextPiece{answer}}};
    call.at = at;
    call.reply = ModelReply{{Role::Assistant, answer, {}, {}}, FinishReason::Stop, Usage{3, 4, 0, 0}};
    return call;
}

/// The events without what is of this run alone: its id, and all that is read off a clock.
QByteArray journalOf(const RunPtr &run)
{
    QStringList lines;
    for (const RunEvent &event : run->journal.events()) {
        const QString text = std::visit(
            Overloaded{
                [](const TextDelta &e) { return e.message + e.text; },
                [](const TextFinished &e) { return e.message + e.text; },
                [](const ModelCalled &e) { return e.call + e.provider + e.model; },
                [](const ModelReplied &e) { return e.call + json::toName(e.finish); },
                [](const ToolCalled &e) { return QString::fromUtf8(json::text(json::toJson(e.call))); },
                [](const ToolStarted &e) { return e.call; },
                [](const ToolFinished &e) { return e.call + e.name + e.text; },
                [](const MessageAdded &e) { return QString::fromUtf8(json::text(json::toJson(e.message))); },
                [](const RunFinished &e) { return e.text + (e.error ? e.error->message : QString()); },
                [](const auto &) { return QString(); }},
            event.body);
        lines.append(u"%1 %2 %3 %4"_s.arg(event.seq).arg(event.turn).arg(eventName(event.body), text));
    }
    return lines.join(u'\n').toUtf8();
}

} // namespace

class ReplayTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path() const { return m_folder.filePath(u"demo.cassette"_s); }

    std::shared_ptr<Replay> replay(const QList<RecordedCall> &calls, double speed = 0, bool tools = false,
                                   const QList<RecordedToolCall> &toolCalls = {})
    {
        CassetteHeader header{1, u"tester"_s, u"openai"_s, u"m"_s, {}, u"2026-01-02T03:04:05Z"_s, tools, {}};
        CassetteWriter writer(header);
        QByteArray text = writer.begin();
        for (const RecordedCall &call : calls)
            text += writer.call(call);
        for (const RecordedToolCall &call : toolCalls)
            text += writer.toolCall(call);
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the cassette is not written");
        file.close();
        const auto opened = Replay::open({path(), speed});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return *opened;
    }

    static Result<ModelReply> ask(const std::shared_ptr<Replay> &replay, const QString &text,
                                  QString *streamed = nullptr)
    {
        const ProviderChoice choice = replay->answerers({}).constFirst();
        const ModelSink sink = [streamed](const ModelDelta &delta) {
            if (streamed)
                *streamed += std::get<TextPiece>(delta).text;
        };
        const std::stop_token never;
        return await(choice.provider->complete(request(text), sink, never));
    }

private slots:
    void answersAsItWasRecorded()
    {
        const auto cassette = replay({call(u"Hi"_s, u"Hello."_s)});
        QString streamed;
        const auto reply = ask(cassette, u"Hi"_s, &streamed);
        QVERIFY_RESULT(reply);
        QVERIFY(reply == call(u"Hi"_s, u"Hello."_s).reply);
        QCOMPARE(streamed, u"Hello."_s);
    }

    void failsAsItWasRecorded()
    {
        RecordedCall failed = call(u"Hi"_s, u"Hel"_s);
        failed.reply = tl::unexpected(Error{ErrorKind::RateLimited, u"Slow."_s, u"http://x"_s, 7s});
        QString streamed;
        const auto reply = ask(replay({failed}), u"Hi"_s, &streamed);
        QVERIFY(reply == failed.reply);
        QCOMPARE(streamed, u"Hel"_s);
    }

    void givesEqualRequestsTheirTurns()
    {
        const auto cassette =
            replay({call(u"Hi"_s, u"One."_s), call(u"Ho"_s, u"Other."_s), call(u"Hi"_s, u"Two."_s)});
        QStringList answers;
        for (const QString &text : {u"Hi"_s, u"Hi"_s, u"Hi"_s, u"Ho"_s})
            answers.append(ask(cassette, text)->message.text);
        QCOMPARE(answers, (QStringList{u"One."_s, u"Two."_s, u"Two."_s, u"Other."_s}));
    }

    void saysWhatIsDifferent()
    {
        const auto cassette =
            replay({call(u"Tell me a story."_s, u"No."_s), call(u"What is 2 + 2?"_s, u"4"_s)});
        const auto reply = ask(cassette, u"What is 2 + 3?"_s);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(
            reply.error().message,
            u"demo.cassette holds no recording of this request. The nearest is call 2 (line 33); the first "
            "difference is at messages/0/text: recorded \"What is 2 + 2?\", asked \"What is 2 + 3?\". Ask "
            "what was recorded, or record again."_s);
        QCOMPARE(ask(replay({}), u"Hi"_s).error().message,
                 u"demo.cassette has no recorded call at all; record it again."_s);
    }

    void asksNobodyElseForWhatWasNotRecorded()
    {
        const auto cassette = replay({call(u"Hi"_s, u"Hello."_s)});
        const ProviderChoice choice = cassette->answerers({}).constFirst();
        const auto other = std::make_shared<ScriptedProvider>();
        const auto agent = std::make_shared<Agent>();
        agent->provider = choice.provider;
        agent->model = choice.model;
        agent->fallbacks = {{other, u"m"_s, {}}};
        Runs runs;
        const RunPtr run = runs.start(agent, {{Message{Role::User, u"Ho"_s, {}, {}}}, u"test"_s, {}});
        QTRY_VERIFY(run->journal.isFinished());
        QVERIFY(journalOf(run).contains("demo.cassette holds no recording of this request"));
        QVERIFY(other->requests.isEmpty());
    }

    void keepsTheOriginalTimeOrScalesIt_data()
    {
        QTest::addColumn<milliseconds>("recorded");
        QTest::addColumn<double>("speed");
        QTest::addColumn<milliseconds>("atLeast");
        QTest::newRow("original") << milliseconds(200) << 1.0 << milliseconds(195);
        QTest::newRow("half as fast") << milliseconds(100) << 0.5 << milliseconds(195);
        QTest::newRow("a thousand times as fast") << milliseconds(200'000) << 1000.0 << milliseconds(195);
        QTest::newRow("at once") << milliseconds(200'000) << 0.0 << milliseconds(0);
    }
    void keepsTheOriginalTimeOrScalesIt()
    {
        QFETCH(milliseconds, recorded);
        QFETCH(double, speed);
        QFETCH(milliseconds, atLeast);
        const auto cassette = replay({call(u"Hi"_s, u"Hello."_s, recorded)}, speed);
        const Stopwatch watch;
        QVERIFY_RESULT(ask(cassette, u"Hi"_s));
        QVERIFY(watch.elapsed() >= atLeast && watch.elapsed() < 60s);
    }

    void stopsAtOnce()
    {
        const auto cassette = replay({call(u"Hi"_s, u"Hello."_s, 60s)}, 1);
        const ProviderChoice choice = cassette->answerers({}).constFirst();
        std::stop_source stop;
        QTimer::singleShot(20ms, this, [&stop] { stop.request_stop(); });
        const ModelSink ignore = [](const ModelDelta &) { };
        const auto reply = await(choice.provider->complete(request(u"Hi"_s), ignore, stop.get_token()));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
    }

    void standsInForWhoWasRecorded()
    {
        AgentSpec spec;
        spec.provider = u"auto"_s;
        spec.model = u"gpt-x"_s;
        const auto cassette = replay({});
        const ProviderChoice choice = cassette->answerers(spec).constFirst();
        QCOMPARE(choice.provider->name(), u"openai"_s);
        QCOMPARE(choice.model, u"m"_s);
        QCOMPARE(choice.reason,
                 u"No model is asked: replaying demo.cassette, recorded from openai on 2026-01-02."_s);
        spec.provider = u"openai"_s;
        QCOMPARE(cassette->answerers(spec).constFirst().model, u"gpt-x"_s);
    }

    void takesOutOfARequestWhatIsNotInTheRecording()
    {
        const QString secret = u"sk-"_s + QString(40, u'a');
        const auto cassette = replay({call(u"My key is REMOVED."_s, u"Keep it."_s)});
        QVERIFY_RESULT(ask(cassette, u"My key is "_s + secret + u'.'));
    }

    void replaysToolsInTheOrderInWhichTheyEnded()
    {
        const QJsonObject slow{{u"n"_s, 1}};
        const QJsonObject quick{{u"n"_s, 2}};
        const ToolResult first{ToolOutcome::Ok, u"quick result"_s};
        const ToolResult second{ToolOutcome::Timeout, u"slow result"_s};
        RecordedCall wants = call(u"Go"_s, QString());
        wants.stream.clear();
        wants.reply->message.toolCalls = {{u"a"_s, u"t"_s, slow, {}}, {u"b"_s, u"t"_s, quick, {}}};
        wants.reply->finish = FinishReason::ToolCalls;
        const auto tool = std::make_shared<ScriptedTool>(
            u"t"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Error, u"called for real"_s}; });
        const auto made = std::make_shared<Agent>();
        made->spec.name = u"tester"_s;
        made->tools = {tool};
        wants.request.instructions = made->instructions();
        wants.request.tools = {{u"t"_s, tool->info().description, tool->info().parameters}};
        RecordedCall done = wants;
        Message late{Role::Tool, second.text, {}, u"a"_s};
        late.failed = true;
        done.request.messages += {wants.reply->message, late, Message{Role::Tool, first.text, {}, u"b"_s}};
        done.reply = ModelReply{{Role::Assistant, u"Done."_s, {}, {}}, FinishReason::Stop, {}};
        QByteArrayList journals;
        for (const double speed : {0.0, 0.0, 1.0, 1.0}) {
            // Both end within the same millisecond of a timer.
            const auto cassette = replay({wants, done}, speed, true,
                                         {{u"t"_s, quick, 20ms, first}, {u"t"_s, slow, 20ms, second}});
            const auto agent = std::make_shared<Agent>(*made);
            agent->provider = cassette->answerers({}).constFirst().provider;
            agent->model = u"m"_s;
            agent->tools = {cassette->around(tool)};
            Runs runs;
            const RunPtr run = runs.start(agent, {{Message{Role::User, u"Go"_s, {}, {}}}, u"test"_s, {}});
            QTRY_VERIFY(run->journal.isFinished());
            journals.append(journalOf(run));
        }
        QVERIFY2(journals[0].contains("run_finished Done."), journals[0].constData());
        QVERIFY(journals[0].indexOf("quick result") < journals[0].indexOf("slow result"));
        for (const QByteArray &journal : journals)
            QCOMPARE(journal, journals[0]);
    }

    void saysThatAToolCallWasNotRecorded()
    {
        const ToolResult fine{ToolOutcome::Ok, u"fine"_s};
        const auto cassette =
            replay({}, 0, true, {{u"t"_s, {{u"n"_s, 1}, {u"word"_s, u"Ada"_s}}, 1ms, fine}});
        const auto resultOf = [&](const QString &name) {
            const auto tool = cassette->around(std::make_shared<ScriptedTool>(
                name, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"called for real"_s}; }));
            return await(tool->call({{u"n"_s, 1}, {u"word"_s, u"Ava"_s}}, {}));
        };
        QVERIFY(resultOf(u"t"_s)
                == (ToolResult{ToolOutcome::Error,
                               u"demo.cassette holds no call of t with these arguments. The first difference "
                               "to the nearest is at word: recorded \"Ada\", asked \"Ava\". Record it "
                               "again."_s}));
        QVERIFY(resultOf(u"other"_s)
                == (ToolResult{ToolOutcome::Error,
                               u"demo.cassette holds no call of other at all; record it again."_s}));
    }

    void advisesToRecordToolsWhenAResultIsAnother()
    {
        RecordedCall later = call(u"Hi"_s, u"Noon."_s);
        later.request.messages.append(Message{Role::Tool, u"12:00"_s, {}, u"1"_s});
        ModelRequest now = request(u"Hi"_s);
        now.messages.append(Message{Role::Tool, u"12:01"_s, {}, u"1"_s});
        const auto next = replay({later})->next(asked(u"openai"_s, now));
        QVERIFY(!next);
        QVERIFY(next.error().message.endsWith(u"record again with --record-tools."_s));
    }
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "ReplayTest.moc"
