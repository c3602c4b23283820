// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/EventReader.h"

#include <QTest>

using ui::EventReader;
using ui::SseEvent;

class EventReaderTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheSameWhereverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QList<SseEvent>>("expected");
        QTest::newRow("two events") << QByteArray("id: 1\ndata: a\n\nid: 2\ndata: b\n\n")
                                    << QList<SseEvent>{{"1", "a"}, {"2", "b"}};
        QTest::newRow("lines of CRLF")
            << QByteArray("id: 1\r\ndata: Grüß\r\n\r\n") << QList<SseEvent>{{"1", "Grüß"}};
        QTest::newRow("lines of CR") << QByteArray("data: a\r\rdata: b\r\r\n")
                                     << QList<SseEvent>{{"", "a"}, {"", "b"}};
        QTest::newRow("several data lines")
            << QByteArray("data: a\ndata:b\ndata\n\n") << QList<SseEvent>{{"", "a\nb\n"}};
        QTest::newRow("comments, other fields")
            << QByteArray(": ping\nevent: x\nretry: 5\n\n:\n\ndata: a\n\n") << QList<SseEvent>{{"", "a"}};
        QTest::newRow("an id is kept") << QByteArray("id: 7\n\ndata: a\n\n") << QList<SseEvent>{{"7", "a"}};
        QTest::newRow("broken off") << QByteArray("data: a\n\ndata: b\n") << QList<SseEvent>{{"", "a"}};
    }
    void readsTheSameWhereverItIsCut()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QList<SseEvent>, expected);
        for (const qsizetype step : {wire.size(), qsizetype(7), qsizetype(1)}) {
            EventReader reader;
            QList<SseEvent> events;
            for (qsizetype at = 0; at < wire.size(); at += step)
                events += reader.feed(wire.mid(at, step));
            QCOMPARE(events, expected);
        }
    }
};

QTEST_APPLESS_MAIN(EventReaderTest)
#include "EventReaderTest.moc"
