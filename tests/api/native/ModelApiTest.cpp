// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"
#include "tests/unit/agent/providers/ModelServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray secret = "planted-9f3c51d7a0";

const QByteArray modelList =
    ModelServer::answer("200 OK", "application/json", "{\"data\":[{\"id\":\"gpt\"},{\"id\":\"other\"}]}");

// What a service says that repeats the key it was sent, as some do.
ModelServer::Script refusing()
{
    return [](QTcpSocket *socket, const ModelServer::Request &request, int) {
        const qsizetype at = request.head.toLower().indexOf("authorization:");
        const QByteArray sent = request.head.mid(at, request.head.indexOf('\r', at) - at);
        socket->write(ModelServer::answer("401 Unauthorized", "application/json",
                                          "{\"error\":{\"message\":\"wrong: " + sent + "\"}}"));
        socket->disconnectFromHost();
    };
}

} // namespace

class ModelApiTest : public QObject
{
    Q_OBJECT

    QNetworkAccessManager m_network;
    std::unique_ptr<RunningServer> m_server;

    // A request of the window's, under way.
    std::unique_ptr<QNetworkReply> post(const QString &path, const QByteArray &text)
    {
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_server->port()).arg(path)));
        request.setRawHeader("Authorization", "Bearer window");
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const QJsonObject body{{u"text"_s, QString::fromUtf8(text)},
                               {u"path"_s, u"/nonexistent/agent.yaml"_s}};
        return std::unique_ptr<QNetworkReply>(m_network.post(request, QJsonDocument(body).toJson()));
    }

    static QByteArray agentAt(const ModelServer &models)
    {
        return "provider: openai\nmodel: gpt\napi_key: ${MINE}\nbase_url: "
            + models.baseUrl().toString().toUtf8() + '\n';
    }

    // "good key", "bad model list": the steps of a check.
    static QStringList steps(const QByteArray &body)
    {
        QStringList told;
        for (const QByteArray &data : events(body)) {
            const QJsonObject step = QJsonDocument::fromJson(data).object();
            told.append(step[u"outcome"_s].toString() + u' ' + step[u"step"_s].toString());
        }
        return told;
    }

private slots:
    void init()
    {
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        options.surroundings.keys = {{u"MINE"_s, QString::fromLatin1(secret)},
                                     {u"OPENAI_API_KEY"_s, QString::fromLatin1(secret)}};
        m_server = std::make_unique<RunningServer>("provider: openai\n", options);
    }
    void cleanup() { m_server.reset(); }

    void isOnlyForTheWindow()
    {
        for (const QByteArray path : {"/control/check", "/control/models"})
            QCOMPARE(m_server->post(path, {{u"text"_s, u""_s}, {u"path"_s, u""_s}}).status, 401);
        QCOMPARE(m_server->ask("GET", "/control/local-servers").status, 401);
    }

    void saysWhereTheKeyIsFrom()
    {
        const Reply reply = m_server->ask("GET", "/health");
        QCOMPARE(json(reply)[u"provider_reason"_s].toString(),
                 u"The agent file asks for OpenAI. Its key is the one you gave Slipway."_s);
        QVERIFY(!reply.body.contains(secret));
    }

    void checksTheModelOfAText()
    {
        const auto reply = post(u"/control/check"_s, "provider: demo\n");
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(
            steps(reply->readAll()),
            (QStringList{u"good provider"_s, u"good model list"_s, u"good model"_s, u"good tool calling"_s}));
    }

    void keepsAKeyThatComesBackToItself()
    {
        ModelServer models(refusing());
        const auto reply = post(u"/control/check"_s, agentAt(models));
        QTRY_VERIFY(reply->isFinished());
        const QByteArray said = reply->readAll();
        QCOMPARE(steps(said),
                 (QStringList{u"good provider"_s, u"good key"_s, u"good host name"_s, u"good connection"_s,
                              u"bad model list"_s}));
        QVERIFY(models.requests().constFirst().head.contains(secret));
        QVERIFY2(!said.contains(secret), said.constData());

        const auto list = post(u"/control/models"_s, agentAt(models));
        QTRY_VERIFY(list->isFinished());
        const QByteArray refusal = list->readAll();
        QVERIFY(refusal.contains("wrong"));
        QVERIFY2(!refusal.contains(secret), refusal.constData());
    }

    void stopsWhenTheWindowLeaves()
    {
        ModelServer models([](QTcpSocket *socket, const ModelServer::Request &request, int) {
            if (!request.head.startsWith("GET"))
                return; // the model never answers
            socket->write(modelList);
            socket->disconnectFromHost();
        });
        const auto reply = post(u"/control/check"_s, agentAt(models));
        QTRY_VERIFY(!models.requests().isEmpty() && models.requests().constLast().head.startsWith("POST"));
        const auto *call = models.findChildren<QTcpSocket *>().constLast();
        QCOMPARE(call->state(), QAbstractSocket::ConnectedState);
        reply->abort();
        QTRY_COMPARE(call->state(), QAbstractSocket::UnconnectedState);
    }

    void listsTheModels()
    {
        ModelServer models(ModelServer::saying(modelList));
        const auto reply = post(u"/control/models"_s, agentAt(models));
        QTRY_VERIFY(reply->isFinished());
        const QJsonObject list = QJsonDocument::fromJson(reply->readAll()).object();
        QCOMPARE(list[u"models"_s].toArray(), (QJsonArray{u"gpt"_s, u"other"_s}));
        QCOMPARE(list[u"model"_s], u"gpt"_s);
        QCOMPARE(list[u"provider"_s], u"openai"_s);
    }

    void refusesATextWithFaults_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("check") << u"/control/check"_s;
        QTest::newRow("models") << u"/control/models"_s;
    }
    void refusesATextWithFaults()
    {
        QFETCH(QString, path);
        const auto reply = post(path, "provider: opneai\n");
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 422);
        QVERIFY(reply->readAll().contains("opneai"));
    }

    void findsModelServersOnThisMachine()
    {
        ModelServer ollama(ModelServer::saying(ModelServer::answer(
            "200 OK", "application/json", "{\"models\":[{\"name\":\"llama3.2:latest\"}]}")));
        qputenv("OLLAMA_HOST", "127.0.0.1:" + QByteArray::number(ollama.serverPort()));
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/control/local-servers"_s.arg(m_server->port())));
        request.setRawHeader("Authorization", "Bearer window");
        const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
        QTRY_VERIFY(reply->isFinished());
        qunsetenv("OLLAMA_HOST");
        const QJsonObject found = QJsonDocument::fromJson(reply->readAll())[u"servers"_s][0].toObject();
        QCOMPARE(found[u"title"_s], u"Ollama"_s);
        QCOMPARE(found[u"provider"_s], u"ollama"_s);
        QCOMPARE(found[u"models"_s].toArray(), QJsonArray{u"llama3.2"_s});
    }
};

QTEST_GUILESS_MAIN(ModelApiTest)
#include "ModelApiTest.moc"
