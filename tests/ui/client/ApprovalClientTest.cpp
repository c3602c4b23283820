// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ApprovalClient.h"
#include "tests/api/native/support/RunningServer.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "ui/client/Answer.h"
#include "ui/client/LogStream.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::FakeHost;
using testing::FakeServer;
using ui::ApprovalClient;

namespace {

const QByteArray agentText =
    "name: Careful\nprovider: demo\ntools: [evaluate_expression]\n"
    "policy: {tools: {evaluate_expression: {action: ask, message: Sums are dear.}}}\n";

const QByteArray limitedText =
    "name: Careful\nprovider: demo\nmax_iterations: 1\ntools: [evaluate_expression]\n";
const QByteArray limitedPrompt = R"({"prompt":"What is 6 * 7?","wait_at_limits":true})";

server::AgentServer::Options options()
{
    server::AgentServer::Options made;
    made.http.controlToken = "control"; // as FakeHost has it
    return made;
}

/// The window's part, and a client of the server whose run waits for a person.
class Scene
{
public:
    explicit Scene(const QByteArray &text = agentText,
                   const QByteArray &prompt = R"({"prompt":"What is 6 * 7?"})")
        : m_server(text, options())
    {
        m_host.address = QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.port()));
        m_host.become(ui::ServerHost::State::Running);
        QObject::connect(&m_log, &ui::LogStream::received, &client, &ApprovalClient::note);
        m_log.watch(m_host.address, "control");
        QNetworkRequest request = ui::controlRequest(m_host.address, u"/stream"_s, {});
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        m_run.reset(m_network.post(request, prompt));
    }

    bool waits() const
    {
        return QTest::qWaitFor([this] { return !client.waiting().isEmpty(); });
    }
    bool isAnswered()
    {
        return QTest::qWaitFor([this] { return m_run->isFinished() && client.waiting().isEmpty(); });
    }
    QString answer() { return QString::fromUtf8(m_run->readAll()); }
    void cancelRun()
    {
        m_server.ask("POST", "/runs/" + client.waiting().constFirst().run.toUtf8() + "/cancel");
    }

private:
    testing::RunningServer m_server;
    FakeHost m_host;
    ui::LogStream m_log;
    QNetworkAccessManager m_network;
    std::unique_ptr<QNetworkReply> m_run;

public:
    ApprovalClient client{m_host};
};

} // namespace

class ApprovalClientTest : public QObject
{
    Q_OBJECT
private slots:
    void hearsOfACallThatWaits()
    {
        Scene scene;
        QVERIFY(scene.waits());
        const ui::Approval waiting = scene.client.waiting().constFirst();
        QCOMPARE(waiting.agent, u"Careful"_s);
        QCOMPARE(waiting.prompt, u"What is 6 * 7?"_s);
        QCOMPARE(waiting.tool, u"evaluate_expression"_s);
        QVERIFY(waiting.arguments.contains(u"expression"_s));
        QCOMPARE(waiting.reason, u"Sums are dear."_s);
        QVERIFY(waiting.expires.isValid());
    }
    void allowsWithOtherArguments()
    {
        Scene scene;
        QVERIFY(scene.waits());
        QSignalSpy answered(&scene.client, &ApprovalClient::answered);
        scene.client.answer(scene.client.waiting().constFirst(),
                            {true, QJsonObject{{u"expression"_s, u"6 * 8"_s}}, true, {}});
        QVERIFY(scene.isAnswered());
        QCOMPARE(answered.count(), 1);
        QVERIFY(scene.answer().contains(u"48"_s));
    }
    void deniesWithAWordToTheModel()
    {
        Scene scene;
        QVERIFY(scene.waits());
        scene.client.answer(scene.client.waiting().constFirst(), {false, {}, false, u"Use your head."_s});
        QVERIFY(scene.isAnswered());
        const QString answer = scene.answer();
        QVERIFY(answer.contains(u"\"denied\""_s));
        QVERIFY(answer.contains(u"Use your head."_s));
    }
    void saysThatTheArgumentsDoNotFit()
    {
        Scene scene;
        QVERIFY(scene.waits());
        QSignalSpy refused(&scene.client, &ApprovalClient::refused);
        scene.client.answer(scene.client.waiting().constFirst(), {true, QJsonObject{{u"x"_s, 1}}, false, {}});
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused[0][1].value<agent::Error>().kind, agent::ErrorKind::InvalidInput);
        QCOMPARE(scene.client.waiting().size(), 1);
    }
    void saysThatTheRunIsOver()
    {
        Scene scene;
        QVERIFY(scene.waits());
        const ui::Approval late = scene.client.waiting().constFirst();
        scene.cancelRun();
        QTRY_VERIFY(scene.client.waiting().isEmpty());
        QSignalSpy refused(&scene.client, &ApprovalClient::refused);
        scene.client.answer(late, {true, {}, false, {}});
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused[0][1].value<agent::Error>().kind, agent::ErrorKind::NotFound);
    }
    void letsARunGoOnFromItsLimit()
    {
        Scene scene(limitedText, limitedPrompt);
        QTRY_COMPARE(scene.client.limited().size(), 1);
        const ui::LimitedRun run = scene.client.limited().constFirst();
        QCOMPARE(run.agent, u"Careful"_s);
        QCOMPARE(run.prompt, u"What is 6 * 7?"_s);
        QCOMPARE(run.limit, (ui::WaitingLimit{u"iterations"_s, 1, 1}));
        QSignalSpy refused(&scene.client, &ApprovalClient::limitRefused);
        scene.client.raise(run, 1);
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused[0][1].value<agent::Error>().kind, agent::ErrorKind::InvalidInput);
        QCOMPARE(scene.client.limited().size(), 1);
        scene.client.raise(run, 5);
        QTRY_VERIFY(scene.client.limited().isEmpty());
        QVERIFY(scene.isAnswered());
        QVERIFY(scene.answer().contains(u"42"_s));
    }
    void endsARunAtItsLimit()
    {
        Scene scene(limitedText, limitedPrompt);
        QTRY_COMPARE(scene.client.limited().size(), 1);
        scene.client.cancel(scene.client.limited().constFirst());
        QTRY_VERIFY(scene.client.limited().isEmpty());
        QVERIFY(scene.isAnswered());
    }
    void asksOnlyWhenTheLogGivesReason()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(200, "application/json", R"({"runs":[]})"));
        });
        FakeHost host;
        host.address = server.url();
        ApprovalClient client(host);
        host.become(ui::ServerHost::State::Running);
        QTRY_COMPARE(server.requests.size(), 1);
        QCOMPARE(server.requests[0].path, "/runs?state=running,waiting,interrupted");
        QCOMPARE(server.requests[0].headers["authorization"], "Bearer control");
        ui::LogEntry entry;
        entry.run = u"r"_s;
        client.note({entry});
        entry.run.reset();
        entry.level = ui::LogLevel::Warn;
        client.note({entry});
        QTest::qWait(150);
        QCOMPARE(server.requests.size(), 1);
        entry.run = u"r"_s;
        for (int i = 0; i < 50; ++i)
            client.note({entry});
        QTRY_COMPARE(server.requests.size(), 2);
        QTest::qWait(150);
        QCOMPARE(server.requests.size(), 2);
    }
    void knowsARestartThatIsUnderWayWhenItHearsOfTheStop()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(
                200, "application/json",
                R"({"runs":[{"run_id":"r","waiting":[{"approval":"a1","tool_name":"t"}]}]})"));
        });
        FakeHost host;
        host.address = server.url();
        host.become(ui::ServerHost::State::Running);
        connect(&host, &ui::ServerHost::stateChanged, this, [&host](ui::ServerHost::State state) {
            if (state == ui::ServerHost::State::Stopped)
                host.become(ui::ServerHost::State::Running);
        });
        ApprovalClient client(host);
        QTRY_COMPARE(client.waiting().size(), 1);
        host.stop();
        QTest::qWait(100);
        QCOMPARE(client.waiting().size(), 1);
    }
    void forgetsAllWhenTheServerStops()
    {
        FakeServer server([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(
                200, "application/json",
                R"({"runs":[{"run_id":"r","waiting":[{"approval":"a1","tool_name":"t"}]}]})"));
        });
        FakeHost host;
        host.address = server.url();
        host.become(ui::ServerHost::State::Running);
        ApprovalClient client(host);
        QTRY_COMPARE(client.waiting().size(), 1);
        host.become(ui::ServerHost::State::Stopped);
        QVERIFY(client.waiting().isEmpty());
    }
};

QTEST_MAIN(ApprovalClientTest)
#include "ApprovalClientTest.moc"
