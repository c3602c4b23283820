// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ServerLink.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using testing::FakeHost;
using testing::FakeServer;
using ui::ServerLink;
using Pill = ui::StatePill::State;

class ServerLinkTest : public QObject
{
    Q_OBJECT

    FakeServer m_server{[](const FakeServer::Request &request, QTcpSocket &socket) {
        if (request.path == "/control/log")
            socket.write(FakeServer::streamHead());
        else
            socket.write(FakeServer::answer(200, "application/json", R"({"name":"A","path":"/a.yaml"})"));
    }};
    FakeHost m_host;

private slots:
    void init()
    {
        m_host.address = m_server.url();
        m_host.become(ui::ServerHost::State::Stopped);
        m_host.starts.clear();
        m_server.requests.clear();
    }

    void watchesAHostThatRunsAlready()
    {
        m_host.become(ui::ServerHost::State::Running);
        ServerLink link(m_host);
        QTRY_COMPARE(link.agent().name, u"A"_s);
        QCOMPARE(link.state(), Pill::Running);
        QCOMPARE(m_server.requests[0].headers["authorization"], "Bearer control");
    }
    void knowsWhatItStartedBeforeTheServerAnswers()
    {
        ServerLink link(m_host);
        link.start({"one", u"/mine.yaml"_s, 8000});
        QCOMPARE(link.agent().path, u"/mine.yaml"_s);
    }
    void stopsBeforeItStartsAgain()
    {
        ServerLink link(m_host);
        QSignalSpy states(&link, &ServerLink::stateChanged);
        link.start({"one", u"/a.yaml"_s, 8000});
        link.start({"two", u"/a.yaml"_s, 8000});
        QCOMPARE(m_host.starts.size(), 2);
        QCOMPARE(m_host.starts[1].agentText, "two");
        QList<Pill> seen;
        for (const auto &state : states)
            seen.append(state[0].value<Pill>());
        QCOMPARE(seen,
                 (QList<Pill>{Pill::Starting, Pill::Running, Pill::Stopped, Pill::Starting, Pill::Running}));
    }
    void sendsTheNewestOfManyEditsOnce()
    {
        ServerLink link(m_host);
        link.start({"one", u"/a.yaml"_s, 8000});
        for (const char *text : {"a", "ab", "abc"})
            link.handOver(text, u"/a.yaml"_s);
        const auto puts = [this] {
            return std::ranges::count_if(m_server.requests,
                                         [](const auto &request) { return request.method == "PUT"; });
        };
        QTRY_COMPARE(puts(), 1);
        QVERIFY(m_server.requests.constLast().body.contains("\"abc\""));
    }
    void keepsSayingThatTheStartFailed()
    {
        ServerLink link(m_host);
        m_host.nextFailure = ui::ServerHost::Failure{u"no"_s, 0, {}, 0};
        QSignalSpy failed(&link, &ServerLink::startFailed);
        link.start({});
        QCOMPARE(failed.count(), 1);
        QCOMPARE(link.state(), Pill::Failed);
        link.start({});
        QCOMPARE(link.state(), Pill::Running);
    }
    void forgetsTheAgentWhenItStops()
    {
        ServerLink link(m_host);
        link.start({});
        QTRY_COMPARE(link.agent().name, u"A"_s);
        link.stop();
        QCOMPARE(link.agent(), ui::ServedAgent());
        QCOMPARE(link.state(), Pill::Stopped);
    }
};

QTEST_MAIN(ServerLinkTest)
#include "ServerLinkTest.moc"
