// SPDX-License-Identifier: GPL-3.0-or-later
#include "RandomCassette.h"
#include "agent/cassette/CassetteReader.h"
#include "agent/cassette/CassetteWriter.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray header = "cassette: 1\nprovider: demo\nmodel: m\n...\n";

QByteArray callText(const QByteArray &number, const QByteArray &rest)
{
    return "---\ncall: " + number + "\n" + rest + "...\n";
}

const QByteArray request = "request:\n  messages:\n    - {role: user, text: Hi}\n";
const QByteArray reply = "reply: {at: 5, text: Hello}\n";

Message said(Role role, const QString &text)
{
    Message message;
    message.role = role;
    message.text = text;
    return message;
}

/// Where a call stands in its file is not part of what was recorded.
Cassette withoutLines(Cassette cassette)
{
    for (RecordedCall &call : cassette.calls)
        call.line = 0;
    return cassette;
}

QString faultOf(const QByteArray &text)
{
    const auto read = readCassette(text, u"f"_s);
    return read ? u"it was read"_s : read.error().message;
}

} // namespace

class CassetteTest : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatItWrites()
    {
        RandomCassette random(1);
        for (int i = 0; i < 300; ++i) {
            const Cassette cassette = random.next();
            const QByteArray text = written(cassette);
            const auto read = readCassette(text, u"f"_s);
            QVERIFY2(read,
                     qPrintable(read ? QString() : read.error().message + u'\n' + QString::fromUtf8(text)));
            QVERIFY2(withoutLines(*read) == cassette, text.constData());
        }
    }

    void readsTheExampleOfTheDocumentation()
    {
        QFile file(u"" SOURCE_ROOT "/docs/cassettes.md"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray page = file.readAll();
        const qsizetype begin = page.indexOf("```yaml\n") + 8;
        const auto read = readCassette(page.mid(begin, page.indexOf("```", begin) - begin), u"f"_s);
        QVERIFY_RESULT(read);
        QCOMPARE(read->header.provider, u"demo"_s);
        QCOMPARE(read->calls.size(), 2);
        QCOMPARE(read->calls[1].request.messages.size(), 3);
        QCOMPARE(read->calls[1].request.model, read->calls[0].request.model);
        QCOMPARE(read->toolCalls.size(), 1);
        QCOMPARE(read->calls[1].reply->message.text, u"340 × 7 is 2380."_s);
    }

    void readsWhatAPersonWrote()
    {
        const auto read = readCassette(testing::data(u"cassette/by-hand.cassette"_s), u"f"_s);
        QVERIFY_RESULT(read);
        QCOMPARE(read->calls.size(), 2);
        QCOMPARE(read->calls[0].reply->message, said(Role::Assistant, u"Good morning, Ada.\n"_s));
        QCOMPARE(read->calls[0].stream, QList<TimedPiece>());
        const AskedRequest &second = read->calls[1].request;
        QCOMPARE(second.instructions, u"Be brief, be kind."_s);
        QCOMPARE(second.messages,
                 (QList<Message>{said(Role::User, u"Hi"_s), read->calls[0].reply->message,
                                 said(Role::User, u"And in French?"_s)}));
        QCOMPARE(read->calls[1].reply->message.text, u"Bonjour, Ada."_s);
    }

    void growsWithTheLengthOfAConversation()
    {
        const auto sizeOf = [](int turns) {
            CassetteWriter writer(CassetteHeader{});
            QByteArray text;
            RecordedCall call;
            call.request.instructions = QString(2000, u'i');
            for (int i = 0; i < turns; ++i) {
                call.request.messages.append(said(Role::User, QString(500, u'q')));
                call.reply = ModelReply{said(Role::Assistant, QString(500, u'a')), FinishReason::Stop, {}};
                text += writer.call(call);
                call.request.messages.append(call.reply->message);
            }
            return text.size();
        };
        QVERIFY(sizeOf(200) < 11 * sizeOf(20));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QByteArray &text, const char *fault) {
            QTest::newRow(name) << text << QString::fromUtf8(fault);
        };
        const char *none = "f:1:1: this is no cassette: it does not begin with \"cassette: 1\"";
        row("empty", "", none);
        row("an agent file", "provider: demo\n", none);
        row("JSON", "{\"a\": 1}", none);
        row("a picture", QByteArray("\x89PNG\r\n\x1a\n\0\0", 10),
            "f:3:1: the file contains a NUL byte, so it is not a text");
        row("of the future", "cassette: 2\nnews: 1\n...\n",
            "f:1:11: this cassette is of version 2, and this Slipway reads version 1; record it again or "
            "take a "
            "newer Slipway");
        row("header without provider", "cassette: 1\nmodel: m\n...\n", "f:1:1: \"provider\" is required");
        row("header cut off", "cassette: 1\nprovider: demo\n",
            "f:1:1: the recording breaks off in what begins here, for the last line of each part is \"...\"; "
            "delete it to replay what is before it");
        row("call cut off", header + "---\ncall: 1\n" + request,
            "f:6:1: the recording breaks off in what begins here, for the last line of each part is \"...\"; "
            "delete it to replay what is before it");
        row("call cut off in a word", header + "---\ncall: 1\nrequest: {messages: [{role: us", "f:7:");
        row("unknown part", header + "---\nsong: 1\n...\n",
            "f:6:1: expected a recorded call: a mapping with \"call\" or \"tool\"");
        row("unknown key", header + callText("1", request + reply + "remark: x\n"),
            "f:11:1: unknown key \"remark\"");
        row("neither reply nor error", header + callText("1", request),
            "f:6:1: a call ends either in \"reply\" or in \"error\"");
        row("a piece that is none", header + callText("1", request + "stream:\n  - [1, 2]\n" + reply),
            "f:11:5: expected [milliseconds, \"text\"] or [milliseconds, reasoning, \"text\"], found a list");
        row("time before the beginning", header + callText("1", request + "reply: {at: -5}\n"),
            "f:10:13: expected milliseconds from 0 to 86400000");
        row("like a later call", header + callText("1", "request: {like: 2}\n" + reply),
            "f:7:17: there is no call 2 before this one");
        row("keeps too much",
            header + callText("1", request + reply) + callText("2", "request: {like: 1, keep: 2}\n" + reply),
            "f:14:26: the request this one is like has 1 messages, not 2");
        row("the same number twice", header + callText("1", request + reply) + callText("1", request + reply),
            "f:13:7: there is already a call with the number 1");
        row("tool without outcome", header + "---\ntool: t\nafter: 1\nresult: r\n...\n",
            "f:6:1: \"outcome\" is required");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, fault);
        QVERIFY2(faultOf(text).startsWith(fault), qPrintable(faultOf(text)));
        const bool isCrLf = text.contains('\r');
        if (!isCrLf)
            QVERIFY(faultOf(QByteArray(text).replace("\n", "\r\n")).startsWith(fault));
    }

    void readsAFileWithOtherLineEnds()
    {
        QByteArray text = header + callText("1", request + reply);
        const auto read = readCassette(text.replace("\n", "\r\n"), u"f"_s);
        QVERIFY_RESULT(read);
        QCOMPARE(read->calls.size(), 1);
    }

    void namesAFileThatIsNotThere()
    {
        const auto read = loadCassette(u"/nonexistent/demo.cassette"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::NotFound);
        QVERIFY(read.error().message.contains(u"/nonexistent/demo.cassette"_s));
    }
};

QTEST_APPLESS_MAIN(CassetteTest)
#include "CassetteTest.moc"
