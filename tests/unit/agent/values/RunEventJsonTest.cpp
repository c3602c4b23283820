// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/RunEventJson.h"

#include "tests/support/EveryEvent.h"
#include "tests/support/Testing.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

QByteArray lineOf(const RunEventBody &body)
{
    return eventName(body).toUtf8() + ' ' + json::text(bodyToJson(body));
}

Result<RunEventBody> bodyIn(const QByteArray &line)
{
    const qsizetype space = line.indexOf(' ');
    const Result<QJsonValue> object = json::parseText(line.mid(space + 1));
    if (!object)
        return tl::unexpected(object.error());
    return bodyFromJson(QString::fromUtf8(line.left(space)), object->toObject());
}

} // namespace

class RunEventJsonTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsEveryKind()
    {
        const QList<RunEventBody> events = testing::everyEvent();
        QCOMPARE(events.size(), qsizetype(std::variant_size_v<RunEventBody>));
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(qsizetype(events[i].index()), i);
    }

    // So it stands in the stores of people: a name that changes makes them unreadable.
    void writesAsItAlwaysHas()
    {
        QByteArray written;
        for (const RunEventBody &body : testing::everyEvent())
            written += lineOf(body) + '\n';
        if (written != testing::data(u"store/events.txt"_s)) {
            QFile actual(QLatin1String(TEST_DATA "/store/events.actual.json"));
            QVERIFY(actual.open(QIODevice::WriteOnly));
            actual.write(written);
        }
        QCOMPARE(written, testing::data(u"store/events.txt"_s));
    }

    void readsWhatIsWritten()
    {
        const QList<RunEventBody> events = testing::everyEvent();
        const QByteArrayList lines = testing::data(u"store/events.txt"_s).trimmed().split('\n');
        QCOMPARE(lines.size(), events.size());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const Result<RunEventBody> body = bodyIn(lines[i]);
            QVERIFY_RESULT(body);
            QVERIFY2(*body == events[i], lines[i].constData());
        }
    }

    void leavesOutWhatIsNotThere()
    {
        const QList<RunEventBody> events{ModelReplied{u"c1"_s, FinishReason::Stop, {}, {}, {}, {}},
                                         ApprovalAsked{}, ToolFinished{}, RunFinished{}};
        for (const RunEventBody &event : events) {
            const Result<RunEventBody> body = bodyIn(lineOf(event));
            QVERIFY_RESULT(body);
            QVERIFY2(*body == event, lineOf(event).constData());
        }
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("unknown name") << QByteArray("run_begun {}");
        QTest::newRow("wrong type") << QByteArray("text_delta {\"message\":1}");
        QTest::newRow("unknown word") << QByteArray("suspended {\"reason\":\"tired\"}");
        QTest::newRow("duration that is none") << QByteArray("model_retried {\"wait_ms\":\"long\"}");
    }
    void refusesWhatIsNone()
    {
        QFETCH(const QByteArray, line);
        QCOMPARE(bodyIn(line).error().kind, ErrorKind::InvalidInput);
    }

    void passesOverWhatALaterVersionAdds()
    {
        QVERIFY_RESULT(bodyIn("resumed {\"by\":\"me\",\"mood\":\"good\"}"));
    }
};
QTEST_APPLESS_MAIN(RunEventJsonTest)
#include "RunEventJsonTest.moc"
