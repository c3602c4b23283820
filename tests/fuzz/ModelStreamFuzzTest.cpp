// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Mutator.h"
#include "tests/support/Testing.h"
#include "tests/unit/agent/providers/Reading.h"

#include <QDir>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList recordingsOf(const Wire &wire)
{
    QByteArrayList recordings;
    const QDir folder(QLatin1String(TEST_DATA "/providers/") + wire.name);
    for (const QString &file : folder.entryList({u"*."_s + wire.ending()}))
        recordings.append(data(u"providers/%1/%2"_s.arg(wire.name, file)));
    return recordings;
}

QByteArrayList tokens()
{
    return {"\n",
            "\r\n",
            "\n\n",
            "data: ",
            "data:",
            ": ping\n\n",
            "[DONE]",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            "null",
            "-1",
            "1e999",
            "\\u",
            "\xff",
            "99999999999999999999",
            "\"index\":2147483647,",
            QByteArray(1, '\0'),
            "\"type\":\"message_stop\",",
            "\"done\":true,",
            "\"error\":\"x\",",
            QByteArray(9000, '[')};
}

/// Everything that is to be the same however the bytes are cut.
QByteArray historyOf(const Wire &wire, const QByteArray &body, qsizetype step)
{
    const Outcome outcome = read(wire, body, step, wire.contentType());
    if (!outcome.reply)
        return kindName(outcome.reply.error().kind).toUtf8() + ' ' + outcome.reply.error().message.toUtf8();
    return json::text(outcome.picture()) + outcome.text.toUtf8();
}

} // namespace

class ModelStreamFuzzTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QString>("wireName");
        for (const Wire &wire : wires())
            QTest::newRow(qPrintable(wire.name)) << wire.name;
    }
    void readsTheSameHoweverItIsCut()
    {
        QFETCH(const QString, wireName);
        const Wire &spoken = wire(wireName);
        Mutator mutator(3, recordingsOf(spoken), tokens());
        const int inputs = fuzzInputs(2'000);
        int whole = 0;
        for (int i = 0; i < inputs; ++i) {
            const QByteArray body = mutator.next();
            const QByteArray history = historyOf(spoken, body, body.size() + 1);
            for (const qsizetype step : {qsizetype(7), qsizetype(1)}) {
                const QByteArray other = historyOf(spoken, body, step);
                QVERIFY2(other == history,
                         (body.toPercentEncoding() + '\n' + history + '\n' + other).constData());
            }
            whole += history.startsWith('{') ? 1 : 0;
        }
        // It fuzzes something: neither all is refused nor all is taken.
        QVERIFY2(whole > inputs / 20 && whole < inputs * 19 / 20, QByteArray::number(whole).constData());
    }
};

QTEST_APPLESS_MAIN(ModelStreamFuzzTest)
#include "ModelStreamFuzzTest.moc"
