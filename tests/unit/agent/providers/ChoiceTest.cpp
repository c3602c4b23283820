// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/Choice.h"
#include "agent/providers/Ollama.h"
#include "tests/support/Testing.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// Answers every request with one JSON document.
class TagServer : public QTcpServer
{
public:
    explicit TagServer(const QByteArray &body)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, body] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, body] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            });
        });
    }
    Environment environment() const { return {{u"OLLAMA_HOST"_s, u"127.0.0.1:%1"_s.arg(serverPort())}}; }
};

/// A port on which nobody listens.
Environment noOllama()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return {{u"OLLAMA_HOST"_s, u"127.0.0.1:%1"_s.arg(probe.serverPort())}};
}

AgentSpec specWith(const QString &provider)
{
    AgentSpec spec;
    spec.provider = provider;
    return spec;
}

Result<ProviderChoice> choose(const AgentSpec &spec, const Environment &environment)
{
    return testing::await(chooseProvider(spec, environment));
}

} // namespace

class ChoiceTest : public QObject
{
    Q_OBJECT
private slots:
    void takesWhatTheFileNames_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::newRow("openai") << u"openai"_s << u"gpt-5-mini"_s;
        QTest::newRow("ollama") << u"ollama"_s << u"llama3.2"_s;
        QTest::newRow("local") << u"local"_s << u"gpt-5-mini"_s;
        QTest::newRow("demo") << u"demo"_s << u"slipway-demo"_s;
    }
    void takesWhatTheFileNames()
    {
        QFETCH(QString, provider);
        QFETCH(QString, model);
        AgentSpec spec = specWith(provider);
        const auto choice = choose(spec, {});
        QVERIFY_RESULT(choice);
        QCOMPARE(choice->provider->name(), provider);
        QCOMPARE(choice->model, model);
        spec.model = u"mine"_s;
        QCOMPARE(choose(spec, {})->model, u"mine"_s);
    }
    void prefersOpenAiWhenItsKeyIsSet()
    {
        const auto choice = choose(specWith(u"auto"_s), {{u"OPENAI_API_KEY"_s, u"sk-secret"_s}});
        QVERIFY_RESULT(choice);
        QCOMPARE(choice->provider->name(), u"openai"_s);
        QCOMPARE(choice->reason, u"OPENAI_API_KEY is set, so OpenAI answers."_s);
    }
    void thenAnOllamaThatHasAModel()
    {
        TagServer server(
            R"({"models":[{"name":"nomic-embed-text:latest"},{"name":"qwen3:8b"},{"name":"mistral:latest"}]})");
        AgentSpec spec = specWith(u"auto"_s);
        QCOMPARE(choose(spec, server.environment())->provider->name(), u"ollama"_s);
        QCOMPARE(choose(spec, server.environment())->model, u"qwen3:8b"_s);
        spec.model = u"mistral"_s;
        QCOMPARE(choose(spec, server.environment())->model, u"mistral"_s);
        spec.model = u"gpt-5-mini"_s;
        QCOMPARE(choose(spec, server.environment())->model, u"qwen3:8b"_s);
    }
    void thenTheDemo()
    {
        const Environment environment = noOllama();
        AgentSpec spec = specWith(u"auto"_s);
        spec.model = u"gpt-5-mini"_s;
        const auto choice = choose(spec, environment);
        QVERIFY_RESULT(choice);
        QCOMPARE(choice->provider->name(), u"demo"_s);
        QCOMPARE(choice->model, u"slipway-demo"_s);
        const QString port = environment.first().section(u':', 1);
        QCOMPARE(
            choice->reason,
            u"No OPENAI_API_KEY is set and no Ollama answers on port %1, so answers come from the offline demo."_s
                .arg(port));
    }
    void doesNotWaitForASilentOllama()
    {
        QTcpServer silent;
        silent.listen(QHostAddress::LocalHost);
        QElapsedTimer timer;
        timer.start();
        const auto choice =
            choose(specWith(u"auto"_s), {{u"OLLAMA_HOST"_s, u"127.0.0.1:%1"_s.arg(silent.serverPort())}});
        QCOMPARE(choice->provider->name(), u"demo"_s);
        QVERIFY(timer.elapsed() < 2000);
    }
    void passesOverAnOllamaWithoutModels()
    {
        TagServer server(R"({"models":[]})");
        QCOMPARE(choose(specWith(u"auto"_s), server.environment())->provider->name(), u"demo"_s);
    }
    void saysWhichVariableIsMissing_data()
    {
        QTest::addColumn<QString>("apiKey");
        QTest::addColumn<QString>("variable");
        QTest::newRow("the usual one") << QString() << u"OPENAI_API_KEY"_s;
        QTest::newRow("the named one") << u"${MY_KEY}"_s << u"MY_KEY"_s;
    }
    void saysWhichVariableIsMissing()
    {
        QFETCH(QString, apiKey);
        QFETCH(QString, variable);
        AgentSpec spec = specWith(u"openai"_s);
        if (!apiKey.isEmpty())
            spec.apiKey = apiKey;
        const auto choice = choose(spec, {});
        QVERIFY_RESULT(choice);
        const ModelSink nowhere = [](const ModelDelta &) { };
        const auto reply = testing::await(choice->provider->complete(ModelRequest(), nowhere, {}));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unauthorized);
        QVERIFY(reply.error().message.contains(variable));
    }
    void refusesWhatCannotWork_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("apiKey");
        QTest::addColumn<QString>("baseUrl");
        QTest::addColumn<QString>("where");
        QTest::newRow("unknown provider") << u"opneai"_s << QString() << QString() << u"/provider"_s;
        QTest::newRow("a key in the file") << u"openai"_s << u"sk-123"_s << QString() << u"/api_key"_s;
        QTest::newRow("no address") << u"openai"_s << QString() << u"not an address"_s << u"/base_url"_s;
        QTest::newRow("a file") << u"openai"_s << QString() << u"file:///etc/passwd"_s << u"/base_url"_s;
    }
    void refusesWhatCannotWork()
    {
        QFETCH(QString, provider);
        QFETCH(QString, apiKey);
        QFETCH(QString, baseUrl);
        QFETCH(QString, where);
        AgentSpec spec = specWith(provider);
        if (!apiKey.isEmpty())
            spec.apiKey = apiKey;
        if (!baseUrl.isEmpty())
            spec.baseUrl = baseUrl;
        const auto choice = choose(spec, {});
        QVERIFY(!choice);
        QCOMPARE(choice.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(choice.error().where, where);
        QVERIFY(!choice.error().message.contains(u"sk-123"_s));
    }
    void readsOllamaHostAsOllamaDoes_data()
    {
        QTest::addColumn<QString>("url");
        const auto row = [](const char *host, const char *url) {
            QTest::newRow(host) << QString::fromUtf8(url);
        };
        row("", "http://127.0.0.1:11434");
        row("0.0.0.0", "http://127.0.0.1:11434");
        row("0.0.0.0:1234", "http://127.0.0.1:1234");
        row(":1234", "http://127.0.0.1:1234");
        row("box", "http://box:11434");
        row("box:80", "http://box:80");
        row("http://box", "http://box");
        row("https://box:8443/", "https://box:8443");
        row("[::1]:1234", "http://[::1]:1234");
        row("not an address", "http://127.0.0.1:11434");
    }
    void readsOllamaHostAsOllamaDoes()
    {
        QFETCH(QString, url);
        QCOMPARE(ollamaAddress(QString::fromUtf8(QTest::currentDataTag())).toString(), url);
    }
};

QTEST_GUILESS_MAIN(ChoiceTest)
#include "ChoiceTest.moc"
