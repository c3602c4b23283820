// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ControlClient.h"
#include "tests/ui/support/FakeServer.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::FakeServer;

namespace {

QByteArray agentNamed(const QString &name)
{
    return agent::json::text(QJsonObject{
        {u"name"_s, name}, {u"provider"_s, u"demo"_s}, {u"reason"_s, u"no key set"_s}, {u"revision"_s, 2}});
}

} // namespace

class ControlClientTest : public QObject
{
    Q_OBJECT
private slots:
    void asksForHealth()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(
                200, "application/json",
                agent::json::text(QJsonObject{{u"status"_s, u"ok"_s}, {u"provider_reason"_s, u"no key"_s}})));
        });
        ui::ControlClient client;
        QSignalSpy healthy(&client, &ui::ControlClient::healthy);
        client.watch(server.url(), "t");
        client.askHealth();
        QTRY_COMPARE(healthy.count(), 1);
        QCOMPARE(healthy[0][0].value<ui::Health>().providerReason, u"no key"_s);
        QCOMPARE(server.requests[0].path, "/health");
    }
    void handsOverTheText()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(200, "application/json", agentNamed(u"helper"_s)));
        });
        ui::ControlClient client;
        QSignalSpy served(&client, &ui::ControlClient::served);
        client.watch(server.url(), "t");
        client.putAgent("name: Grüße\n", u"/a/b.yaml"_s);
        QTRY_COMPARE(served.count(), 1);
        QCOMPARE(served[0][0].value<ui::ServedAgent>().reason, u"no key set"_s);
        const auto &request = server.requests[0];
        QCOMPARE(request.method, "PUT");
        QCOMPARE(request.headers["authorization"], "Bearer t");
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body[u"text"_s].toString(), u"name: Grüße\n"_s);
        QCOMPARE(body[u"path"_s].toString(), u"/a/b.yaml"_s);
    }
    void saysWhyATextWasRefused()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(
                FakeServer::answer(422, "application/problem+json",
                                   R"({"status":422,"detail":"no such provider","diagnostics":[]})"));
        });
        ui::ControlClient client;
        QSignalSpy refused(&client, &ui::ControlClient::refused);
        client.watch(server.url(), {});
        client.putAgent("x", {});
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused[0][0].toString(), u"no such provider"_s);
    }
    void sendsOnlyTheNewestOfManyTexts()
    {
        QList<QTcpSocket *> waiting;
        FakeServer server([&waiting](const auto &, QTcpSocket &socket) { waiting.append(&socket); });
        ui::ControlClient client;
        QSignalSpy served(&client, &ui::ControlClient::served);
        client.watch(server.url(), {});
        for (const char *text : {"1", "2", "3", "4"})
            client.putAgent(text, {});
        QTRY_COMPARE(waiting.size(), 1);
        waiting[0]->write(FakeServer::answer(200, "application/json", agentNamed(u"a"_s)));
        QTRY_COMPARE(waiting.size(), 2);
        waiting[1]->write(FakeServer::answer(200, "application/json", agentNamed(u"b"_s)));
        QTRY_COMPARE(served.count(), 2);
        QCOMPARE(server.requests.size(), 2);
        QVERIFY(server.requests[1].body.contains("\"4\""));
    }
    void noticesAServerThatIsGone()
    {
        QUrl url;
        {
            FakeServer gone([](const auto &, QTcpSocket &) { });
            url = gone.url();
        }
        ui::ControlClient client;
        QSignalSpy unreachable(&client, &ui::ControlClient::unreachable);
        client.watch(url, {});
        client.askAgent();
        QTRY_COMPARE(unreachable.count(), 1);
        QCOMPARE(unreachable[0][0].value<agent::Error>().kind, agent::ErrorKind::Unavailable);
    }
    void dropsTheAnswerOfAServerItLeft()
    {
        QTcpSocket *waiting = nullptr;
        FakeServer server([&waiting](const auto &, QTcpSocket &socket) { waiting = &socket; });
        ui::ControlClient client;
        QSignalSpy served(&client, &ui::ControlClient::served);
        QSignalSpy healthy(&client, &ui::ControlClient::healthy);
        client.watch(server.url(), {});
        client.askAgent();
        QTRY_VERIFY(waiting);
        QTcpSocket *old = std::exchange(waiting, nullptr);
        client.leave();
        client.watch(server.url(), {});
        old->write(FakeServer::answer(200, "application/json", agentNamed(u"old"_s)));
        client.askHealth();
        QTRY_VERIFY(waiting);
        waiting->write(FakeServer::answer(200, "application/json", R"({"status":"ok"})"));
        QTRY_COMPARE(healthy.count(), 1);
        QCOMPARE(served.count(), 0);
    }
};

QTEST_GUILESS_MAIN(ControlClientTest)
#include "ControlClientTest.moc"
