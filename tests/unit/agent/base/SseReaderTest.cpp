// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/SseReader.h"
#include "tests/support/Testing.h"

using namespace agent;

namespace {

QString picture(const QList<SseEvent> &events)
{
    QStringList lines;
    for (const SseEvent &event : events) {
        const QByteArray line = event.type + '|' + event.id + '|' + event.data;
        lines.append(QString::fromUtf8(line).replace(QLatin1Char('\n'), QLatin1Char('/')));
    }
    return lines.join(QLatin1Char(' '));
}

Result<QList<SseEvent>> read(const QByteArray &bytes, qsizetype step)
{
    SseReader reader;
    QList<SseEvent> all;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const auto events = reader.feed(bytes.mid(at, step));
        if (!events)
            return events;
        all += *events;
    }
    return all;
}

} // namespace

class SseReaderTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *wire, const char *expected) {
            QTest::newRow(name) << QByteArray(wire) << QString::fromUtf8(expected);
        };
        row("one event", "data: a\n\n", "||a");
        row("two lines of data", "data: a\ndata: b\n\n", "||a/b");
        row("no blank after the colon", "data:a\n\n", "||a");
        row("only one blank is taken", "data:  a\n\n", "|| a");
        row("empty data", "data:\n\ndata\n\n", "|| ||");
        row("type and id", "event: e\nid: 7\ndata: a\n\ndata: b\n\n", "e|7|a |7|b");
        row("type without data counts for nothing", "event: e\n\ndata: a\n\n", "||a");
        row("carriage returns and line feeds", "data: a\r\n\r\ndata: b\r\n\r\n", "||a ||b");
        row("carriage returns alone", "data: a\r\rdata: b\r\r", "||a ||b");
        row("mixed line ends", "data: a\r\ndata: b\rdata: c\n\n", "||a/b/c");
        row("comments", ": ping\n\ndata: a\n: in between\n\n", "||a");
        row("byte order mark",
            "\xEF\xBB\xBF"
            "data: a\n\n",
            "||a");
        row("a second byte order mark is text",
            "\xEF\xBB\xBF\xEF\xBB\xBF"
            "data: a\n\ndata: b\n\n",
            "||b");
        row("unknown fields", "retry: 5\nfoo: bar\nfoo\ndata: a\n\n", "||a");
        row("no empty line at the end", "data: a\n\ndata: b\n", "||a");
        row("characters of several bytes", "data: Grüße, 世界 🚢\n\n", "||Grüße, 世界 🚢");
        row("empty lines", "\n\n\ndata: a\n\n\n\n", "||a");
        row("nothing", "", "");
    }
    void readsTheSameHoweverItIsCut()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, expected);
        for (const qsizetype step : {qMax<qsizetype>(wire.size(), 1), qsizetype(7), qsizetype(1)}) {
            const auto events = read(wire, step);
            QVERIFY_RESULT(events);
            QCOMPARE(picture(*events), expected);
        }
    }
    void ignoresAnIdWithNul()
    {
        SseReader reader;
        const auto events = reader.feed(QByteArray("id: 1\nid: a\0b\ndata: x\n\n", 23));
        QVERIFY_RESULT(events);
        QCOMPARE(events->constFirst().id, QByteArray("1"));
    }
    void knowsFromWhereToGoOn()
    {
        SseReader reader;
        QVERIFY(reader.lastId().isEmpty());
        QVERIFY(!reader.retry());
        QVERIFY_RESULT(reader.feed("id: 1\nretry: 250\ndata: x\n\n"));
        QCOMPARE(reader.lastId(), QByteArray("1"));
        QCOMPARE(reader.retry(), std::optional(std::chrono::milliseconds(250)));
        QVERIFY_RESULT(reader.feed("id: 2\nretry: -1\nretry: 1e3\nretry:\nretry: 99999999999\ndata: y\n"));
        QCOMPARE(reader.lastId(), QByteArray("1")); // the second event is not whole
        QCOMPARE(reader.retry(), std::optional(std::chrono::milliseconds(250)));
    }
    void refusesAnEventThatIsTooBig_data()
    {
        QTest::addColumn<QByteArray>("unit");
        QTest::newRow("one line") << QByteArray(1 << 20, 'x');
        QTest::newRow("many lines") << QByteArray("data: ") + QByteArray(1000, 'x') + '\n';
    }
    void refusesAnEventThatIsTooBig()
    {
        QFETCH(QByteArray, unit);
        SseReader reader;
        Result<QList<SseEvent>> events;
        for (qsizetype fed = 0; events && fed < 2 * SseReader::maxEventBytes; fed += unit.size())
            events = reader.feed(unit);
        QVERIFY(!events);
        QCOMPARE(events.error().kind, ErrorKind::Unavailable);
        QVERIFY(!reader.feed("\n\ndata: a\n\n"));
    }
    void acceptsManyEventsThatAreBigTogether()
    {
        SseReader reader;
        const QByteArray event = "data: " + QByteArray(1 << 20, 'x') + "\n\n";
        for (int i = 0; i < 20; ++i)
            QCOMPARE(reader.feed(event)->size(), 1);
    }
};

QTEST_APPLESS_MAIN(SseReaderTest)
#include "SseReaderTest.moc"
