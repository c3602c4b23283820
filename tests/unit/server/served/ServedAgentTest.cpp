// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/served/ServedAgent.h"
#include "tests/support/Testing.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class ServedAgentTest : public QObject
{
    Q_OBJECT
private slots:
    void takesNewPricesWithTheNextText()
    {
        const QByteArray text = "provider: local\nmodel: house\n";
        server::ServedAgent served{agent::Surroundings()};
        QVERIFY(!testing::await(served.load(text, u"/nonexistent/a.yaml"_s)).error);
        const agent::AgentPtr before = served.agent();
        agent::PriceTable prices = agent::PriceTable::builtIn();
        prices.layOver({u"mine.csv"_s, {}, {{u"local"_s, u"house"_s, 2.0, 3.0}}});
        served.setPrices(prices);
        QCOMPARE(served.agent(), before);
        QVERIFY(!testing::await(served.load(text, u"/nonexistent/a.yaml"_s)).error);
        const agent::Usage million{1'000'000, 0, 0, 0};
        const auto cost = [&million](const agent::AgentPtr &agent) {
            return agent->prices.costUsd(u"local"_s, u"house"_s, million);
        };
        QCOMPARE(cost(served.agent()), std::optional(2.0));
        QCOMPARE(cost(before), std::optional(0.0)); // a run keeps what it began with
    }

    void followsTheOtherFilesItAsks()
    {
        const QTemporaryDir folder;
        const QString other = folder.filePath(u"helper.yaml"_s);
        const auto write = [&other](const QByteArray &text) {
            QFile file(other);
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write("name: Helper\nprovider: local\ndescription: Helps.\n"));
        server::ServedAgent served{agent::Surroundings()};
        const QByteArray text = "provider: local\ntools:\n  - { name: ask, agent: ./helper.yaml }\n";
        const auto loaded = testing::await(served.load(text, folder.filePath(u"agent.yaml"_s)));
        QVERIFY2(!loaded.error, qPrintable(loaded.error.value_or(agent::Error()).message));
        const auto description = [&served] { return served.agent()->team.first()->spec.description; };
        QCOMPARE(description(), u"Helps."_s);
        const QSignalSpy changes(&served, &server::ServedAgent::othersChanged);
        QVERIFY(write("name: Helper\nprovider: local\ndescription: Helps more.\n"));
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(description(), u"Helps more."_s);
        QVERIFY(write("nome: Helper\n"));
        QTRY_COMPARE(changes.size(), 2);
        QVERIFY(changes.constLast().constFirst().value<std::optional<agent::Error>>());
        QCOMPARE(description(), u"Helps more."_s);
    }

    void followsItsServers()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"agent.yaml"_s);
        const QByteArray text = "provider: local\nmcp_servers:\n  late: { command: ./late }\n";
        server::ServedAgent served{agent::Surroundings()};
        const auto loaded = testing::await(served.load(text, path));
        QVERIFY2(!loaded.error, qPrintable(loaded.error.value_or(agent::Error()).message));
        const QList<agent::mcp::ServerState> before = served.agent()->servers;
        QCOMPARE(before.size(), 1);
        QVERIFY(before.constFirst().trouble->message.startsWith(
            u"The MCP server \"late\" could not be started: "_s));
        QVERIFY(served.agent()->tools.isEmpty());
        const QSignalSpy changes(&served, &server::ServedAgent::serversChanged);
        QVERIFY(QFile::link(QStringLiteral(MCP_TEST_SERVER), folder.filePath(u"late"_s)));
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(served.agent()->servers, QList<agent::mcp::ServerState>{{u"late"_s}});
        QCOMPARE(served.revision(), 2);

        const auto has = [&served](const QString &name) { return served.agent()->tool(name) != nullptr; };
        QVERIFY(!has(u"late__grown"_s));
        testing::await(served.agent()->tool(u"late__grows"_s)->call({}, {}));
        QTRY_VERIFY(has(u"late__grown"_s));
        QCOMPARE(changes.size(), 2);
    }
};

QTEST_GUILESS_MAIN(ServedAgentTest)
#include "ServedAgentTest.moc"
