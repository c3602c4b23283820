// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/ServerSettings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace app;
using agent::ErrorKind;

namespace {

AgentSource agentWith(const QByteArray &server)
{
    return {u"/nonexistent/a.yaml"_s, "provider: demo\nserver: " + server + '\n', {}};
}

} // namespace

class ServerSettingsTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { qputenv("OUR_TOKEN", "open sesame"); }
    void cleanup() { qunsetenv("OUR_TOKEN"); }

    void isLocalAndOnItsUsualPortWithoutAWord()
    {
        const auto settings = serverSettings({}, {u"/nonexistent/a.yaml"_s, "provider: demo\n", {}});
        QVERIFY(settings);
        QCOMPARE(settings->http.port, quint16(8000));
        QCOMPARE(settings->http.addresses.size(), 2);
        QVERIFY(settings->http.addresses[0].isLoopback() && settings->http.addresses[1].isLoopback());
        QVERIFY(settings->http.token.isEmpty() && settings->playground && settings->opened.isEmpty());
    }

    void doesWhatTheFileSays()
    {
        const auto settings = serverSettings({},
                                             agentWith("{host: 0.0.0.0, port: 0, token: '${OUR_TOKEN}', "
                                                       "allow_origins: ['https://a.example'], "
                                                       "allow_hosts: [box.lan], playground: false}"));
        QVERIFY(settings);
        QCOMPARE(settings->http.addresses, QList{QHostAddress(QHostAddress::AnyIPv4)});
        QCOMPARE(settings->http.port, quint16(0));
        QCOMPARE(settings->http.token, QByteArray("open sesame"));
        QCOMPARE(settings->http.allowedOrigins, QByteArrayList{"https://a.example"});
        QCOMPARE(settings->http.allowedHosts, QByteArrayList{"box.lan"});
        QVERIFY(!settings->playground);
        QCOMPARE(settings->opened,
                 (QStringList{u"The agent file lets other machines call, with its token."_s,
                              u"The agent file lets pages of https://a.example call."_s}));
    }

    void doesWhatWasSaidAtTheStart()
    {
        SaidOfServer said;
        said.address = QHostAddress(QHostAddress::LocalHost);
        said.port = 9000;
        said.token = "said";
        said.allowedOrigins = {"https://b.example"};
        said.allowedHosts = {"other.lan"};
        said.noPlayground = true;
        const auto settings = serverSettings(said,
                                             agentWith("{host: 0.0.0.0, port: 1, token: '${NOT_SET}', "
                                                       "allow_origins: ['https://a.example'], "
                                                       "allow_hosts: [box.lan]}"));
        QVERIFY(settings);
        QCOMPARE(settings->http.addresses, QList{*said.address});
        QCOMPARE(settings->http.port, *said.port);
        QCOMPARE(settings->http.token, said.token);
        QCOMPARE(settings->http.allowedOrigins, said.allowedOrigins);
        QCOMPARE(settings->http.allowedHosts, said.allowedHosts);
        QVERIFY(!settings->playground);
        QCOMPARE(settings->opened, QStringList());
    }

    void refusesAtThePlaceInTheFile_data()
    {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("message");
        QTest::newRow("others could reach it")
            << QByteArray("\n  port: 1\n  host: 192.168.1.2") << ErrorKind::Denied
            << u"/nonexistent/a.yaml:4:9: error: listening on 192.168.1.2 lets other machines use this agent; set a token first"_s;
        QTest::newRow("the token is not set")
            << QByteArray("{token: '${NOT_SET}'}") << ErrorKind::InvalidInput
            << u"/nonexistent/a.yaml:2:17: error: the environment variable NOT_SET is not set; it holds the token that clients must show"_s;
    }
    void refusesAtThePlaceInTheFile()
    {
        QFETCH(QByteArray, server);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, message);
        const auto settings = serverSettings({}, agentWith(server));
        QVERIFY(!settings);
        QCOMPARE(settings.error().kind, kind);
        QCOMPARE(settings.error().message, message);
    }

    void takesTheTokenOfTheStartForAnAddressOfTheFile()
    {
        SaidOfServer said;
        said.token = "said";
        const auto settings = serverSettings(said, agentWith("{host: '::'}"));
        QVERIFY(settings);
        QCOMPARE(settings->http.addresses, QList{QHostAddress(QHostAddress::AnyIPv6)});
        QCOMPARE(settings->http.token, QByteArray("said"));
    }

    void leavesFaultsOfTheFileToWhoLoadsIt()
    {
        const auto settings = serverSettings({}, agentWith("{port: 1, prot: 2}"));
        QVERIFY(settings);
        QCOMPARE(settings->http.port, quint16(8000));
    }
};

QTEST_GUILESS_MAIN(ServerSettingsTest)
#include "ServerSettingsTest.moc"
