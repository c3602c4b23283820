// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/CheckUp.h"

#include "ModelServer.h"
#include "agent/providers/LocalServers.h"
#include "agent/providers/demo/DemoProvider.h"
#include "agent/providers/local/LocalProvider.h"
#include "agent/providers/openai/OpenAiProvider.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::ModelServer;

namespace {

const QByteArray saidOk = ModelServer::answer(
    "200 OK", "text/event-stream",
    "data: {\"choices\":[{\"delta\":{\"content\":\"OK\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
const QByteArray calledTool = ModelServer::answer(
    "200 OK", "text/event-stream",
    "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":"
    "\"evaluate_expression\",\"arguments\":\"{\\\"expression\\\":\\\"2+3\\\"}\"}}]},\"finish_reason\":"
    "\"tool_calls\"}]}\n\ndata: [DONE]\n\n");
const QByteArray refused =
    ModelServer::answer("401 Unauthorized", "application/json", "{\"error\":{\"message\":\"bad key\"}}");

QByteArray listOf(const QByteArray &model)
{
    return ModelServer::answer("200 OK", "application/json", "{\"data\":[{\"id\":\"" + model + "\"}]}");
}

/// Answers the request for the list, and each call of the model in turn.
ModelServer::Script saying(const QByteArray &list, const QByteArrayList &calls)
{
    const auto count = std::make_shared<qsizetype>(0);
    return [=](QTcpSocket *socket, const ModelServer::Request &request, int) {
        // A GET may come twice: Qt repeats one whose connection closed early.
        socket->write(request.head.startsWith("GET") ? list : calls.value((*count)++));
        socket->disconnectFromHost();
    };
}

ProviderChoice choiceAt(const QUrl &url, const QString &missingKey = {})
{
    ProviderSettings settings;
    settings.name = u"openai"_s;
    settings.baseUrl = url;
    settings.missingKey = missingKey;
    return {std::make_shared<OpenAiProvider>(settings), u"gpt"_s, {}};
}

/// "good connection", "bad model": what was told, and at last what it came to.
QStringList checked(const ProviderChoice &choice, QStringList *details = nullptr)
{
    QStringList told;
    const CheckSink sink = [&](const CheckStep &step) {
        static const QMap<CheckStep::Outcome, QString> words{{CheckStep::Outcome::Good, u"good "_s},
                                                             {CheckStep::Outcome::Remark, u"note "_s},
                                                             {CheckStep::Outcome::Bad, u"bad "_s}};
        told.append(words.value(step.outcome) + step.name);
        if (details)
            details->append(step.detail);
    };
    const bool isGood = testing::await(checkUp(choice, sink, 2s));
    return told << (isGood ? u"good"_s : u"bad"_s);
}

} // namespace

class CheckUpTest : public QObject
{
    Q_OBJECT
private slots:
    void usesTheModelForReal()
    {
        ModelServer server(saying(listOf("gpt"), {saidOk, calledTool}));
        QStringList details;
        QCOMPARE(checked(choiceAt(server.baseUrl()), &details),
                 (QStringList{u"good host name"_s, u"good connection"_s, u"good model list"_s,
                              u"good model"_s, u"good tool calling"_s, u"good"_s}));
        QCOMPARE(details.constLast(), u"gpt called evaluate_expression with {\"expression\":\"2+3\"}"_s);
    }
    void endsWhereItFails_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArrayList>("calls");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("words");
        const QByteArray broken = ModelServer::answer("404 Not Found", "application/json",
                                                      "{\"error\":{\"message\":\"no such model\"}}");
        QTest::newRow("the key is refused")
            << refused << QByteArrayList() << u"bad model list"_s << u"bad key"_s;
        QTest::newRow("no such model")
            << listOf("other") << QByteArrayList{broken} << u"bad model"_s << u"no such model"_s;
        QTest::newRow("no list, and no model")
            << broken << QByteArrayList{broken} << u"bad model"_s << u"no such model"_s;
        QTest::newRow("no tools") << listOf("gpt") << QByteArrayList{saidOk, saidOk} << u"note tool calling"_s
                                  << u"without calling"_s;
    }
    void endsWhereItFails()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArrayList, calls);
        QFETCH(QString, last);
        QFETCH(QString, words);
        ModelServer server(saying(list, calls));
        QStringList details;
        const QStringList told = checked(choiceAt(server.baseUrl()), &details);
        QCOMPARE(told.value(told.size() - 2), last);
        QCOMPARE(told.constLast(), last.section(u' ', 0, 0).replace(u"note"_s, u"good"_s));
        QVERIFY2(details.constLast().contains(words), qPrintable(details.constLast()));
    }
    void looksForTheKeyFirst()
    {
        QStringList details;
        QCOMPARE(checked(choiceAt(QUrl(u"http://127.0.0.1:1/v1"_s), u"SOME_KEY"_s), &details),
                 (QStringList{u"bad key"_s, u"bad"_s}));
        QVERIFY(details.constFirst().contains(u"SOME_KEY"_s));
    }
    void saysWhichKeyItUses()
    {
        ModelServer server(ModelServer::saying(refused));
        ProviderChoice choice = choiceAt(server.baseUrl());
        choice.keyVariable = u"SOME_KEY"_s;
        QStringList details;
        QCOMPARE(checked(choice, &details).constFirst(), u"good key"_s);
        QCOMPARE(details.constFirst(), u"SOME_KEY is set"_s);
    }
    void tellsNothingOnceItIsStopped()
    {
        ModelServer server(saying(listOf("gpt"), {}));
        std::stop_source stop;
        QStringList told;
        const CheckSink sink = [&](const CheckStep &step) {
            told.append(step.name);
            if (step.name == u"model list"_s)
                stop.request_stop();
        };
        QVERIFY(!testing::await(checkUp(choiceAt(server.baseUrl()), sink, 30s, stop.get_token())));
        QCOMPARE(told, (QStringList{u"host name"_s, u"connection"_s, u"model list"_s}));
    }
    void saysThatNothingListens()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QUrl url(u"http://127.0.0.1:%1/v1"_s.arg(gone.serverPort()));
        gone.close();
        QStringList details;
        QCOMPARE(checked(choiceAt(url), &details),
                 (QStringList{u"good host name"_s, u"bad connection"_s, u"bad"_s}));
        QVERIFY2(details.constLast().startsWith(u"nothing listens at 127.0.0.1:"_s),
                 qPrintable(details.constLast()));
    }
    void saysThatAServerDoesNotEncrypt()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server,
                [&server] { server.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        const QUrl url(u"https://127.0.0.1:%1/v1"_s.arg(server.serverPort()));
        const QStringList told = checked(choiceAt(url));
        QCOMPARE(told.first(2), (QStringList{u"good host name"_s, u"good connection"_s}));
        QCOMPARE(told.value(2), u"bad encryption"_s);
    }
    void leavesOutWhatOfflineProvidersLack()
    {
        QCOMPARE(checked({std::make_shared<DemoProvider>(0ms), u"slipway-demo"_s, {}}),
                 (QStringList{u"good model list"_s, u"good model"_s, u"good tool calling"_s, u"good"_s}));
        const auto local = std::make_shared<LocalProvider>();
        QCOMPARE(checked({local, local->defaultModel(), {}}),
                 (QStringList{u"good model list"_s, u"good model"_s, u"note tool calling"_s, u"good"_s}));
    }

    void findsServersThatAnswer()
    {
        ModelServer ollama(ModelServer::saying(ModelServer::answer(
            "200 OK", "application/json", "{\"models\":[{\"name\":\"llama3.2:latest\"}]}")));
        ModelServer studio(ModelServer::saying(listOf("qwen")));
        ModelServer silent(ModelServer::goingSilentAfter({}));
        ModelServer other(ModelServer::saying(ModelServer::answer("404 Not Found", "text/html", "<html>")));
        const auto root = [](const ModelServer &server) {
            return QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
        };
        const QList<UsualPlace> places{{u"Ollama"_s, u"ollama"_s, root(ollama)},
                                       {u"silent"_s, u"openai"_s, silent.baseUrl()},
                                       {u"other"_s, u"openai"_s, other.baseUrl()},
                                       {u"LM Studio"_s, u"openai"_s, studio.baseUrl()}};
        const QList<LocalServer> expected{{u"Ollama"_s, u"ollama"_s, root(ollama), {u"llama3.2"_s}},
                                          {u"LM Studio"_s, u"openai"_s, studio.baseUrl(), {u"qwen"_s}}};
        const QList<LocalServer> found = testing::await(findServers(places));
        QCOMPARE(found.size(), expected.size());
        for (qsizetype i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].title, expected[i].title);
            QCOMPARE(found[i].models, expected[i].models);
            QVERIFY(found[i] == expected[i]);
        }
    }
};

QTEST_GUILESS_MAIN(CheckUpTest)
#include "CheckUpTest.moc"
