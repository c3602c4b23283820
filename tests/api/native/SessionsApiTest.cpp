// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/CassetteReader.h"
#include "tests/api/native/support/RunningServer.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray echo = "name: Echo\nprovider: local\n";
const QByteArray asWindow = "Authorization: Bearer window\r\n";

QJsonObject says(const QString &prompt, const QString &session, bool continues = true)
{
    QJsonObject body{{u"prompt"_s, prompt}, {u"session_id"_s, session}};
    if (continues)
        body.insert(u"continue"_s, true);
    return body;
}

QStringList texts(const QJsonObject &session)
{
    QStringList texts;
    for (const QJsonValue &message : session[u"messages"_s].toArray())
        texts.append(message[u"role"_s].toString() + u": "_s + message[u"content"_s].toString());
    return texts;
}

QStringList sessionsIn(const Reply &reply)
{
    QStringList ids;
    for (const QJsonValue &session : json(reply)[u"sessions"_s].toArray())
        ids.append(session[u"session_id"_s].toString());
    return ids;
}

} // namespace

/// Conversations that the server keeps.
class SessionsApiTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QString &name) const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + name);
    }

private slots:
    void goOnWhereTheyWere()
    {
        const QString cassette = file(u".cassette"_s);
        {
            server::AgentServer::Options options;
            options.surroundings.cassette = *agent::Recording::begin({cassette, false, {}});
            const RunningServer server(echo, options);
            QCOMPARE(server.post("/invoke", says(u"one"_s, u"s1"_s)).status, 200);
            QCOMPARE(server.post("/invoke", says(u"elsewhere"_s, u"s2"_s)).status, 200);
            QCOMPARE(server.post("/stream", says(u"two"_s, u"s1"_s)).status, 200);
            QCOMPARE(server.post("/invoke", says(u"three"_s, u"s1"_s, false)).status, 200);
            QCOMPARE(server.post("/invoke", says(u"four"_s, u"s1"_s)).status, 200);
        }
        const auto recorded = agent::loadCassette(cassette);
        QVERIFY(recorded.has_value());
        const auto told = [&recorded](int call) {
            QStringList said;
            for (const agent::Message &message : recorded->calls[call].request.messages)
                said.append(message.text.section(u' ', -1));
            return said.join(u' ');
        };
        QCOMPARE(recorded->calls.size(), 5);
        QCOMPARE(told(0), u"one"_s);
        QCOMPARE(told(1), u"elsewhere"_s);
        QCOMPARE(told(2), u"one one two"_s);
        QCOMPARE(told(3), u"three"_s);
        QCOMPARE(told(4), u"one one two two three three four"_s);
    }

    void surviveARestart()
    {
        server::AgentServer::Options options;
        options.runsFile = file(u".sqlite"_s);
        {
            const RunningServer server(echo, options);
            QCOMPARE(server.post("/invoke", says(u"one"_s, u"s1"_s)).status, 200);
        }
        const RunningServer server(echo, options);
        QCOMPARE(server.post("/invoke", says(u"two"_s, u"s1"_s)).status, 200);
        const QString mark = u"assistant: [local provider: gpt-5-mini] "_s;
        QCOMPARE(texts(json(server.ask("GET", "/sessions/s1"))),
                 (QStringList{u"user: one"_s, mark + u"one"_s, u"user: two"_s, mark + u"two"_s}));
    }

    void areListedAndFound()
    {
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        const RunningServer server(echo, options);
        for (const QString &session : {u"s1"_s, u"s2"_s, u"s3"_s, u"s1"_s})
            QCOMPARE(server.post("/invoke", says(u"Hello "_s + session, session)).status, 200);
        QCOMPARE(sessionsIn(server.ask("GET", "/sessions", {}, asWindow)),
                 (QStringList{u"s1"_s, u"s3"_s, u"s2"_s}));
        QCOMPARE(server.ask("GET", "/sessions").status, 401); // nobody learns what others talk about
        const Reply page = server.ask("GET", "/sessions?limit=2", {}, asWindow);
        QCOMPARE(sessionsIn(page), (QStringList{u"s1"_s, u"s3"_s}));
        const QByteArray next = json(page)[u"next"_s].toString().toUtf8();
        const Reply last = server.ask("GET", "/sessions?limit=2&before=" + next, {}, asWindow);
        QCOMPARE(sessionsIn(last), QStringList{u"s2"_s});
        QVERIFY(!json(last).contains(u"next"_s));
        QCOMPARE(sessionsIn(server.ask("GET", "/sessions?q=hello%20S3", {}, asWindow)), QStringList{u"s3"_s});
        const QJsonObject first = json(page)[u"sessions"_s].toArray().at(0).toObject();
        QCOMPARE(first[u"title"_s], u"Hello s1"_s);
        QCOMPARE(first[u"runs"_s], 2);
        QCOMPARE(server.ask("GET", "/sessions?limit=0", {}, asWindow).status, 422);
        QCOMPARE(server.ask("GET", "/sessions?before=x", {}, asWindow).status, 404);
    }

    void areForgottenWhenAsked()
    {
        const RunningServer server(echo);
        QCOMPARE(server.post("/invoke", says(u"one"_s, u"s1"_s)).status, 200);
        QCOMPARE(server.ask("DELETE", "/sessions/s1").status, 204);
        QCOMPARE(server.ask("DELETE", "/sessions/s1").status, 404);
        QCOMPARE(server.ask("GET", "/sessions/s1").status, 404);
        QCOMPARE(json(server.ask("GET", "/runs"))[u"runs"_s].toArray().size(), 0);
    }

    void takeOneAtATime()
    {
        const RunningServer server("name: Careful\nprovider: demo\ntools: [evaluate_expression]\n"
                                   "policy: {others: ask}\n");
        QJsonObject body = says(u"What is 6 * 7?"_s, u"s1"_s);
        body.insert(u"background"_s, true);
        const Reply begun = server.post("/invoke", body);
        QCOMPARE(begun.status, 202);
        const Reply second = server.post("/invoke", says(u"And?"_s, u"s1"_s));
        QCOMPARE(second.status, 409);
        QVERIFY(json(second)[u"detail"_s].toString().contains(u"s1"_s));
        QCOMPARE(server.ask("DELETE", "/sessions/s1").status, 409);
        QCOMPARE(server.post("/invoke", says(u"Hello"_s, u"s2"_s)).status, 200);
        const QByteArray run = "/runs/" + json(begun)[u"run_id"_s].toString().toLatin1();
        QCOMPARE(server.ask("POST", run + "/cancel").status, 200);
        QTRY_COMPARE(server.post("/invoke", says(u"Hello"_s, u"s1"_s)).status, 200);
    }

    void areThoseOfOneToken()
    {
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        options.tokenFile = file(u".json"_s);
        const RunningServer server(echo, options);
        const auto given = [&server](const QString &name) {
            const Reply reply = server.post("/control/tokens", {{u"name"_s, name}}, asWindow);
            return "x-api-key: " + json(reply)[u"token"_s].toString().toLatin1() + "\r\n";
        };
        const QByteArray mine = given(u"mine"_s);
        const QByteArray yours = given(u"yours"_s);
        QCOMPARE(server.post("/invoke", says(u"my word"_s, u"s1"_s), mine).status, 200);
        QCOMPARE(server.post("/invoke", says(u"your word"_s, u"s1"_s), yours).status, 200);
        QCOMPARE(texts(json(server.ask("GET", "/sessions/s1", {}, mine))).constFirst(), u"user: my word"_s);
        QCOMPARE(texts(json(server.ask("GET", "/sessions/s1", {}, yours))).size(), 2);
        QCOMPARE(server.ask("GET", "/sessions/s1").status, 404);
        QCOMPARE(sessionsIn(server.ask("GET", "/sessions", {}, mine)), QStringList{u"s1"_s});
        QCOMPARE(texts(json(server.ask("GET", "/sessions/s1", {}, asWindow))).size(), 4);
        QCOMPARE(server.ask("DELETE", "/sessions/s1", {}, mine).status, 204);
        QCOMPARE(texts(json(server.ask("GET", "/sessions/s1", {}, yours))).size(), 2);
    }

    void refuseWhatCannotBe_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::newRow("no session") << QJsonObject{{u"prompt"_s, u"x"_s}, {u"continue"_s, true}};
        QJsonObject both = says(u"x"_s, u"s1"_s);
        both.insert(u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"y"_s}}});
        QTest::newRow("two histories") << both;
    }
    void refuseWhatCannotBe()
    {
        QFETCH(const QJsonObject, body);
        const RunningServer server(echo);
        QCOMPARE(server.post("/invoke", body).status, 422);
    }
};
QTEST_GUILESS_MAIN(SessionsApiTest)
#include "SessionsApiTest.moc"
