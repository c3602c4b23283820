// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/Fetch.h"

#include "LoopbackServer.h"
#include "agent/base/Clock.h"
#include "tests/support/Testing.h"

#include <QSslKey>
#include <QSslServer>
#include <QTimer>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

FetchRequest requestFor(const QUrl &url)
{
    FetchRequest request;
    request.url = url;
    request.timeout = 5s;
    request.mayReachPrivateNetwork = true;
    return request;
}

QByteArray redirectTo(const QUrl &target, const QByteArray &status = "302 Found")
{
    return answer(status, "Location: " + target.toEncoded() + "\r\n");
}

Result<FetchReply> fetched(const FetchRequest &request)
{
    return testing::await(fetch(request, {}));
}

QSslCertificate certificate(const QString &name)
{
    return QSslCertificate(testing::data(u"tls/%1.pem"_s.arg(name)));
}

/// A listener that proves to be `name`.
std::unique_ptr<QTcpServer> encrypted(const QString &name)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate(name));
    configuration.setPrivateKey(QSslKey(testing::data(u"tls/%1.key"_s.arg(name)), QSsl::Ec));
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

/// Trusts the certificate of `name` while it lives.
class Trust
{
public:
    explicit Trust(const QString &name)
    {
        QSslConfiguration changed = m_usual;
        changed.addCaCertificate(certificate(name));
        QSslConfiguration::setDefaultConfiguration(changed);
    }
    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_usual); }
    Q_DISABLE_COPY_MOVE(Trust)

private:
    QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();
};

} // namespace

class FetchTest : public QObject
{
    Q_OBJECT
private slots:
    void fetches()
    {
        LoopbackServer server(
            [](const QByteArray &) { return answer("200 OK", "Content-Type: text/plain\r\n", "hello"); });
        FetchRequest request = requestFor(server.url(u"/a?b=c"_s));
        request.headers = {{"X-Colour", "green"}};
        const auto reply = fetched(request);
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->status, 200);
        QCOMPARE(reply->reason, u"OK"_s);
        QCOMPARE(reply->contentType, u"text/plain"_s);
        QCOMPARE(reply->body, QByteArray("hello"));
        QVERIFY(!reply->isCut);
        QVERIFY(server.requests().constFirst().startsWith("GET /a?b=c HTTP/1.1\r\n"));
        QCOMPARE(testing::field(server.requests().constFirst(), "X-Colour"), QByteArray("green"));
    }

    void asksForTheNameAtTheAddressThatWasChecked()
    {
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        QUrl url = server.url();
        url.setHost(u"localhost"_s);
        const auto reply = fetched(requestFor(url));
        QVERIFY_RESULT(reply);
        const QByteArray head = server.requests().constFirst();
        QCOMPARE(testing::field(head, "Host"), "localhost:" + QByteArray::number(url.port()));
    }

    void wantsTheNameProvedAtThatAddress_data()
    {
        QTest::addColumn<QString>("proved");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<bool>("isFetched");
        QTest::newRow("the name") << u"localhost"_s << true << true;
        QTest::newRow("the name, by a stranger's word") << u"localhost"_s << false << false;
        QTest::newRow("another name") << u"elsewhere.test"_s << true << false;
    }
    void wantsTheNameProvedAtThatAddress()
    {
        QFETCH(QString, proved);
        QFETCH(bool, isTrusted);
        QFETCH(bool, isFetched);
        LoopbackServer server([](const QByteArray &) { return answer("200 OK", {}, "secret"); },
                              encrypted(proved));
        std::optional<Trust> trust;
        if (isTrusted)
            trust.emplace(proved);
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        url.setHost(u"localhost"_s);
        const auto reply = fetched(requestFor(url));
        QCOMPARE(reply.has_value(), isFetched);
        QCOMPARE(server.requests().size(), isFetched ? 1 : 0);
        if (!isFetched)
            QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
    }

    void passesOnTheStatusOfAnError()
    {
        LoopbackServer server([](const QByteArray &) { return answer("418 Teapot", {}, "short and stout"); });
        const auto reply = fetched(requestFor(server.url()));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->status, 418);
        QCOMPARE(reply->body, QByteArray("short and stout"));
    }

    void sendsABody_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"POST", "PUT", "PATCH", "DELETE"})
            QTest::newRow(method) << QByteArray(method);
    }
    void sendsABody()
    {
        QFETCH(QByteArray, method);
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        FetchRequest request = requestFor(server.url());
        request.method = method;
        request.body = "{\"a\":1}";
        request.headers = {{"Content-Type", "application/json"}};
        const auto reply = fetched(request);
        QVERIFY_RESULT(reply);
        QVERIFY(server.requests().constFirst().startsWith(method + " / HTTP/1.1\r\n"));
        QVERIFY(server.requests().constFirst().endsWith("\r\n\r\n{\"a\":1}"));
    }

    // Every way to write this machine, and its neighbours.
    void reachesNothingPrivate_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"http://127.0.0.1/",
                                "http://127.1/",
                                "http://127.0.1/",
                                "http://2130706433/",
                                "http://0x7f000001/",
                                "http://0x7f.1/",
                                "http://0177.0.0.1/",
                                "http://017700000001/",
                                "http://0/",
                                "http://0.0.0.0/",
                                "http://localhost/",
                                "http://LOCALHOST./",
                                "http://[::1]/",
                                "http://[::]/",
                                "http://[::ffff:127.0.0.1]/",
                                "http://[::ffff:7f00:1]/",
                                "http://[0:0:0:0:0:ffff:127.0.0.1]/",
                                "http://[64:ff9b::127.0.0.1]/",
                                "http://10.0.0.1/",
                                "http://192.168.1.1/",
                                "http://169.254.169.254/latest/meta-data/",
                                "http://[fe80::1]/",
                                "http://[fd00::1]/",
                                "http://１２７.０.０.１/",
                                "http://127。0。0。1/",
                                "https://127.0.0.1/"})
            QTest::newRow(url) << QString::fromUtf8(url);
    }
    void reachesNothingPrivate()
    {
        QFETCH(QString, url);
        FetchRequest request = requestFor(QUrl(url));
        request.mayReachPrivateNetwork = false;
        const auto reply = fetched(request);
        QVERIFY(!reply);
        // Some spellings are no host at all to the resolver, which is as good.
        QVERIFY2(reply.error().kind == ErrorKind::Denied
                     || reply.error().message.startsWith(u"there is no host"_s)
                     || reply.error().message.endsWith(u"is not a web address"_s),
                 qPrintable(reply.error().message));
    }

    void refusesWhatIsNoWebAddress_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("file") << u"file:///etc/passwd"_s;
        QTest::newRow("ftp") << u"ftp://example.com/"_s;
        QTest::newRow("gopher") << u"gopher://127.0.0.1:6379/_x"_s;
        QTest::newRow("user name") << u"http://example.com@127.0.0.1/"_s;
        QTest::newRow("no host") << u"http:///path"_s;
        QTest::newRow("relative") << u"/path"_s;
        QTest::newRow("empty") << QString();
    }
    void refusesWhatIsNoWebAddress()
    {
        QFETCH(QString, url);
        QVERIFY(!fetched(requestFor(QUrl(url))));
    }

    void followsRedirects()
    {
        LoopbackServer server([](const QByteArray &request) {
            if (request.startsWith("GET /end "))
                return answer("200 OK", {}, "there");
            return answer("301 Moved", "Location: /end\r\n");
        });
        FetchRequest request = requestFor(server.url());
        request.headers = {{"X-Key", "secret"}};
        const auto reply = fetched(request);
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->body, QByteArray("there"));
        QVERIFY(reply->wasRedirected);
        QCOMPARE(reply->url, server.url(u"/end"_s));
        QCOMPARE(testing::field(server.requests().at(1), "X-Key"), QByteArray("secret"));
    }

    void tiresOfRedirects()
    {
        LoopbackServer server([](const QByteArray &) { return answer("302 Found", "Location: /again\r\n"); });
        const auto reply = fetched(requestFor(server.url()));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Denied);
        QCOMPARE(server.requests().size(), maxRedirects + 1);
    }

    // The guard stands before every hop: trusting one origin does not open the rest of the machine.
    void doesNotFollowARedirectIntoThePrivateNetwork_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("loopback") << QByteArray("127.0.0.1");
        QTest::newRow("name") << QByteArray("localhost");
        QTest::newRow("IPv6") << QByteArray("[::1]");
        QTest::newRow("metadata") << QByteArray("169.254.169.254");
    }
    void doesNotFollowARedirectIntoThePrivateNetwork()
    {
        QFETCH(QByteArray, host);
        LoopbackServer inner([](const QByteArray &) { return answer("200 OK", {}, "secret"); });
        const QByteArray target = "http://" + host + ':' + QByteArray::number(inner.url().port()) + '/';
        LoopbackServer outer([target](const QByteArray &) { return redirectTo(QUrl::fromEncoded(target)); });
        FetchRequest request = requestFor(outer.url());
        request.mayReachPrivateNetwork = false;
        request.trustsOrigin = true;
        const auto reply = fetched(request);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Denied);
        QCOMPARE(outer.requests().size(), 1);
        QVERIFY(inner.requests().isEmpty());
    }

    void doesNotComeBackTrusted()
    {
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        FetchRequest request = requestFor(server.url());
        request.mayReachPrivateNetwork = false;
        request.trustsOrigin = true;
        const auto reply = fetched(request);
        QVERIFY_RESULT(reply);
        request.trustsOrigin = false;
        QVERIFY(!fetched(request));
    }

    void keepsHeadersFromOtherServers()
    {
        LoopbackServer other([](const QByteArray &) { return answer("200 OK"); });
        const QUrl target = other.url();
        LoopbackServer server([target](const QByteArray &) { return redirectTo(target); });
        FetchRequest request = requestFor(server.url());
        request.headers = {{"Authorization", "Bearer secret"}};
        const auto reply = fetched(request);
        QVERIFY_RESULT(reply);
        QCOMPARE(other.requests().size(), 1);
        QVERIFY(!other.requests().constFirst().contains("secret"));
    }

    void redirectsAPostAsAGet_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("301") << QByteArray("301 Moved") << QByteArray("GET");
        QTest::newRow("302") << QByteArray("302 Found") << QByteArray("GET");
        QTest::newRow("303") << QByteArray("303 See Other") << QByteArray("GET");
        QTest::newRow("307") << QByteArray("307 Temporary") << QByteArray("POST");
        QTest::newRow("308") << QByteArray("308 Permanent") << QByteArray("POST");
    }
    void redirectsAPostAsAGet()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, method);
        LoopbackServer server([status](const QByteArray &request) {
            return request.contains(" /end ") ? answer("200 OK") : answer(status, "Location: /end\r\n");
        });
        FetchRequest request = requestFor(server.url());
        request.method = "POST";
        request.body = "{}";
        const auto reply = fetched(request);
        QVERIFY_RESULT(reply);
        QVERIFY(server.requests().at(1).startsWith(method));
        QCOMPARE(server.requests().at(1).endsWith("{}"), method == "POST");
    }

    void carriesNoBodyToAnotherServer()
    {
        LoopbackServer other([](const QByteArray &) { return answer("200 OK"); });
        const QUrl target = other.url();
        LoopbackServer server([target](const QByteArray &) { return redirectTo(target, "307 Temporary"); });
        FetchRequest request = requestFor(server.url());
        request.method = "POST";
        request.body = "{}";
        QVERIFY(!fetched(request));
        QVERIFY(other.requests().isEmpty());
    }

    void cutsAHugeBody()
    {
        LoopbackServer server(
            [](const QByteArray &) { return answer("200 OK", {}, QByteArray(8 << 20, 'x')); });
        const auto reply = fetched(requestFor(server.url()));
        QVERIFY_RESULT(reply);
        QVERIFY(reply->isCut);
        QCOMPARE(reply->body.size(), maxFetchBytes);
    }

    void doesNotWaitForASilentServer()
    {
        LoopbackServer server([](const QByteArray &) { return QByteArray(); });
        FetchRequest request = requestFor(server.url());
        request.timeout = 200ms;
        const Stopwatch watch;
        const auto reply = fetched(request);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Timeout);
        QVERIFY(watch.elapsed() < 2s);
    }

    void takesHalfAnAnswerForNone()
    {
        LoopbackServer server([](const QByteArray &) {
            return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        });
        const auto reply = fetched(requestFor(server.url()));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
    }

    void saysWhenNobodyListens()
    {
        QUrl url;
        {
            LoopbackServer gone([](const QByteArray &) { return QByteArray(); });
            url = gone.url();
        }
        const auto reply = fetched(requestFor(url));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
        QVERIFY(reply.error().message.startsWith(u"127.0.0.1 could not be fetched: "_s));
    }

    void saysWhenThereIsNoSuchHost()
    {
        const auto reply = fetched(requestFor(QUrl(u"http://no-such-host.invalid/"_s)));
        QVERIFY(!reply);
        QCOMPARE(reply.error().message, u"there is no host no-such-host.invalid"_s);
    }

    void stopsAtOnceAndHangsUp()
    {
        LoopbackServer server([](const QByteArray &) { return QByteArray(); });
        std::stop_source stop;
        auto task = fetch(requestFor(server.url()), stop.get_token());
        QTRY_COMPARE(server.requests().size(), 1);
        const Stopwatch watch;
        stop.request_stop();
        const auto reply = testing::await(std::move(task));
        QVERIFY(watch.elapsed() < 100ms);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
        QTRY_COMPARE(server.disconnects(), 1);
    }

    void stoppedBeforehandSendsNothing()
    {
        LoopbackServer server([](const QByteArray &) { return answer("200 OK"); });
        std::stop_source stop;
        stop.request_stop();
        const auto reply = testing::await(fetch(requestFor(server.url()), stop.get_token()));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
        QVERIFY(server.requests().isEmpty());
    }

    void knowsUnsafeHeaders_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("safe");
        QTest::newRow("usual") << QByteArray("Accept-Language") << QByteArray("en, pt;q=0.8") << true;
        QTest::newRow("UTF-8") << QByteArray("X-City") << QByteArray("São Paulo") << true;
        QTest::newRow("line break") << QByteArray("X-A") << QByteArray("a\r\nX-B: b") << false;
        QTest::newRow("line feed") << QByteArray("X-A") << QByteArray("a\nb") << false;
        QTest::newRow("null") << QByteArray("X-A") << QByteArray("a\0b", 3) << false;
        QTest::newRow("space in name") << QByteArray("X A") << QByteArray("a") << false;
        QTest::newRow("colon in name") << QByteArray("X:") << QByteArray("a") << false;
        QTest::newRow("no name") << QByteArray() << QByteArray("a") << false;
        QTest::newRow("host") << QByteArray("HOST") << QByteArray("a") << false;
        QTest::newRow("length") << QByteArray("Content-Length") << QByteArray("0") << false;
        QTest::newRow("proxy") << QByteArray("Proxy-Authorization") << QByteArray("a") << false;
    }
    void knowsUnsafeHeaders()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(bool, safe);
        QCOMPARE(isSafe(HttpHeader(name, value)), safe);
    }
};

QTEST_GUILESS_MAIN(FetchTest)
#include "FetchTest.moc"
