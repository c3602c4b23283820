// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/Choice.h"
#include "agent/providers/ollama/OllamaServer.h"
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
        QTest::newRow("openai-responses") << u"openai-responses"_s << u"gpt-5-mini"_s;
        QTest::newRow("anthropic") << u"anthropic"_s << u"claude-sonnet-4-6"_s;
        QTest::newRow("gemini") << u"gemini"_s << u"gemini-3-flash-preview"_s;
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
    void makesEveryProviderItKnows()
    {
        for (const QString &word : knownProviders()) {
            const auto choice = choose(specWith(word), {{u"OPENAI_API_KEY"_s, u"k"_s}});
            QVERIFY_RESULT(choice);
            QCOMPARE(choice->provider->name(), word == u"auto" ? u"openai"_s : word);
        }
    }
    void takesTheFirstServiceWhoseKeyIsSet_data()
    {
        QTest::addColumn<QStringList>("set");
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("reason");
        QTest::newRow("all") << QStringList{u"GEMINI_API_KEY"_s, u"ANTHROPIC_API_KEY"_s, u"OPENAI_API_KEY"_s}
                             << u"openai"_s << u"OPENAI_API_KEY is set, so OpenAI answers."_s;
        QTest::newRow("two") << QStringList{u"GEMINI_API_KEY"_s, u"ANTHROPIC_API_KEY"_s} << u"anthropic"_s
                             << u"ANTHROPIC_API_KEY is set, so Anthropic answers."_s;
        QTest::newRow("Gemini") << QStringList{u"GEMINI_API_KEY"_s} << u"gemini"_s
                                << u"GEMINI_API_KEY is set, so Gemini answers."_s;
        QTest::newRow("Google") << QStringList{u"GOOGLE_API_KEY"_s} << u"gemini"_s
                                << u"GOOGLE_API_KEY is set, so Gemini answers."_s;
    }
    void takesTheFirstServiceWhoseKeyIsSet()
    {
        QFETCH(QStringList, set);
        QFETCH(QString, provider);
        QFETCH(QString, reason);
        Environment environment;
        for (const QString &variable : set)
            environment.insert(variable, u"secret"_s);
        const auto choice = choose(specWith(u"auto"_s), environment);
        QVERIFY_RESULT(choice);
        QCOMPARE(choice->provider->name(), provider);
        QCOMPARE(choice->reason, reason);
        QVERIFY(set.contains(choice->keyVariable));
    }
    void leavesAModelToItsOwnService_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("taken");
        QTest::newRow("its own") << u"claude-haiku-4-5"_s << u"claude-haiku-4-5"_s;
        QTest::newRow("another's") << u"gpt-5-mini"_s << u"claude-sonnet-4-6"_s;
    }
    void leavesAModelToItsOwnService()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, taken);
        AgentSpec spec = specWith(u"auto"_s);
        spec.model = wanted;
        QCOMPARE(choose(spec, {{u"ANTHROPIC_API_KEY"_s, u"secret"_s}})->model, taken);
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
        QCOMPARE(choice->reason,
                 u"No OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY is set and no Ollama answers on "
                 u"port %1, so "
                 "answers come from the offline demo."_s.arg(port));
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
    void makesTheFallbacksInTheirOrder()
    {
        AgentSpec spec = specWith(u"demo"_s);
        spec.fallbacks = {{u"anthropic"_s, u"claude-haiku-4-5"_s, {}, u"${MINE}"_s},
                          {u"gemini"_s, {}, {}, {}}};
        const auto made = testing::await(chooseFallbacks(spec, {}));
        QVERIFY_RESULT(made);
        QCOMPARE(made->size(), 2);
        QCOMPARE(made->at(0).provider->name(), u"anthropic"_s);
        QCOMPARE(made->at(0).model, u"claude-haiku-4-5"_s);
        QCOMPARE(made->at(1).model, u"gemini-3-flash-preview"_s);
        spec.fallbacks.append({u"bedrock"_s, {}, {}, {}});
        QVERIFY(!testing::await(chooseFallbacks(spec, {})));
    }
    void saysWhichVariableIsMissing_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("apiKey");
        QTest::addColumn<QString>("variable");
        QTest::newRow("the usual one") << u"openai"_s << QString() << u"OPENAI_API_KEY"_s;
        QTest::newRow("the usual one of Anthropic") << u"anthropic"_s << QString() << u"ANTHROPIC_API_KEY"_s;
        QTest::newRow("the usual one of Gemini") << u"gemini"_s << QString() << u"GEMINI_API_KEY"_s;
        QTest::newRow("the named one") << u"anthropic"_s << u"${MY_KEY}"_s << u"MY_KEY"_s;
    }
    void saysWhichVariableIsMissing()
    {
        QFETCH(QString, provider);
        QFETCH(QString, apiKey);
        QFETCH(QString, variable);
        AgentSpec spec = specWith(provider);
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
    void saysWhyAHeaderCannotBeSent_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("message");
        const QString cannot = u"The header \"X-Tenant\" cannot be sent: "_s;
        QTest::newRow("not set") << u"a ${NOT_SET}"_s << ErrorKind::Unauthorized
                                 << cannot
                + u"the environment variable NOT_SET is not set; write ${NOT_SET:-…} to give it a default"_s;
        QTest::newRow("a second header") << u"${TWO_LINES}"_s << ErrorKind::InvalidInput
                                         << cannot + u"there is a control character in it"_s;
    }
    void saysWhyAHeaderCannotBeSent()
    {
        QFETCH(QString, value);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, message);
        AgentSpec spec = specWith(u"ollama"_s);
        spec.headers = {{u"X-Tenant"_s, value}};
        const auto choice = choose(spec, {{u"TWO_LINES"_s, u"a\r\nHost: b"_s}});
        QVERIFY_RESULT(choice); // so that the agent can be opened and edited
        const ModelSink nowhere = [](const ModelDelta &) { };
        const auto reply = testing::await(choice->provider->complete(ModelRequest(), nowhere, {}));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, kind);
        QCOMPARE(reply.error().message, message);
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
