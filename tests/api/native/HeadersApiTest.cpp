// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"
#include "tests/support/Testing.h"
#include "tests/unit/agent/providers/ModelServer.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray control = "Authorization: Bearer window\r\n";

/// Refuses, and repeats the headers that are not the usual ones, as a gateway may.
ModelServer::Script repeating()
{
    return [](QTcpSocket *socket, const ModelServer::Request &request, int) {
        QByteArrayList lines;
        for (const QByteArray &line : request.head.split('\n')) {
            if (line.startsWith("X-") || line.startsWith("Cookie"))
                lines.append(line.trimmed());
        }
        const QJsonObject body{{u"error"_s, QString::fromUtf8("wrong: " + lines.join(" and "))}};
        socket->write(ModelServer::answer("401 Unauthorized", "application/json",
                                          QJsonDocument(body).toJson(QJsonDocument::Compact)));
        socket->disconnectFromHost();
    };
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a text says that it must not: the first secret in it.
QByteArray leakIn(const QByteArray &text)
{
    const qsizetype at = text.indexOf("planted");
    return at < 0 ? QByteArray() : text.mid(at - 40, 100);
}

} // namespace

/// The headers that an agent file has its model sent: they go over the wire, and nowhere else.
class HeadersApiTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ModelServer m_models{repeating()};
    QNetworkAccessManager m_network;

    QString cassette() const { return m_folder.filePath(u"demo.cassette"_s); }
    QString traffic() const { return m_folder.filePath(u"traffic"_s); }

    server::AgentServer::Options options() const
    {
        const auto recording = agent::Recording::begin({cassette(), true});
        if (!recording)
            qFatal("%s", qPrintable(recording.error().message));
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        options.surroundings.environment = {{u"SERVER"_s, m_models.baseUrl().toString()},
                                            {u"TENANT"_s, u"planted-tenant"_s},
                                            {u"TEAM"_s, u"planted-team"_s},
                                            {u"SLIPWAY_TRAFFIC_DIR"_s, traffic()}};
        options.surroundings.cassette = *recording;
        return options;
    }

    QByteArray post(const RunningServer &server, const QString &path)
    {
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1%2"_s.arg(server.port()).arg(path)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(m_network.post(request, R"({"prompt":"Hi"})"));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000))
            return {};
        return reply->readAll();
    }

    static QByteArray log(const RunningServer &server, const QByteArray &last)
    {
        RawClient client(server.port());
        client.send(server.request("GET", "/control/log", {}, control));
        client.readUntil([&] { return client.received().contains(last); });
        return client.received();
    }

private slots:
    void reachTheModelAndNobodyElse()
    {
        const RunningServer server(testing::data(u"spec/headers.yaml"_s), options());
        const QByteArray answers = post(server, u"/invoke"_s) + post(server, u"/stream"_s);
        QCOMPARE(m_models.requests().size(), 4); // the provider and its fallback, twice
        const QByteArray first = m_models.requests().at(0).head + "\r\n\r\n";
        QCOMPARE(field(first, "X-Tenant"), QByteArray("tenant planted-tenant"));
        QCOMPARE(field(first, "Cookie"), QByteArray("id=planted-cookie"));
        QCOMPARE(field(first, "X-Plain"), QByteArray("hello-there"));
        const QByteArray second = m_models.requests().at(1).head + "\r\n\r\n";
        QCOMPARE(field(second, "X-Team"), QByteArray("planted-team"));
        QVERIFY(!second.contains("X-Plain") && !second.contains("planted-tenant"));

        // The detail and the error of the problem, and the error of the stream.
        QCOMPARE(answers.count("X-Team: REMOVED"), 3);
        QCOMPARE(leakIn(answers), QByteArray());
        const QByteArray lines = log(server, "POST /stream");
        QVERIFY2(lines.contains("X-Plain: hello-there"), lines.constData());
        QCOMPARE(leakIn(lines), QByteArray());
        const QByteArray recorded = contents(cassette());
        QVERIFY2(recorded.contains("X-Plain: hello-there"), recorded.constData());
        QCOMPARE(leakIn(recorded), QByteArray());
        int files = 0;
        for (QDirIterator it(traffic(), QDir::Files, QDirIterator::Subdirectories); it.hasNext(); ++files)
            QCOMPARE(leakIn(contents(it.next())), QByteArray());
        QCOMPARE(files, 8);
    }
};

QTEST_GUILESS_MAIN(HeadersApiTest)
#include "HeadersApiTest.moc"
