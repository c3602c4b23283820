// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/LocalServerHost.h"
#include "app/desktop/KeptKeys.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using app::LocalServerHost;
using Kind = ui::CassetteUse::Kind;
using State = ui::ServerHost::State;

namespace {

/// Keeps nothing: no test asks it for anything.
class NoKeychain : public app::Keychain
{
public:
    void write(const QString &, const QString &, QObject *, const Take &) override { }
    void read(const QString &, QObject *, const Take &) override { }
    void remove(const QString &, QObject *, const Take &) override { }
};

const QByteArray agentText = "name: Helper\nprovider: demo\ntools: [evaluate_expression]\n";

} // namespace

class LocalServerHostTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    NoKeychain m_keychain;
    QNetworkAccessManager m_network;

    QString file(const QString &name) const { return m_folder.filePath(name); }
    /// Starts on a port nobody has, and waits.
    bool start(LocalServerHost &host, const std::optional<ui::CassetteUse> &cassette)
    {
        host.start({agentText, file(u"agent.yaml"_s), 0, cassette});
        return QTest::qWaitFor([&host] { return host.state() == State::Running; });
    }
    bool stop(LocalServerHost &host)
    {
        host.stop();
        return QTest::qWaitFor([&host] { return host.state() == State::Stopped; });
    }
    QJsonObject answerOf(QNetworkReply *reply)
    {
        const std::unique_ptr<QNetworkReply> owned(reply);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }))
            return {};
        return QJsonDocument::fromJson(reply->readAll()).object();
    }
    QJsonObject say(const LocalServerHost &host, const QString &prompt)
    {
        QNetworkRequest request(host.url().resolved(QUrl(u"/invoke"_s)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        return answerOf(m_network.post(request, QJsonDocument(QJsonObject{{u"prompt"_s, prompt}}).toJson()));
    }

private slots:
    void initTestCase()
    {
        qputenv("SLIPWAY_USAGE", QFile::encodeName(file(u"usage.sqlite"_s)));
        qputenv("SLIPWAY_TOKENS", QFile::encodeName(file(u"tokens.json"_s)));
        qputenv("SLIPWAY_RUNS", QFile::encodeName(file(u"runs.sqlite"_s)));
    }

    void recordsAndReplaysWhatWasRecorded_data()
    {
        QTest::addColumn<bool>("tools");
        QTest::addColumn<double>("speed");
        QTest::newRow("models and tools") << true << 1.0;
        QTest::newRow("models, at once") << false << 0.0;
    }
    void recordsAndReplaysWhatWasRecorded()
    {
        QFETCH(bool, tools);
        QFETCH(double, speed);
        const QString tape = file(u"demo%1.cassette"_s.arg(speed));
        app::KeptKeys keys(m_keychain, file(u"keys.ini"_s));
        LocalServerHost host(keys);
        QVERIFY(start(host, ui::CassetteUse{Kind::Record, tape, tools}));
        const QJsonObject first = say(host, u"What is 340 * 7?"_s);
        QVERIFY(first[u"content"_s].toString().contains(u"2380"_s));
        QVERIFY(stop(host));

        QSignalSpy read(&host, &ui::ServerHost::cassetteRead);
        host.readCassette(tape);
        QTRY_COMPARE(read.count(), 1);
        const auto content = read[0][1].value<ui::CassetteContent>();
        QCOMPARE(content.agent, u"Helper"_s);
        QCOMPARE(content.provider, u"demo"_s);
        QCOMPARE(content.begins, u"What is 340 * 7?"_s);
        QCOMPARE(content.calls, 2);
        QCOMPARE(content.toolCalls, tools ? 1 : 0);
        QCOMPARE(content.hasTools, tools);

        QVERIFY(start(host, ui::CassetteUse{Kind::Replay, tape, tools, speed}));
        const QJsonObject health =
            answerOf(m_network.get(QNetworkRequest(host.url().resolved(QUrl(u"/health"_s)))));
        QVERIFY(health[u"provider_reason"_s].toString().contains(u"replaying demo"_s));
        QCOMPARE(say(host, u"What is 340 * 7?"_s)[u"content"_s], first[u"content"_s]);
        QVERIFY(say(host, u"Something else"_s)[u"detail"_s].toString().contains(u"no recording"_s));
        QVERIFY(stop(host));
    }
    void overwritesNothing()
    {
        const QString kept = file(u"kept.txt"_s);
        QFile written(kept);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write("mine");
        written.close();
        app::KeptKeys keys(m_keychain, file(u"keys.ini"_s));
        LocalServerHost host(keys);
        QSignalSpy failed(&host, &ui::ServerHost::failed);
        host.start({agentText, file(u"agent.yaml"_s), 0, ui::CassetteUse{Kind::Record, kept}});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(host.state(), State::Stopped);
        QVERIFY(failed[0][0].value<ui::ServerHost::Failure>().message.contains(u"has something in it"_s));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), "mine");
    }
    void saysWhatIsNoCassette()
    {
        app::KeptKeys keys(m_keychain, file(u"keys.ini"_s));
        LocalServerHost host(keys);
        QSignalSpy refused(&host, &ui::ServerHost::cassetteRefused);
        host.readCassette(file(u"gone.cassette"_s));
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(!refused[0][1].toString().isEmpty());
        QSignalSpy failed(&host, &ui::ServerHost::failed);
        host.start(
            {agentText, file(u"agent.yaml"_s), 0, ui::CassetteUse{Kind::Replay, file(u"gone.cassette"_s)}});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(start(host, {}));
        QVERIFY(stop(host));
    }
};

QTEST_GUILESS_MAIN(LocalServerHostTest)
#include "LocalServerHostTest.moc"
