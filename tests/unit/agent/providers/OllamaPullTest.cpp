// SPDX-License-Identifier: GPL-3.0-or-later
#include "ModelServer.h"

#include "agent/providers/ollama/OllamaPull.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray recording(const char *name)
{
    return data(u"providers/ollama/%1.pull"_s.arg(QLatin1String(name)));
}

/// What comes of a pull from a server that says this.
struct Pull
{
    Result<> ended;
    QList<PullState> states;
    QByteArray request;

    explicit Pull(const QByteArray &answer)
    {
        ModelServer server(ModelServer::saying(answer));
        const auto onState = [this](const PullState &state) { states.append(state); };
        ended = await(pullOllamaModel(server.baseUrl(), u"llama3.2"_s, onState, {}));
        request = server.requests().value(0).head + server.requests().value(0).body;
    }
};

} // namespace

class OllamaPullTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsHowFarItIs()
    {
        const Pull pull(ModelServer::answer("200 OK", "application/x-ndjson", recording("success")));
        QVERIFY_RESULT(pull.ended);
        QVERIFY(pull.request.startsWith("POST /api/pull HTTP/1.1\r\n"));
        QVERIFY(pull.request.endsWith("{\"model\":\"llama3.2\",\"stream\":true}"));
        QCOMPARE(pull.states.size(), 6);
        QCOMPARE(pull.states[0], (PullState{u"pulling manifest"_s, 0, 0, false}));
        QCOMPARE(pull.states[2], (PullState{u"pulling dde5aa3fc5ff"_s, 1'010'827'264, 2'019'377'376, false}));
        QCOMPARE(pull.states[5], (PullState{u"success"_s, 0, 0, true}));
    }
    void saysWhyItFailed_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &answer, ErrorKind kind, const char *words) {
            QTest::newRow(name) << answer << int(kind) << QString::fromLatin1(words);
        };
        const auto lines = [](const QByteArray &body) {
            return ModelServer::answer("200 OK", "application/x-ndjson", body);
        };
        row("no such model", lines(recording("no-such-model")), ErrorKind::NotFound, "file does not exist");
        const QByteArray whole = recording("success");
        row("cut after a line", lines(whole.left(whole.indexOf("{\"status\":\"verifying"))),
            ErrorKind::Unavailable, "broke off");
        row("cut within a line", lines(whole.left(120)), ErrorKind::Unavailable, "cannot be read");
        row("no JSON", lines("hello\n"), ErrorKind::Unavailable, "cannot be read");
        row("refused", ModelServer::answer("500 Oops", "application/json", "{\"error\":\"disk full\"}"),
            ErrorKind::Unavailable, "disk full");
        row("an old Ollama", ModelServer::answer("404 Not Found", "text/plain", "404 page not found"),
            ErrorKind::NotFound, "404 page not found");
        row("nothing at all", {}, ErrorKind::Unavailable, "");
    }
    void saysWhyItFailed()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        QFETCH(QString, words);
        const Pull pull(answer);
        QVERIFY(!pull.ended);
        QCOMPARE(kindName(pull.ended.error().kind), kindName(ErrorKind(kind)));
        QVERIFY2(pull.ended.error().message.contains(words), qPrintable(pull.ended.error().message));
    }
    void stopsWhenAsked()
    {
        ModelServer server(ModelServer::goingSilentAfter(
            ModelServer::answer("200 OK", "application/x-ndjson", recording("success").left(120))));
        std::stop_source stop;
        const auto onState = [&stop](const PullState &) { stop.request_stop(); };
        const auto ended = await(pullOllamaModel(server.baseUrl(), u"llama3.2"_s, onState, stop.get_token()));
        QVERIFY(!ended);
        QCOMPARE(ended.error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(OllamaPullTest)
#include "OllamaPullTest.moc"
