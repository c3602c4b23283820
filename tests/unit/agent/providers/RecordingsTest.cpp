// SPDX-License-Identifier: GPL-3.0-or-later
#include "Reading.h"

#include "tests/support/Testing.h"

#include <QDir>
#include <QJsonDocument>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;

namespace {

QString pathOf(const Wire &wire, const QString &name)
{
    return u"providers/%1/%2"_s.arg(wire.name, name);
}

QJsonObject jsonOf(const QString &path)
{
    return QJsonDocument::fromJson(testing::data(path)).object();
}

/// A row for each recording of a wire that has such a file beside it.
void addRows(const QString &wireName, const QString &ending, const QString &sibling)
{
    const QDir folder(QLatin1String(TEST_DATA "/providers/") + wireName);
    for (const QString &file : folder.entryList({u"*."_s + sibling})) {
        const QString name = file.chopped(sibling.size() + 1);
        if (folder.exists(name + u'.' + ending))
            QTest::newRow(qPrintable(wireName + u": "_s + name)) << wireName << name;
    }
}

void addRecordings(const QString &sibling)
{
    QTest::addColumn<QString>("wireName");
    QTest::addColumn<QString>("name");
    for (const Wire &wire : wires())
        addRows(wire.name, wire.ending(), sibling);
}

} // namespace

/// What was recorded of every provider, read whole, in sevens and byte by byte.
class RecordingsTest : public QObject
{
    Q_OBJECT
private slots:
    void readsARecordingTheSameHoweverItIsCut_data() { addRecordings(u"expected.json"_s); }
    void readsARecordingTheSameHoweverItIsCut()
    {
        QFETCH(QString, wireName);
        QFETCH(QString, name);
        const Wire &spoken = wire(wireName);
        const QByteArray body = testing::data(pathOf(spoken, name + u'.' + spoken.ending()));
        const QJsonObject expected = jsonOf(pathOf(spoken, name + u".expected.json"_s));
        for (const qsizetype step : {body.size(), qsizetype(7), qsizetype(1)}) {
            const Outcome outcome = read(spoken, body, step, spoken.contentType());
            QVERIFY_RESULT(outcome.reply);
            QCOMPARE(outcome.picture(), expected);
            QCOMPARE(outcome.text, outcome.reply->message.text);
        }
    }
    void neverTakesHalfAnAnswerForAWholeOne_data() { addRecordings(u"expected.json"_s); }
    void neverTakesHalfAnAnswerForAWholeOne()
    {
        QFETCH(QString, wireName);
        QFETCH(QString, name);
        const Wire &spoken = wire(wireName);
        const QByteArray body = testing::data(pathOf(spoken, name + u'.' + spoken.ending()));
        const QJsonObject whole = jsonOf(pathOf(spoken, name + u".expected.json"_s));
        qsizetype broken = 0;
        ModelAnswer answer = answerOf(spoken, spoken.contentType());
        Outcome outcome;
        for (const char byte : body.chopped(1)) {
            const auto deltas = answer.take(QByteArray(1, byte));
            QVERIFY_RESULT(deltas);
            outcome.note(*deltas);
            const auto reply = answer.finish({});
            if (!reply) {
                QCOMPARE(reply.error().error.kind, ErrorKind::Unavailable);
                ++broken;
                continue;
            }
            outcome.reply = *reply;
            QJsonObject got = outcome.picture();
            if (got.value(u"usage"_s).isNull()) // it comes after the answer's end
                got.insert(u"usage"_s, whole.value(u"usage"_s));
            QCOMPARE(got, whole);
        }
        QVERIFY(broken > body.size() / 3);
    }
    void readsAnAnswerThatWasNotStreamed_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QString>("name");
        for (const Wire &wire : wires())
            addRows(wire.name, u"json"_s, u"expected.json"_s);
    }
    void readsAnAnswerThatWasNotStreamed()
    {
        QFETCH(QString, wireName);
        QFETCH(QString, name);
        const Wire &spoken = wire(wireName);
        const QByteArray document = testing::data(pathOf(spoken, name + u".json"_s));
        for (const qsizetype step : {document.size(), qsizetype(7)}) {
            const Outcome outcome = read(spoken, document, step, "application/json; charset=utf-8");
            QVERIFY_RESULT(outcome.reply);
            QCOMPARE(outcome.picture(), jsonOf(pathOf(spoken, name + u".expected.json"_s)));
            QCOMPARE(outcome.text, u"Hello"_s);
        }
        QVERIFY(!read(spoken, document.chopped(20), document.size(), "application/json").reply);
    }
    void reportsWhatTheServerReports_data() { addRecordings(u"failure.json"_s); }
    void reportsWhatTheServerReports()
    {
        QFETCH(QString, wireName);
        QFETCH(QString, name);
        const Wire &spoken = wire(wireName);
        const QByteArray body = testing::data(pathOf(spoken, name + u'.' + spoken.ending()));
        const QJsonObject failure = jsonOf(pathOf(spoken, name + u".failure.json"_s));
        for (const qsizetype step : {body.size(), qsizetype(7), qsizetype(1)}) {
            const Outcome outcome = read(spoken, body, step, spoken.contentType());
            QVERIFY(!outcome.reply);
            QCOMPARE(kindName(outcome.reply.error().kind), failure.value(u"kind"_s).toString());
            QVERIFY2(outcome.reply.error().message.contains(failure.value(u"words"_s).toString()),
                     qPrintable(outcome.reply.error().message));
        }
    }
    void endsAnAnswerWithoutEnd_data() { addFramings(); }
    void endsAnAnswerWithoutEnd()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        ModelAnswer answer = answerOf(spoken, spoken.contentType());
        const QByteArray filler(1'000'000, 'x');
        const QByteArray nothing =
            spoken.framing == Framing::Lines ? "{\"x\":\"" + filler + "\"}\n" : ": " + filler + "\n\n";
        Result<QList<ModelDelta>> taken;
        for (qsizetype fed = 0; taken && fed < 2 * ModelAnswer::maxBytes; fed += nothing.size())
            taken = answer.take(nothing);
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, ErrorKind::Unavailable);
        QVERIFY(taken.error().message.contains(u"64 MiB"_s));
    }
    void refusesAPieceOf10Megabytes_data() { addFramings(); }
    void refusesAPieceOf10Megabytes()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        const QByteArray body = "data: {\"x\":\"" + QByteArray(10 << 20, 'x') + "\"}\n\n";
        const QByteArray piece = spoken.framing == Framing::Lines ? body.mid(6) : body;
        for (const qsizetype step : {piece.size(), qsizetype(65536)}) {
            const Outcome outcome = read(spoken, piece, step, spoken.contentType());
            QVERIFY(!outcome.reply);
            QCOMPARE(outcome.reply.error().kind, ErrorKind::Unavailable);
            QVERIFY(outcome.reply.error().message.contains(u"8 MiB"_s));
        }
    }

private:
    /// One wire of each framing: these limits are the same for all of them.
    static void addFramings()
    {
        QTest::addColumn<QString>("wireName");
        QTest::newRow("events") << u"openai"_s;
        QTest::newRow("lines") << u"ollama"_s;
    }
};

QTEST_APPLESS_MAIN(RecordingsTest)
#include "RecordingsTest.moc"
