// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/UsageClient.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::FakeHost;
using testing::FakeServer;
using ui::UsageClient;

namespace {

QByteArray totals(const QString &name)
{
    const QJsonObject total{{u"name"_s, name},           {u"calls"_s, 2},
                            {u"tokens"_s, 340},          {u"cost_usd"_s, 0.25},
                            {u"usage"_s, QJsonObject()}, {u"calls_of_unknown_cost"_s, 1}};
    return FakeServer::answer(200, "application/json",
                              agent::json::text(QJsonObject{{u"totals"_s, QJsonArray{total}}}));
}

QString today()
{
    return QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
}

} // namespace

class UsageClientTest : public QObject
{
    Q_OBJECT

    QString m_day;
    QString m_session;
    FakeServer m_server{[this](const FakeServer::Request &request, QTcpSocket &socket) {
        socket.write(totals(request.path.contains("by=day") ? m_day : m_session));
    }};
    FakeHost m_host;

private slots:
    void init()
    {
        m_day = today();
        m_session = u"s1"_s;
        m_host.address = m_server.url();
        m_host.become(ui::ServerHost::State::Running);
        m_server.requests.clear();
    }
    void tellsWhatWasUsedTodayAndInTheLastSession()
    {
        UsageClient client(m_host);
        client.setAgent(u"Größe & Co"_s);
        QTRY_VERIFY(client.day() && client.session());
        QCOMPARE(*client.day(), (ui::UsedTotal{today(), 2, 340, 0.25, 1}));
        QCOMPARE(client.session()->name, u"s1"_s);
        QVERIFY(m_server.requests[0].path.endsWith("&agent=Gr%C3%B6%C3%9Fe%20%26%20Co"));
        QCOMPARE(m_server.requests[0].headers["authorization"], "Bearer control");
    }
    void knowsThatNothingWasUsedTodayYet()
    {
        m_day = u"2020-01-01"_s;
        m_session.clear();
        UsageClient client(m_host);
        client.setAgent(u"A"_s);
        QTRY_VERIFY(client.day());
        QCOMPARE(*client.day(), ui::UsedTotal{today()});
        QTRY_COMPARE(m_server.requests.size(), 2);
        QVERIFY(!client.session());
    }
    void asksAgainWhenSomethingWasUsed()
    {
        UsageClient client(m_host);
        client.setAgent(u"A"_s);
        QTRY_COMPARE(m_server.requests.size(), 2);
        ui::LogEntry entry;
        entry.run = u"r"_s;
        client.note({entry});
        QTest::qWait(700);
        QCOMPARE(m_server.requests.size(), 2);
        entry.durationMs = 5;
        for (int i = 0; i < 20; ++i)
            client.note({entry});
        QTRY_COMPARE(m_server.requests.size(), 4);
    }
    void forgetsWhenNobodyIsServed()
    {
        UsageClient client(m_host);
        client.setAgent(u"A"_s);
        QTRY_VERIFY(client.day());
        QSignalSpy changed(&client, &UsageClient::changed);
        client.setAgent({});
        QVERIFY(!client.day());
        QVERIFY(changed.count() > 0);
    }
};

QTEST_MAIN(UsageClientTest)
#include "UsageClientTest.moc"
