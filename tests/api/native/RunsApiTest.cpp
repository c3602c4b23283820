// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray agentText = "name: Careful\nprovider: demo\ntools: [evaluate_expression]\n"
                             "policy: {others: ask}\n";
const QByteArray control = "control-token";

server::AgentServer::Options options()
{
    server::AgentServer::Options made;
    made.http.controlToken = control;
    return made;
}

/// GET /runs, which wants a token even where nothing else does.
Reply listOf(const RunningServer &server, const QByteArray &query = {})
{
    return server.ask("GET", "/runs" + query, {}, "Authorization: Bearer " + control + "\r\n");
}

/// A client of POST /stream whose run waits for a person.
class WaitingClient
{
public:
    explicit WaitingClient(const RunningServer &server, QJsonObject body = {}, const QByteArray &headers = {})
        : m_client(server.port())
    {
        m_client.methods = {"POST"};
        body.insert(u"prompt"_s, u"What is 6 * 7?"_s);
        const QByteArray prompt = QJsonDocument(body).toJson();
        m_client.send(
            server.request("POST", "/stream", prompt, "Content-Type: application/json\r\n" + headers));
        m_client.readUntil([this] { return m_client.received().contains("\"suspended\""); });
    }

    /// One event that has come so far.
    QJsonObject event(const QString &type) const
    {
        for (const QByteArray &data : events(m_client.received())) {
            const QJsonObject event = QJsonDocument::fromJson(data).object();
            if (event[u"type"_s] == type)
                return event;
        }
        return {};
    }
    QByteArray run() const { return event(u"start"_s)[u"run_id"_s].toString().toUtf8(); }
    QByteArray approval() const { return event(u"approval_asked"_s)[u"approval"_s].toString().toUtf8(); }
    QByteArray path() const { return "/runs/" + run() + "/approvals/" + approval(); }
    bool awaitEnd() { return m_client.awaitReplies(1); }

private:
    RawClient m_client;
};

/// The server-sent events of a stream, each with the empty line that ends it.
QByteArrayList splitEvents(const QByteArray &stream)
{
    QByteArrayList pieces;
    qsizetype from = 0;
    for (qsizetype end = stream.indexOf("\n\n"); end >= 0; end = stream.indexOf("\n\n", from)) {
        pieces.append(stream.mid(from, end + 2 - from));
        from = end + 2;
    }
    return pieces;
}

QByteArray idOf(const QByteArray &event)
{
    const qsizetype begin = event.indexOf("id: ") + 4;
    return event.mid(begin, event.indexOf('\n', begin) - begin);
}

} // namespace

class RunsApiTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhoWaitsAndForWhat()
    {
        const RunningServer server(agentText, options());
        WaitingClient client(server);
        const QJsonObject asked = client.event(u"approval_asked"_s);
        QCOMPARE(asked[u"tool_name"_s], u"evaluate_expression"_s);
        QVERIFY(asked[u"parameters"_s].toObject().contains(u"expression"_s));
        QCOMPARE(asked[u"seconds"_s], 300);

        const Reply one = server.ask("GET", "/runs/" + client.run());
        QCOMPARE(one.status, 200);
        QCOMPARE(json(one)[u"state"_s], u"waiting"_s);
        const QJsonObject call = json(one)[u"waiting"_s].toArray().at(0).toObject();
        QCOMPARE(call[u"approval"_s].toString().toUtf8(), client.approval());
        QVERIFY(!call[u"expires_at"_s].toString().isEmpty());

        const Reply all = listOf(server, "?state=running,waiting");
        const QJsonArray runs = json(all)[u"runs"_s].toArray();
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.at(0).toObject(), json(one));
        QCOMPARE(runs.at(0).toObject()[u"prompt"_s], u"What is 6 * 7?"_s);
    }

    void goesOnWhenAPersonAllowsIt()
    {
        const RunningServer server(agentText, options());
        WaitingClient client(server);
        const Reply reply = server.post(
            client.path(),
            {{u"decision"_s, u"allow"_s}, {u"parameters"_s, QJsonObject{{u"expression"_s, u"6 * 8"_s}}}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(json(reply)[u"waiting"_s].toArray().size(), 0);
        QVERIFY(client.awaitEnd());
        QCOMPARE(client.event(u"approval_given"_s)[u"decision"_s], u"allowed"_s);
        QCOMPARE(client.event(u"tool_result"_s)[u"outcome"_s], u"ok"_s);
        QVERIFY(client.event(u"tool_result"_s)[u"content"_s].toString().contains(u"48"_s));
        QCOMPARE(client.event(u"result"_s)[u"status"_s], u"completed"_s);
        QCOMPARE(server.post(client.path(), {{u"decision"_s, u"allow"_s}}).status, 404);
    }

    void refusesAnswersThatAreNone_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::newRow("no decision") << QJsonObject{{u"note"_s, u"x"_s}};
        QTest::newRow("an unknown decision") << QJsonObject{{u"decision"_s, u"maybe"_s}};
        QTest::newRow("arguments the tool does not take")
            << QJsonObject{{u"decision"_s, u"allow"_s}, {u"parameters"_s, QJsonObject{{u"x"_s, 1}}}};
        QTest::newRow("an unknown key") << QJsonObject{{u"decision"_s, u"deny"_s}, {u"not"_s, u"x"_s}};
    }
    void refusesAnswersThatAreNone()
    {
        QFETCH(QJsonObject, body);
        const RunningServer server(agentText, options());
        WaitingClient client(server);
        QCOMPARE(server.post(client.path(), body).status, 422);
        QCOMPARE(json(server.ask("GET", "/runs/" + client.run()))[u"state"_s], u"waiting"_s);
        QCOMPARE(server.post(client.path(), {{u"decision"_s, u"deny"_s}, {u"note"_s, u"No."_s}}).status, 200);
        QVERIFY(client.awaitEnd());
        QCOMPARE(client.event(u"tool_result"_s)[u"outcome"_s], u"denied"_s);
    }

    void asksNoMoreInASessionWhereAlwaysWasSaid()
    {
        const RunningServer server(agentText, options());
        const QJsonObject session{{u"session_id"_s, u"s1"_s}};
        WaitingClient client(server, session);
        QCOMPARE(server.post(client.path(), {{u"decision"_s, u"allow"_s}, {u"always"_s, true}}).status, 200);
        QVERIFY(client.awaitEnd());
        QCOMPARE(client.event(u"approval_given"_s)[u"always"_s], true);
        QJsonObject again = session;
        again.insert(u"prompt"_s, u"What is 6 * 8?"_s);
        const Reply reply = server.post("/invoke", again);
        QCOMPARE(json(reply)[u"tool_calls"_s].toArray().at(0).toObject()[u"outcome"_s], u"ok"_s);
    }

    void screensWhatAPersonGives()
    {
        const RunningServer server(
            agentText + "guardrails:\n  - {name: no nine, on: [arguments], match: '9'}\n", options());
        WaitingClient client(server);
        const auto allow = [](const QString &expression) {
            return QJsonObject{{u"decision"_s, u"allow"_s},
                               {u"parameters"_s, QJsonObject{{u"expression"_s, expression}}}};
        };
        const Reply refused = server.post(client.path(), allow(u"6 * 9"_s));
        QCOMPARE(refused.status, 403);
        QVERIFY(json(refused)[u"detail"_s].toString().contains(u"no nine"_s));
        QCOMPARE(server.post(client.path(), allow(u"6 * 8"_s)).status, 200);
        QVERIFY(client.awaitEnd());
        QVERIFY(client.event(u"tool_result"_s)[u"content"_s].toString().contains(u"48"_s));
        const QJsonObject hit = client.event(u"guardrail_hit"_s);
        QCOMPARE(hit[u"rule"_s], u"no nine"_s);
        QCOMPARE(hit[u"where"_s], u"arguments"_s);
        QCOMPARE(hit[u"action"_s], u"block"_s);
        QCOMPARE(hit[u"id"_s], client.event(u"tool_call"_s)[u"id"_s]);
    }

    void goesOnWhereAPersonRaisesALimit()
    {
        const RunningServer server(
            "name: Brief\nprovider: demo\ntools: [evaluate_expression]\nmax_iterations: 1\n", options());
        WaitingClient client(server, {{u"wait_at_limits"_s, true}});
        const QJsonObject hit = client.event(u"limit_hit"_s);
        QCOMPARE(hit[u"name"_s], u"iterations"_s);
        QCOMPARE(hit[u"warning"_s], false);
        const QByteArray run = "/runs/" + client.run();
        const QJsonObject held = json(server.ask("GET", run));
        QCOMPARE(held[u"state"_s], u"waiting"_s);
        QCOMPARE(held[u"limit"_s].toObject(),
                 (QJsonObject{{u"name"_s, u"iterations"_s}, {u"value"_s, 1}, {u"cap"_s, 1}}));
        QCOMPARE(server.post(run + "/limit", {{u"cap"_s, 1}}).status, 422);
        QCOMPARE(server.post(run + "/limit", {{u"raise"_s, 1}}).status, 422);
        QCOMPARE(server.ask("POST", run + "/resume").status, 409);
        QCOMPARE(server.post(run + "/limit", {{u"cap"_s, 3}}).status, 200);
        QVERIFY(client.awaitEnd());
        QCOMPARE(client.event(u"limit_raised"_s)[u"cap"_s], 3);
        const QJsonObject result = client.event(u"result"_s);
        QCOMPARE(result[u"status"_s], u"completed"_s);
        QCOMPARE(result[u"iterations"_s], 2);
        QCOMPARE(result[u"tool_calls"_s].toArray().size(), 1);
        QVERIFY(!result.contains(u"limit"_s));
    }
    void endsAtALimitWhereNobodyIsThere()
    {
        const RunningServer server(
            "name: Brief\nprovider: demo\ntools: [evaluate_expression]\nmax_iterations: 1\n", options());
        const QJsonObject answer = json(server.post("/invoke", {{u"prompt"_s, u"What is 6 * 7?"_s}}));
        QCOMPARE(answer[u"status"_s], u"limited"_s);
        QCOMPARE(answer[u"limit"_s].toObject()[u"name"_s], u"iterations"_s);
    }

    void canBeSteeredHeldAndCancelled()
    {
        const RunningServer server(agentText, options());
        WaitingClient client(server);
        const QByteArray run = "/runs/" + client.run();
        QCOMPARE(server.ask("POST", run + "/resume").status, 409);
        const Reply held = server.ask("POST", run + "/interrupt");
        QCOMPARE(json(held)[u"state"_s], u"interrupted"_s);
        QCOMPARE(server.post(run + "/steer", {{u"text"_s, u""_s}}).status, 422);
        QCOMPARE(server.post(run + "/steer", {{u"text"_s, u"And 2 + 2?"_s}}).status, 200);
        QCOMPARE(server.ask("POST", run + "/resume").status, 200);
        QCOMPARE(server.ask("POST", run + "/cancel").status, 200);
        QVERIFY(client.awaitEnd());
        QCOMPARE(client.event(u"error"_s)[u"error"_s].toObject()[u"type"_s], u"cancelled"_s);
        const QJsonObject ended = json(server.ask("GET", run));
        QCOMPARE(ended[u"state"_s], u"cancelled"_s);
        QCOMPARE(ended[u"error"_s].toObject()[u"type"_s], u"cancelled"_s);
        QCOMPARE(server.ask("POST", run + "/steer").status, 415);
        QCOMPARE(server.ask("POST", run + "/cancel").status, 404);
    }

    void keepsRunsApartByToken_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("in memory") << QString();
        QTest::newRow("in a file") << u"runs.sqlite"_s;
    }
    void keepsRunsApartByToken()
    {
        QFETCH(const QString, file);
        const QTemporaryDir folder;
        server::AgentServer::Options made = options();
        made.runsFile = file.isEmpty() ? file : folder.filePath(file);
        made.tokenFile = folder.filePath(u"tokens.json"_s);
        const RunningServer server(agentText, made);
        const auto given = [&server](const QString &name) {
            const QJsonObject wish{{u"name"_s, name}};
            const Reply reply = server.post("/control/tokens", wish, "x-api-key: " + control + "\r\n");
            return "x-api-key: " + json(reply)[u"token"_s].toString().toLatin1() + "\r\n";
        };
        const QByteArray mine = given(u"mine"_s);
        const QByteArray yours = given(u"yours"_s);
        const QJsonObject hello{{u"prompt"_s, u"Hello"_s}};
        const Reply answered = server.post("/invoke", hello, mine);
        const QByteArray finished = "/runs/" + json(answered)[u"run_id"_s].toString().toLatin1();
        WaitingClient client(server, {}, mine);
        const QByteArray waiting = "/runs/" + client.run();
        for (const QByteArray &run : {finished, waiting}) {
            QCOMPARE(server.ask("GET", run, {}, mine).status, 200);
            QCOMPARE(server.ask("GET", run, {}, "x-api-key: " + control + "\r\n").status, 200);
            for (const QByteArray &other : {yours, QByteArray()}) {
                QCOMPARE(server.ask("GET", run, {}, other).status, 404);
                QCOMPARE(server.ask("GET", run + "/events", {}, other).status, 404);
                QCOMPARE(server.ask("POST", run + "/cancel", {}, other).status, 404);
            }
        }
        const auto count = [&server](const QByteArray &query, const QByteArray &token) {
            return json(server.ask("GET", "/runs" + query, {}, token))[u"runs"_s].toArray().size();
        };
        for (const QByteArray &query : {QByteArray(), QByteArray("?state=running,waiting")}) {
            QCOMPARE(count(query, mine), query.isEmpty() ? 2 : 1);
            QCOMPARE(count(query, yours), 0);
        }
        QCOMPARE(server.ask("POST", waiting + "/cancel", {}, mine).status, 200);
        QVERIFY(client.awaitEnd());
    }

    void listsRunsForNobodyWithoutAToken()
    {
        const RunningServer server(agentText, options());
        QCOMPARE(server.ask("GET", "/runs").status, 401);
        QCOMPARE(listOf(server).status, 200);
    }

    void listsRunsTheNewestFirst()
    {
        const RunningServer server(agentText, options());
        for (const QString &session : {u"s1"_s, u"s2"_s, u"s1"_s})
            QCOMPARE(
                server.post("/invoke", {{u"prompt"_s, u"Hello "_s + session}, {u"session_id"_s, session}})
                    .status,
                200);
        WaitingClient client(server);
        const auto listed = [&server](const QByteArray &query) {
            QStringList runs;
            const QJsonObject list = json(listOf(server, query));
            for (const QJsonValue &run : list[u"runs"_s].toArray())
                runs.append(run[u"state"_s].toString() + u": "_s + run[u"prompt"_s].toString());
            if (list.contains(u"next"_s))
                runs.append(u"more"_s);
            return runs;
        };
        const QString waiting = u"waiting: What is 6 * 7?"_s;
        const QString one = u"completed: Hello s1"_s;
        const QString two = u"completed: Hello s2"_s;
        QCOMPARE(listed({}), (QStringList{waiting, one, two, one}));
        QCOMPARE(listed("?limit=2"), (QStringList{waiting, one, u"more"_s}));
        const QString next = json(listOf(server, "?limit=2"))[u"next"_s].toString();
        QCOMPARE(listed("?before=" + next.toLatin1()), (QStringList{two, one}));
        QCOMPARE(listed("?session=s2"), QStringList{two});
        QCOMPARE(listed("?state=waiting"), QStringList{waiting});
        QCOMPARE(listed("?state=completed&limit=1"), (QStringList{one, u"more"_s}));
        QCOMPARE(listed("?state=interrupted,failed"), QStringList());
        for (const char *wrong : {"?state=tired", "?limit=0", "?limit=x", "?limit=201"})
            QCOMPARE(listOf(server, wrong).status, 422);
        QCOMPARE(listOf(server, "?before=x").status, 404);
    }

    void streamsARunFromAnyEvent()
    {
        const RunningServer server(agentText, options());
        const QByteArray whole = server.post("/stream", {{u"prompt"_s, u"Hello"_s}}).body;
        const QByteArray run =
            QJsonDocument::fromJson(events(whole).constFirst())[u"run_id"_s].toString().toLatin1();
        const QByteArray path = "/runs/" + run + "/events";
        QCOMPARE(server.ask("GET", path).body, whole);
        const QByteArrayList pieces = splitEvents(whole);
        for (qsizetype i = 1; i < pieces.size(); ++i) {
            const QByteArray seen = idOf(pieces[i - 1]);
            if (seen == idOf(pieces[i])) // of which the client has seen a half
                continue;
            const QByteArray rest = pieces.mid(i).join();
            QCOMPARE(server.ask("GET", path + "?after=" + seen).body, rest);
            QCOMPARE(server.ask("GET", path + "?after=1", {}, "Last-Event-ID: " + seen + "\r\n").body, rest);
        }
        QCOMPARE(server.ask("GET", path + "?after=" + idOf(pieces.constLast())).status, 204);
        QCOMPARE(server.ask("GET", path + "?after=9999").status, 204);
        QCOMPARE(server.ask("GET", path + "?after=x").status, 422);
        QCOMPARE(server.ask("GET", path + "?after=-1").status, 422);
        QCOMPARE(server.ask("GET", "/runs/x/events").status, 404);
    }

    void followsARunInProgress()
    {
        const RunningServer server(agentText, options());
        WaitingClient client(server);
        const QByteArray path = "/runs/" + client.run() + "/events?after=1";
        {
            RawClient leaver(server.port());
            leaver.send(server.request("GET", path));
            leaver.readUntil([&leaver] { return leaver.received().contains("\"suspended\""); });
        }
        RawClient follower(server.port());
        follower.send(server.request("GET", path));
        follower.readUntil([&follower] { return follower.received().contains("\"suspended\""); });
        QVERIFY(!follower.received().contains("\"start\""));
        QCOMPARE(server.post(client.path(), {{u"decision"_s, u"allow"_s}}).status, 200);
        QVERIFY(client.awaitEnd());
        QVERIFY(follower.awaitReplies(1));
        const QByteArray body = follower.replies().list.constFirst().body;
        QCOMPARE(server.ask("GET", path).body, body);
        QCOMPARE(events(body).constLast(), "[DONE]");
        QCOMPARE(client.event(u"result"_s)[u"status"_s], u"completed"_s);
    }

    void runsInTheBackground_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("invoke") << QByteArray("/invoke");
        QTest::newRow("stream") << QByteArray("/stream");
    }
    void runsInTheBackground()
    {
        QFETCH(const QByteArray, path);
        const RunningServer server(agentText, options());
        const Reply begun = server.post(path, {{u"prompt"_s, u"What is 6 * 7?"_s}, {u"background"_s, true}});
        QCOMPARE(begun.status, 202);
        const QByteArray run = "/runs/" + json(begun)[u"run_id"_s].toString().toLatin1();
        QCOMPARE(begun.header("location"), run);
        QTRY_COMPARE(json(server.ask("GET", run))[u"state"_s], u"waiting"_s);
        const QJsonObject call = json(server.ask("GET", run))[u"waiting"_s].toArray().at(0).toObject();
        const QByteArray approval = call[u"approval"_s].toString().toLatin1();
        QCOMPARE(server.post(run + "/approvals/" + approval, {{u"decision"_s, u"allow"_s}}).status, 200);
        QTRY_COMPARE(json(server.ask("GET", run))[u"state"_s], u"completed"_s);
        const QJsonObject finished = json(server.ask("GET", run));
        QVERIFY(finished[u"result"_s].toObject()[u"content"_s].toString().contains(u"42"_s));
        QVERIFY(finished.contains(u"finished_at"_s));
    }

    void cancelsInTheBackground()
    {
        const RunningServer server(agentText, options());
        const Reply begun =
            server.post("/invoke", {{u"prompt"_s, u"What is 6 * 7?"_s}, {u"background"_s, true}});
        const QByteArray run = "/runs/" + json(begun)[u"run_id"_s].toString().toLatin1();
        QCOMPARE(server.ask("POST", run + "/cancel").status, 200);
        QTRY_COMPARE(json(server.ask("GET", run))[u"state"_s], u"cancelled"_s);
    }

    void remembersRunsOverARestart()
    {
        const QTemporaryDir folder;
        server::AgentServer::Options kept = options();
        kept.runsFile = folder.filePath(u"runs.sqlite"_s);
        QByteArray whole;
        QByteArray path;
        {
            const RunningServer server(agentText, kept);
            whole = server.post("/stream", {{u"prompt"_s, u"Hello"_s}}).body;
            path = "/runs/"
                + QJsonDocument::fromJson(events(whole).constFirst())[u"run_id"_s].toString().toLatin1();
        }
        const RunningServer server(agentText, kept);
        QCOMPARE(server.ask("GET", path + "/events").body, whole);
        QCOMPARE(json(server.ask("GET", path))[u"state"_s], u"completed"_s);
        QCOMPARE(json(listOf(server))[u"runs"_s].toArray().size(), 1);
        const RunningServer other("name: Somebody else\nprovider: demo\n", kept);
        QCOMPARE(json(listOf(other))[u"runs"_s].toArray().size(), 0);
    }

    void knowsNoOtherRuns()
    {
        const RunningServer server(agentText, options());
        QCOMPARE(server.ask("GET", "/runs/0123456789abcdef").status, 404);
        QCOMPARE(server.ask("POST", "/runs/x/cancel").status, 404);
        QCOMPARE(server.ask("DELETE", "/runs/x").status, 405);
        QCOMPARE(server.ask("GET", "/runs/x/y").status, 404);
    }
};

QTEST_GUILESS_MAIN(RunsApiTest)
#include "RunsApiTest.moc"
