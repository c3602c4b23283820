// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"
#include "tests/support/Testing.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray agentText = "name: Starter\nprovider: demo\ntools:\n  - evaluate_expression\n"
                             "  - get_current_time\n  - unit_convert\n";

const QStringList prompts{u"What is 17% of 2,340?"_s, u"What time is it in Tokyo?"_s,
                          u"How many miles are 10 km?"_s, u"Hello"_s, u"Hello"_s};

/// Without ids and times.
QByteArray comparable(const QByteArray &body)
{
    static const QRegularExpression own(
        u"\"run_id\":\"[0-9a-f]{32}\"|\"(duration|first_token)_ms\":[0-9]+"_s);
    return QString::fromUtf8(body).remove(own).toUtf8();
}

QByteArrayList streams(const RunningServer &server)
{
    QByteArrayList bodies;
    for (const QString &prompt : prompts)
        bodies.append(comparable(server.post("/stream", {{u"prompt"_s, prompt}}).body));
    return bodies;
}

} // namespace

class CassetteApiTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path() const { return m_folder.filePath(u"demo.cassette"_s); }

    server::AgentServer::Options recording() const
    {
        server::AgentServer::Options options;
        const auto made = agent::Recording::begin({path(), true});
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        options.surroundings.cassette = *made;
        return options;
    }
    server::AgentServer::Options replaying() const
    {
        server::AgentServer::Options options;
        const auto made = agent::Replay::open({path(), 0});
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        options.surroundings.cassette = *made;
        return options;
    }

private slots:
    void replaysWhatItRecorded()
    {
        QByteArrayList recorded;
        {
            const RunningServer server(agentText, recording());
            const QString reason = json(server.ask("GET", "/health"))[u"provider_reason"_s].toString();
            QVERIFY2(reason.endsWith(u"It is recording to demo.cassette."_s), qPrintable(reason));
            recorded = streams(server);
            for (const QByteArray &body : recorded)
                QVERIFY2(body.contains("data: [DONE]") && body.contains("\"status\":\"completed\""),
                         body.constData());
            QVERIFY(recorded[0].contains("tool_result"));
        }
        for (int i = 0; i < 2; ++i) {
            const RunningServer server(agentText, replaying());
            const QJsonObject health = json(server.ask("GET", "/health"));
            QCOMPARE(health[u"provider"_s], u"demo"_s);
            QCOMPARE(health[u"model"_s], u"slipway-demo"_s);
            QVERIFY(health[u"provider_reason"_s].toString().contains(u"replaying demo.cassette"_s));
            QCOMPARE(streams(server), recorded);
        }
    }

    void keepsNoSecret()
    {
        // One that its variable's name gives away, and three that only the agent file knows to be secrets.
        const QMap<QString, QString> environment{{u"DB_PASSWORD"_s, u"planted-0-cafe"_s},
                                                 {u"MINE"_s, u"planted-1-cafe"_s},
                                                 {u"YOURS"_s, u"planted-2-cafe"_s},
                                                 {u"THEIRS"_s, u"planted-3-cafe"_s}};
        const QString path = m_folder.filePath(u"secret.cassette"_s);
        const auto made = agent::Recording::begin({path, true, agent::Redactor(environment)});
        QVERIFY(made);
        server::AgentServer::Options options;
        options.surroundings = {environment, false, *made};
        const RunningServer server(testing::data(u"cassette/secrets.yaml"_s), options);
        const QStringList secrets = environment.values();
        const Reply reply = server.post("/invoke", {{u"prompt"_s, u"Hello, "_s + secrets.join(u' ')}});
        QCOMPARE(reply.status, 200);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains("Hello, REMOVED REMOVED REMOVED REMOVED"), text.constData());
        QVERIFY2(!text.contains("planted"), text.constData());
    }

    void refusesWhatWasNotRecorded()
    {
        const RunningServer server(agentText, replaying());
        const Reply reply = server.post("/invoke", {{u"prompt"_s, u"What is 18% of 2,340?"_s}});
        QVERIFY(reply.status >= 400);
        const QString detail = json(reply)[u"detail"_s].toString();
        QVERIFY2(
            detail.contains(u"at messages/0/text: recorded \"What is 17% of 2,340?\", asked \"What is 18% "
                            "of 2,340?\""_s),
            qPrintable(detail));
    }
};

QTEST_GUILESS_MAIN(CassetteApiTest)
#include "CassetteApiTest.moc"
