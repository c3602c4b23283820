// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/scripted/ScriptProvider.h"
#include "agent/base/Clock.h"
#include "agent/providers/scripted/ScriptFile.h"
#include "tests/support/Testing.h"

#include <QTemporaryDir>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What was heard of one call.
struct Heard
{
    QStringList text;
    QStringList reasoning;
    Result<ModelReply> reply;
};

Heard ask(ScriptProvider &provider, std::chrono::milliseconds idleLimit = 30s, std::stop_token stop = {})
{
    Heard heard;
    const ModelSink sink = [&heard](const ModelDelta &delta) {
        if (const auto *text = std::get_if<TextPiece>(&delta))
            heard.text.append(text->text);
        else
            heard.reasoning.append(std::get<ReasoningPiece>(delta).text);
    };
    ModelRequest request;
    request.idleLimit = idleLimit;
    heard.reply = await(provider.complete(request, sink, std::move(stop)));
    return heard;
}

ScriptTurn says(const QStringList &pieces)
{
    ScriptTurn turn;
    turn.text.pieces = pieces;
    return turn;
}

} // namespace

class ScriptProviderTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QByteArray &text) const
    {
        const QString path = m_folder.filePath(u"script.yaml"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the script is not written");
        return path;
    }

private slots:
    void saysItsTurnsInOrder()
    {
        ScriptTurn first = says({u"Hel"_s, u"lo."_s});
        first.reasoning.pieces = {u"Hm."_s};
        first.usage = Usage{3, 2, 0, 1};
        ScriptTurn second;
        second.toolCalls = {{{}, u"add"_s, {{u"n"_s, 1}}, {}}, {u"mine"_s, u"add"_s, {}, u"{"_s}};
        ScriptProvider provider({{first, second}, false});
        const Heard heard = ask(provider);
        QCOMPARE(heard.text, (QStringList{u"Hel"_s, u"lo."_s}));
        QCOMPARE(heard.reasoning, QStringList{u"Hm."_s});
        QVERIFY(heard.reply
                == (ModelReply{{Role::Assistant, u"Hello."_s, {}, {}}, FinishReason::Stop, first.usage}));
        const Heard calls = ask(provider);
        QVERIFY_RESULT(calls.reply);
        QCOMPARE(calls.reply->finish, FinishReason::ToolCalls);
        QCOMPARE(calls.reply->message.toolCalls[0].id, u"call_2_1"_s);
        QCOMPARE(calls.reply->message.toolCalls[1].id, u"mine"_s);
        QCOMPARE(calls.reply->message.toolCalls[1].unreadable, std::optional(u"{"_s));
    }

    void saysThatItsTurnsAreUsedUp()
    {
        ScriptProvider provider({{says({u"Once."_s})}, false});
        QVERIFY_RESULT(ask(provider).reply);
        const auto reply = ask(provider).reply;
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::NotFound);
        QCOMPARE(reply.error().message,
                 u"All turns of the script are used up, 1 in number; add turns or \"repeat: true\""_s);
    }

    void beginsAgainIfAskedTo()
    {
        ScriptProvider provider({{says({u"a"_s}), says({u"b"_s})}, true});
        QStringList texts;
        for (int i = 0; i < 5; ++i)
            texts += ask(provider).text;
        QCOMPARE(texts.join(QString()), u"ababa"_s);
    }

    void failsAsWritten_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        for (const auto &row : names(ErrorKind()))
            QTest::newRow(row.name) << row.value;
    }
    void failsAsWritten()
    {
        QFETCH(ErrorKind, kind);
        ScriptTurn turn = says({u"Half a "_s});
        turn.error = ScriptError{kind, u"It broke."_s, 7};
        ScriptProvider provider({{turn}, false});
        const Heard heard = ask(provider);
        QCOMPARE(heard.text, QStringList{u"Half a "_s});
        QVERIFY(heard.reply == tl::unexpected(Error{kind, u"It broke."_s, {}, 7s}));
    }

    void takesItsTime()
    {
        ScriptTurn turn = says({u"a"_s, u"b"_s});
        turn.waitMs = 60;
        turn.pauseMs = 30;
        ScriptProvider provider({{turn}, false});
        const Stopwatch watch;
        QVERIFY_RESULT(ask(provider).reply);
        QVERIFY(watch.elapsed() >= 115ms);
    }

    void timesOutWhereItIsSilentForTooLong()
    {
        ScriptTurn turn = says({u"a"_s, u"b"_s});
        turn.pauseMs = 3'600'000;
        ScriptProvider provider({{turn}, false});
        const Heard heard = ask(provider, 20ms);
        QCOMPARE(heard.text, QStringList{u"a"_s});
        QVERIFY(!heard.reply);
        QCOMPARE(heard.reply.error().kind, ErrorKind::Timeout);
    }

    void stopsAtOnce()
    {
        ScriptTurn turn = says({u"a"_s});
        turn.waitMs = 3'600'000;
        ScriptProvider provider({{turn}, false});
        std::stop_source stop;
        QTimer::singleShot(20ms, this, [&stop] { stop.request_stop(); });
        const auto reply = ask(provider, 24h, stop.get_token()).reply;
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
    }

    void readsAFile()
    {
        const auto list = loadScript(file("- text: Two words\n- error: {kind: timeout}\n"));
        QVERIFY_RESULT(list);
        QCOMPARE(list->turns.size(), 2);
        QCOMPARE(list->turns[0].text.pieces, (QStringList{u"Two "_s, u"words"_s}));
        const auto mapping = loadScript(file("repeat: true\nturns:\n  - text: [a, b]\n"));
        QVERIFY_RESULT(mapping);
        QVERIFY(mapping->repeat);
        QCOMPARE(mapping->turns[0].text.pieces, (QStringList{u"a"_s, u"b"_s}));
    }

    void saysWhereAFileIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("fault");
        QTest::newRow("key") << QByteArray("- text: a\n- txt: b\n")
                             << u":2:3: unknown key \"txt\"; did you mean \"text\"?"_s;
        QTest::newRow("value") << QByteArray("turns:\n  - wait_ms: soon\n")
                               << u":2:14: expected a whole number, found \"soon\""_s;
        QTest::newRow("not YAML") << QByteArray("- text: [a\n") << u":"_s;
        QTest::newRow("empty")
            << QByteArray() << u":1:1: expected a list of turns, or a mapping with \"turns\", found null"_s;
    }
    void saysWhereAFileIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, fault);
        const QString path = file(text);
        const auto script = loadScript(path);
        QVERIFY(!script);
        QVERIFY2(script.error().message.startsWith(path + fault), qPrintable(script.error().message));
    }

    void namesAFileThatIsNotThere()
    {
        const auto script = loadScript(u"/nonexistent/script.yaml"_s);
        QVERIFY(!script);
        QCOMPARE(script.error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(ScriptProviderTest)
#include "ScriptProviderTest.moc"
