// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Guard.h"

#include <QTest>

using namespace http;

namespace {

using Headers = QList<Header>;

Request request(const QByteArray &method, const QByteArray &path, const Headers &headers)
{
    return {method, path, {}, headers, {}};
}

QByteArray field(const Headers &headers, const QByteArray &name)
{
    Request finder;
    finder.headers = headers;
    return finder.header(name);
}

} // namespace

Q_DECLARE_METATYPE(Headers)
Q_DECLARE_METATYPE(GuardOptions)

class GuardTest : public QObject
{
    Q_OBJECT
private slots:
    void answersToOurNamesOnly_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status"); // 0: let through
        const auto row = [](const char *host, int status) {
            QTest::newRow(*host ? host : "none") << QByteArray(host) << status;
        };
        row("127.0.0.1:8000", 0);
        row("localhost:8000", 0);
        row("LOCALHOST:8000", 0);
        row("app.localhost:8000", 0);
        row("[::1]:8000", 0);
        row("192.168.1.5:8000", 0); // listened on
        row("box.lan", 0);          // allowed at any port
        row("box.lan:1234", 0);
        row("proxy.lan:443", 0); // allowed at one
        row("proxy.lan:444", 421);
        row("", 421);
        row("localhost", 421); // that is port 80
        row("localhost:8001", 421);
        row("192.168.1.6:8000", 421);
        row("[::2]:8000", 421);
        row("evil.example", 421);
        row("evil.example:8000", 421);
        row("localhost.evil.example:8000", 421);
        row("127.0.0.1.nip.io:8000", 421);
        row("localhost:8000@evil.example", 400);
        row("a b/c@[::", 400);
        row("localhost:", 400);
        row("localhost:80000", 400);
    }

    void answersToOurNamesOnly()
    {
        QFETCH(const QByteArray, host);
        GuardOptions options = local();
        options.addresses.append(QHostAddress(QStringLiteral("192.168.1.5")));
        options.allowedHosts = {"box.lan", "Proxy.LAN:443"};
        QTEST(statusOf(options, request("GET", "/health", {{"Host", host}})), "status");
    }

    void answersToAnyAddressOnAWildcard_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("10.1.2.3:80") << 0;
        QTest::newRow("localhost:3000") << 0;
        QTest::newRow("[2001:db8::1]:8000") << 0;
        QTest::newRow("evil.example:8000") << 421;
    }

    void answersToAnyAddressOnAWildcard()
    {
        GuardOptions options = local();
        options.addresses = {QHostAddress(QHostAddress::AnyIPv4)};
        QTEST(statusOf(options, request("GET", "/health", {{"Host", QTest::currentDataTag()}})), "status");
    }

    void refusesForeignPages_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        const auto row = [](const char *origin, int status) {
            QTest::newRow(origin) << QByteArray(origin) << status;
        };
        row("http://localhost:8000", 0);
        row("http://LOCALHOST:8000", 0);
        row("https://app.example", 0); // allowed
        row("https://evil.example", 403);
        row("null", 403);
        row("http://localhost:8001", 403);
        row("https://localhost:8000", 403);
        row("http://127.0.0.1:8000", 403); // not the host that was asked
        row("https://app.example.evil.example", 403);
        row("https://app.example:8443", 403);
        row("http://app.example", 403);
        row("http://localhost:8000.evil.example", 403);
        row("file://", 403);
    }

    void refusesForeignPages()
    {
        QFETCH(const QByteArray, origin);
        QFETCH(const int, status);
        GuardOptions options = local();
        options.allowedOrigins = {"https://app.example"};
        const Headers headers{{"Host", "localhost:8000"}, {"Origin", origin}};
        const Admission admission = judge(options, request("GET", "/health", headers));
        QCOMPARE(admission.refusal ? admission.refusal->status : 0, status);
        QCOMPARE(field(admission.headers, "vary"), QByteArray("Origin"));
        const bool isAllowed = origin == "https://app.example";
        QCOMPARE(field(admission.headers, "access-control-allow-origin"), isAllowed ? origin : QByteArray());
    }

    void allowsNoForeignPageByItself()
    {
        const Headers headers{{"Host", "localhost:8000"}, {"Origin", "https://app.example"}};
        QCOMPARE(statusOf(local(), request("GET", "/health", headers)), 403);
        QCOMPARE(statusOf(local(), request("OPTIONS", "/invoke", headers)), 403);
    }

    void answersThePreflightOfAnAllowedPage()
    {
        GuardOptions options = local();
        options.token = "secret"; // a preflight never carries one
        options.allowedOrigins = {"https://app.example"};
        const Headers headers{{"Host", "localhost:8000"},
                              {"Origin", "https://app.example"},
                              {"Access-Control-Request-Method", "POST"}};
        const Admission admission = judge(options, request("OPTIONS", "/invoke", headers));
        QVERIFY(admission.refusal);
        QCOMPARE(admission.refusal->status, 204);
        QCOMPARE(field(admission.refusal->headers, "access-control-allow-methods"),
                 QByteArray("POST, OPTIONS"));
        QVERIFY(field(admission.refusal->headers, "access-control-allow-headers").contains("authorization"));
        QCOMPARE(field(admission.headers, "access-control-allow-origin"), QByteArray("https://app.example"));
    }

    void knowsMethodsAndPaths_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        const auto row = [](const char *method, const char *path, int status, const char *allow = "") {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << status << QByteArray(allow);
        };
        row("GET", "/health", 0);
        row("HEAD", "/health", 0);
        row("OPTIONS", "/health", 204, "GET, HEAD, OPTIONS");
        row("POST", "/health", 405, "GET, HEAD, OPTIONS");
        row("TRACE", "/health", 405, "GET, HEAD, OPTIONS");
        row("GET", "/invoke", 405, "POST, OPTIONS");
        row("HEAD", "/invoke", 405, "POST, OPTIONS");
        row("GET", "/nope", 404);
        row("OPTIONS", "/nope", 404);
        row("GET", "/health/", 404);
        row("OPTIONS", "*", 204, "GET, HEAD, POST, OPTIONS");
        row("BREW", "/health", 501);
        row("get", "/health", 501);
        row("BREW", "/nope", 501);
        row("GET", "/control/agent", 404);
        row("OPTIONS", "/control/agent", 404);
    }

    void knowsMethodsAndPaths()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const int, status);
        const Admission admission = judge(local(), request(method, path, {{"Host", "localhost:8000"}}));
        QCOMPARE(admission.refusal ? admission.refusal->status : 0, status);
        QTEST(admission.refusal ? field(admission.refusal->headers, "allow") : QByteArray(), "allow");
    }

    void wantsJson_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("status");
        const auto row = [](const char *type, int status) {
            QTest::newRow(*type ? type : "none") << QByteArray(type) << status;
        };
        row("application/json", 0);
        row("Application/JSON ; charset=utf-8", 0);
        // What a page can send without a preflight:
        row("text/plain", 415);
        row("application/x-www-form-urlencoded", 415);
        row("multipart/form-data; boundary=application/json", 415);
        row("text/plain; application/json", 415);
        row("application/jsonx", 415);
        row("", 415);
    }

    void wantsJson()
    {
        QFETCH(const QByteArray, type);
        const Headers headers{{"Host", "localhost:8000"}, {"Content-Type", type}};
        QTEST(statusOf(local(), request("POST", "/invoke", headers)), "status");
    }

    void setsTheSizeOfTheRoute()
    {
        const Headers headers{{"Host", "localhost:8000"}, {"Content-Type", "application/json"}};
        QCOMPARE(judge(local(), request("POST", "/invoke", headers)).maxBodyBytes, qsizetype(1000));
        QCOMPARE(judge(local(), request("GET", "/health", headers)).maxBodyBytes, qsizetype(0));
    }

    void refusesAsTheRouteWritesErrors()
    {
        Route route{"POST", "/odd", Scope::Chat, Body::Json, {}};
        route.error = [](int status, const QString &) { return Answer{status, "text/odd", "no", {}}; };
        GuardOptions options;
        options.port = 8000;
        options.token = "secret";
        const Guard guard(options, {route});
        Headers headers{{"Host", "localhost:8000"}};
        const auto notJson = guard.judge(request("POST", "/odd", headers)).refusal;
        headers.append(Header{"Content-Type", "application/json"});
        const auto noToken = guard.judge(request("POST", "/odd", headers)).refusal;
        QVERIFY(notJson && noToken);
        QCOMPARE(notJson->status, 415);
        QCOMPARE(notJson->contentType, QByteArray("text/odd"));
        QCOMPARE(noToken->status, 401);
        QCOMPARE(noToken->contentType, QByteArray("text/odd"));
        QCOMPARE(field(noToken->headers, "www-authenticate"), QByteArray("Bearer"));
    }

    void wantsTheToken_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *path, const Headers &headers, int status) {
            QTest::newRow(name) << QByteArray(path) << headers << status;
        };
        row("public without", "/health", {}, 0);
        row("chat without", "/chat", {}, 401);
        row("chat with a wrong one", "/chat", {{"Authorization", "Bearer secreT"}}, 401);
        row("chat with a longer one", "/chat", {{"Authorization", "Bearer secret1"}}, 401);
        row("chat with its begin", "/chat", {{"Authorization", "Bearer secre"}}, 401);
        row("chat with it twice", "/chat", {{"Authorization", "Bearer secretsecret"}}, 401);
        row("chat with nothing", "/chat", {{"Authorization", "Bearer "}}, 401);
        row("chat with Basic", "/chat", {{"Authorization", "Basic secret"}}, 401);
        row("chat with the bare token", "/chat", {{"Authorization", "secret"}}, 401);
        row("chat with it", "/chat", {{"Authorization", "Bearer secret"}}, 0);
        row("chat with it, scheme in capitals", "/chat", {{"authorization", "BEARER  secret"}}, 0);
        row("chat with x-api-key", "/chat", {{"X-Api-Key", "secret"}}, 0);
        row("chat with a wrong x-api-key", "/chat", {{"X-Api-Key", "x"}}, 401);
        row("chat with the control token", "/chat", {{"Authorization", "Bearer master"}}, 0);
        row("control without", "/control/agent", {}, 401);
        row("control with the common token", "/control/agent", {{"Authorization", "Bearer secret"}}, 403);
        row("control with its token", "/control/agent", {{"Authorization", "Bearer master"}}, 0);
    }

    void wantsTheToken()
    {
        QFETCH(const QByteArray, path);
        QFETCH(Headers, headers);
        QFETCH(const int, status);
        GuardOptions options = local();
        options.token = "secret";
        options.controlToken = "master";
        headers.append(Header{"Host", "localhost:8000"});
        const Admission admission = judge(options, request("GET", path, headers));
        QCOMPARE(admission.refusal ? admission.refusal->status : 0, status);
        QCOMPARE(status == 401,
                 admission.refusal && field(admission.refusal->headers, "www-authenticate") == "Bearer");
    }

    void knowsWhoseTokenItIs_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("isNeeded");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, const char *path, const char *token, bool isNeeded, int status,
                            const char *who) {
            QTest::newRow(name) << QByteArray(path) << QByteArray(token) << isNeeded << status
                                << QString::fromUtf8(who);
        };
        row("for its scope", "/chat", "n8n's", true, 0, "n8n");
        row("for another scope", "/tools", "n8n's", true, 403, "n8n");
        row("for another scope, where none is needed", "/tools", "n8n's", false, 403, "n8n");
        row("for everything", "/tools", "owner's", true, 0, "owner");
        row("for the window's", "/control/agent", "owner's", true, 0, "owner");
        row("for the window's, without the scope", "/control/agent", "n8n's", true, 403, "n8n");
        row("for what is public", "/health", "n8n's", true, 0, "n8n");
        row("unknown", "/chat", "x", true, 401, "");
        row("unknown, where none is needed", "/chat", "x", false, 0, "");
        row("unknown, for the window's", "/control/agent", "x", false, 401, "");
        row("none", "/chat", "", true, 401, "");
        row("none, for what is public", "/health", "", true, 0, "");
        row("none, where the route always wants one", "/all", "", false, 401, "");
        row("for its scope, where the route always wants one", "/all", "n8n's", false, 0, "n8n");
    }

    void knowsWhoseTokenItIs()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, token);
        GuardOptions options = local();
        options.tokens = std::make_shared<const Book>();
        QFETCH(const bool, isNeeded);
        options.needsToken = isNeeded;
        const Headers headers{{"Host", "localhost:8000"}, {"X-Api-Key", token}};
        const Admission admission = judge(options, request("GET", path, headers));
        QTEST(admission.refusal ? admission.refusal->status : 0, "status");
        QTEST(admission.principal.name, "name");
    }

    void asksForNoTokenIfThereIsNone()
    {
        QCOMPARE(statusOf(local(), request("GET", "/chat", {{"Host", "localhost:8000"}})), 0);
    }

private:
    struct Book final : http::TokenBook
    {
        std::optional<http::Principal> holderOf(QByteArrayView token) const override
        {
            if (token == "n8n's")
                return http::Principal{QStringLiteral("n8n"), {Scope::Chat}};
            if (token == "owner's")
                return http::Principal{QStringLiteral("owner"), {Scope::Control}};
            return {};
        }
        bool isEmpty() const override { return false; }
    };

    static GuardOptions local()
    {
        GuardOptions options;
        options.addresses = {QHostAddress(QHostAddress::LocalHost),
                             QHostAddress(QHostAddress::LocalHostIPv6)};
        options.port = 8000;
        return options;
    }

    static Admission judge(const GuardOptions &options, const Request &request)
    {
        const Guard guard(options,
                          {{"GET", "/health", Scope::Public, Body::None, {}},
                           {"GET", "/chat", Scope::Chat, Body::None, {}},
                           {"GET", "/tools", Scope::Tools, Body::None, {}},
                           {"GET", "/all", Scope::Chat, Body::None, {}, 0, http::plainProblem, true},
                           {"POST", "/invoke", Scope::Chat, Body::Json, {}, 1000},
                           {"GET", "/control/agent", Scope::Control, Body::None, {}}});
        return guard.judge(request);
    }

    static int statusOf(const GuardOptions &options, const Request &request)
    {
        const Admission admission = judge(options, request);
        return admission.refusal ? admission.refusal->status : 0;
    }
};

QTEST_GUILESS_MAIN(GuardTest)
#include "GuardTest.moc"
