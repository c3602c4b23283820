// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ModelClient.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::FakeServer;
using ui::ModelClient;

namespace {

QByteArray stepEvent(const QString &step, const QString &outcome)
{
    return "data: "
        + agent::json::text(QJsonObject{{u"step"_s, step}, {u"outcome"_s, outcome}, {u"detail"_s, u"so"_s}})
        + "\n\n";
}

QByteArray good(const QJsonObject &body)
{
    return FakeServer::answer(200, "application/json", agent::json::text(body));
}

QByteArray problem(int status, const QString &detail)
{
    return FakeServer::answer(status, "application/problem+json",
                              agent::json::text(QJsonObject{{u"status"_s, status}, {u"detail"_s, detail}}));
}

} // namespace

class ModelClientTest : public QObject
{
    Q_OBJECT

    testing::FakeHost m_host;

    void startAt(const FakeServer &server)
    {
        m_host.stop();
        m_host.address = server.url();
        m_host.start({});
    }

private slots:
    void cleanup() { m_host.stop(); }

    void asksNobodyWhileNoServerRuns()
    {
        ModelClient client(m_host);
        const QSignalSpy ready(&client, &ModelClient::readyChanged);
        QVERIFY(!client.isReady());
        client.check("name: a\n", u"/a.yaml"_s);
        QVERIFY(!client.isChecking());
        FakeServer server([](const auto &, QTcpSocket &) { });
        startAt(server);
        QCOMPARE(ready.constLast()[0], true);
        QVERIFY(client.isReady());
    }
    void tellsEachStepAsItComes()
    {
        QPointer<QTcpSocket> open;
        FakeServer server([&open](const auto &, QTcpSocket &socket) {
            open = &socket;
            socket.write(FakeServer::streamHead() + stepEvent(u"key"_s, u"good"_s));
        });
        startAt(server);
        ModelClient client(m_host);
        const QSignalSpy steps(&client, &ModelClient::stepDone);
        const QSignalSpy ended(&client, &ModelClient::checkEnded);
        client.check("name: Grüße\n", u"/a/b.yaml"_s);
        QTRY_COMPARE(steps.count(), 1);
        QCOMPARE(steps[0][0].value<ui::CheckedStep>(),
                 (ui::CheckedStep{u"key"_s, ui::CheckedStep::Outcome::Good, u"so"_s}));
        QCOMPARE(ended.count(), 0);
        open->write(stepEvent(u"model"_s, u"bad"_s));
        open->disconnectFromHost();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(steps.count(), 2);
        QCOMPARE(ended[0][0].toString(), QString());
        const auto &request = server.requests[0];
        QCOMPARE(request.path, "/control/check");
        QCOMPARE(request.headers["authorization"], "Bearer control");
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body[u"text"_s].toString(), u"name: Grüße\n"_s);
        QCOMPARE(body[u"path"_s].toString(), u"/a/b.yaml"_s);
    }
    void saysWhyItCouldNotCheck()
    {
        FakeServer server(
            [](const auto &, QTcpSocket &socket) { socket.write(problem(422, u"no such provider"_s)); });
        startAt(server);
        ModelClient client(m_host);
        const QSignalSpy ended(&client, &ModelClient::checkEnded);
        client.check("", {});
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended[0][0].toString(), u"no such provider"_s);
    }
    void hangsUpWhenItIsStopped()
    {
        QPointer<QTcpSocket> open;
        FakeServer server([&open](const auto &, QTcpSocket &socket) {
            open = &socket;
            socket.write(FakeServer::streamHead() + stepEvent(u"key"_s, u"good"_s));
        });
        startAt(server);
        ModelClient client(m_host);
        const QSignalSpy steps(&client, &ModelClient::stepDone);
        const QSignalSpy ended(&client, &ModelClient::checkEnded);
        client.check("", {});
        QTRY_COMPARE(steps.count(), 1);
        client.stopCheck();
        QTRY_VERIFY(!open || open->state() != QAbstractSocket::ConnectedState);
        QCOMPARE(ended.count(), 0);
        QVERIFY(!client.isChecking());
    }
    void listsModels()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(good({{u"model"_s, u"b"_s}, {u"models"_s, QJsonArray{u"a"_s, u"b"_s}}}));
        });
        startAt(server);
        ModelClient client(m_host);
        const QSignalSpy listed(&client, &ModelClient::modelsListed);
        client.askModels("", {});
        QTRY_COMPARE(listed.count(), 1);
        const auto list = listed[0][0].value<ui::ModelList>();
        QCOMPARE(list.models, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(list.model, u"b"_s);
    }
    void saysWhyThereIsNoList()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) { socket.write(problem(401, u"no key"_s)); });
        startAt(server);
        ModelClient client(m_host);
        const QSignalSpy refused(&client, &ModelClient::modelsRefused);
        client.askModels("", {});
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused[0][0].toString(), u"no key"_s);
    }
    void findsLocalServers()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            const QJsonObject ollama{{u"title"_s, u"Ollama"_s},
                                     {u"provider"_s, u"ollama"_s},
                                     {u"base_url"_s, u"http://x"_s},
                                     {u"models"_s, QJsonArray{u"m"_s}}};
            socket.write(good({{u"servers"_s, QJsonArray{ollama}}}));
        });
        startAt(server);
        ModelClient client(m_host);
        const QSignalSpy found(&client, &ModelClient::localServersFound);
        client.askLocalServers();
        QTRY_COMPARE(found.count(), 1);
        QCOMPARE(found[0][0].value<QList<ui::LocalServer>>(),
                 (QList<ui::LocalServer>{{u"Ollama"_s, u"ollama"_s, u"http://x"_s, {u"m"_s}}}));
    }
};

QTEST_MAIN(ModelClientTest)
#include "ModelClientTest.moc"
