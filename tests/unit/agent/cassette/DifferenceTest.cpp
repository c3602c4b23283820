// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Difference.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

AskedRequest base()
{
    AskedRequest request{u"demo"_s, u"m"_s, 0, 1000, u"Be brief."_s, {{u"add"_s, u"Adds."_s, {}}}, {}};
    request.messages.append(Message{Role::User, u"What time is it in Tokyo?"_s, {}, {}});
    return request;
}

RecordedCall recorded(const AskedRequest &request, int number)
{
    RecordedCall call;
    call.request = request;
    call.number = number;
    return call;
}

} // namespace

class DifferenceTest : public QObject
{
    Q_OBJECT
private slots:
    void findsNothingBetweenEqualRequests() { QVERIFY(!firstDifference(base(), base())); }

    void namesTheFirstPlace_data()
    {
        QTest::addColumn<AskedRequest>("asked");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("wasThere");
        QTest::addColumn<QString>("isThere");
        const auto row = [](const char *name, const AskedRequest &asked, const QString &place,
                            const QString &wasThere, const QString &isThere) {
            QTest::newRow(name) << asked << place << wasThere << isThere;
        };
        AskedRequest other = base();
        other.messages[0].text = u"What time is it in Oslo?"_s;
        row("text", other, u"messages/0/text"_s, u"\"What time is it in Tokyo?\""_s,
            u"\"What time is it in Oslo?\""_s);
        other.model = u"n"_s;
        row("model before text", other, u"model"_s, u"\"m\""_s, u"\"n\""_s);
        other = base();
        other.temperature = 0.5;
        row("number", other, u"temperature"_s, u"0"_s, u"0.5"_s);
        other = base();
        other.tools.clear();
        row("a tool less", other, u"tools/0"_s,
            u"{\"description\":\"Adds.\",\"name\":\"add\",\"parameters\":{}}"_s, u"nothing"_s);
        other = base();
        other.tools[0].parameters.insert(u"type"_s, u"object"_s);
        row("inside a schema", other, u"tools/0/parameters/type"_s, u"nothing"_s, u"\"object\""_s);
    }
    void namesTheFirstPlace()
    {
        QFETCH(AskedRequest, asked);
        QFETCH(QString, place);
        QFETCH(QString, wasThere);
        QFETCH(QString, isThere);
        const auto difference = firstDifference(base(), asked);
        QVERIFY(difference);
        QVERIFY(*difference == (Difference{place, wasThere, isThere}));
    }

    void showsLongTextsAroundTheDifference()
    {
        AskedRequest recorded = base();
        AskedRequest asked = base();
        recorded.instructions = QString(5000, u'x') + u"left"_s + QString(5000, u'y');
        asked.instructions = QString(5000, u'x') + u"right"_s + QString(5000, u'y');
        const auto difference = firstDifference(recorded, asked);
        QVERIFY(difference);
        QVERIFY(difference->recorded.contains(u"left"_s) && difference->asked.contains(u"right"_s));
        QVERIFY(difference->recorded.size() < 110 && difference->asked.size() < 110);
    }

    void findsTheNearest()
    {
        AskedRequest later = base();
        later.messages.append(Message{Role::Assistant, u"Noon."_s, {}, {}});
        AskedRequest unlike = base();
        unlike.messages[0].text = u"Tell me a story."_s;
        const QList<RecordedCall> calls{recorded(unlike, 1), recorded(base(), 2), recorded(later, 3)};
        AskedRequest asked = base();
        asked.messages[0].text = u"What time is it in Kyoto?"_s;
        QCOMPARE(nearestCall(calls, asked)->number, 2);
        asked = later;
        asked.messages[1].text = u"Midnight."_s;
        QCOMPARE(nearestCall(calls, asked)->number, 3);
        QCOMPARE(nearestCall({}, asked), nullptr);
    }

    void findsTheNearestCallOfATool()
    {
        const QJsonObject near{{u"city"_s, u"Oslo"_s}, {u"days"_s, 3}};
        const QList<RecordedToolCall> calls{{u"weather"_s, {{u"city"_s, u"Rome"_s}, {u"days"_s, 9}}, {}, {}},
                                            {u"weather"_s, near, {}, {}},
                                            {u"time"_s, {{u"city"_s, u"Oslo"_s}, {u"days"_s, 4}}, {}, {}}};
        QJsonObject asked = near;
        asked[u"days"_s] = 4;
        const RecordedToolCall *nearest = nearestCall(calls, u"weather"_s, asked);
        QVERIFY(nearest);
        QCOMPARE(nearest->arguments, near);
        const auto difference = firstDifference(nearest->arguments, asked);
        QVERIFY(difference);
        QVERIFY(*difference == (Difference{u"days"_s, u"3"_s, u"4"_s}));
        QVERIFY(!firstDifference(near, near));
        QCOMPARE(nearestCall(calls, u"stocks"_s, asked), nullptr);
    }
};

QTEST_APPLESS_MAIN(DifferenceTest)
#include "DifferenceTest.moc"
