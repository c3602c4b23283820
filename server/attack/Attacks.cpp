// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/attack/Attack.h"

using namespace Qt::StringLiterals;

namespace server {
namespace {

const QByteArray prompt = R"({"prompt": "Hello"})";
constexpr qsizetype tooLargeBytes = qsizetype(64) << 20;

/// The attacks on one server, by what they abuse.
class Attacks
{
public:
    explicit Attacks(QByteArray host)
        : m_host(std::move(host))
    {
    }

    QList<Attack> all()
    {
        rebinding();
        pages();
        forms();
        keys();
        sizes();
        smuggling();
        malformed();
        paths();
        bodies();
        floods();
        return m_all;
    }

private:
    QByteArray request(const QByteArray &line, const QByteArray &headers = {}) const
    {
        return line + " HTTP/1.1\r\nHost: " + m_host + "\r\nConnection: close\r\n" + headers + "\r\n";
    }
    QByteArray post(const QByteArray &headers, const QByteArray &body = prompt) const
    {
        return request("POST /invoke",
                       headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n")
            + body;
    }
    QByteArray json(const QByteArray &body) const { return post("Content-Type: application/json\r\n", body); }

    Attack &add(const QString &name, const QString &danger, const QByteArray &bytes,
                const QList<int> &statuses)
    {
        m_all.append({name, danger, bytes, statuses, {}, {}, 1});
        return m_all.last();
    }

    void withHost(const QString &name, const QByteArray &headers)
    {
        add(name, u"A page whose name leads to this machine could use the server like a page of its own."_s,
            "GET /health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n", {400, 403, 421});
    }

    void rebinding()
    {
        const QByteArray port = m_host.mid(m_host.lastIndexOf(':'));
        withHost(u"a Host of another name"_s, "Host: evil.example\r\n");
        withHost(u"a Host of another name at our port"_s, "Host: evil.example" + port + "\r\n");
        withHost(u"a Host that begins with ours"_s, "Host: localhost.evil.example" + port + "\r\n");
        withHost(u"a Host that ends with ours"_s, "Host: evil-localhost" + port + "\r\n");
        withHost(u"a Host with a user before it"_s, "Host: " + m_host + "@evil.example\r\n");
        withHost(u"no Host"_s, {});
        withHost(u"an empty Host"_s, "Host:\r\n");
        withHost(u"two Hosts"_s, "Host: " + m_host + "\r\nHost: evil.example\r\n");
        withHost(u"another Host behind X-Forwarded-Host"_s,
                 "Host: evil.example\r\nX-Forwarded-Host: " + m_host + "\r\n");
        add(u"another server in the request line"_s, u"It could be used as a proxy."_s,
            "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
            {400, 403, 404, 421});
        add(u"CONNECT to another server"_s, u"It could be used as a proxy."_s,
            "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
            {400, 403, 404, 405, 421, 501});
    }

    void fromPage(const QString &name, const QByteArray &origin)
    {
        add(name, u"Any web page that is open in a browser could talk to the agent."_s,
            post("Content-Type: application/json\r\nOrigin: " + origin + "\r\n"), {403})
            .forbidden = {"access-control-allow-origin"};
    }

    void pages()
    {
        fromPage(u"a page of another origin"_s, "https://evil.example");
        fromPage(u"a page without an origin"_s, "null");
        fromPage(u"a page of another port"_s, "http://" + m_host.left(m_host.lastIndexOf(':')) + ":1");
        fromPage(u"a page of another scheme"_s, "https://" + m_host);
        fromPage(u"a page whose origin begins with ours"_s, "http://" + m_host + ".evil.example");
        fromPage(u"a page of a file"_s, "file://");
        add(u"a page that asks whether it may"_s, u"A browser would send what comes next."_s,
            request("OPTIONS /invoke",
                    "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"
                    "Access-Control-Request-Headers: content-type\r\n"
                    "Access-Control-Request-Private-Network: true\r\n"),
            {403})
            .forbidden = {"access-control-allow-origin", "access-control-allow-private-network"};
        add(u"a WebSocket of a page"_s, u"Browsers let any page open one."_s,
            request("GET /stream",
                    "Origin: https://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"),
            {400, 403, 404, 405, 426});
        add(u"a page that only looks"_s, u"Any page could read what the server answers."_s,
            request("GET /health", "Origin: https://evil.example\r\n"), {403})
            .forbidden = {"access-control-allow-origin"};
        Attack &any = add(u"an answer for everybody"_s, u"\"*\" lets every page read it."_s,
                          request("GET /health"), {200, 401});
        any.forbidden = {"access-control-allow-origin: *", "access-control-allow-credentials"};
        any.needed = {"x-content-type-options: nosniff"};
    }

    void asForm(const QString &name, const QByteArray &type)
    {
        add(name, u"A form of any page could talk to the agent without asking first."_s,
            post(type.isEmpty() ? QByteArray() : "Content-Type: " + type + "\r\n"), {400, 403, 415});
    }

    void forms()
    {
        asForm(u"a form sent as plain text"_s, "text/plain");
        asForm(u"a form sent as a form"_s, "application/x-www-form-urlencoded");
        asForm(u"a form sent in parts"_s, "multipart/form-data; boundary=application/json");
        asForm(u"a body of no type"_s, {});
        asForm(u"JSON behind another type"_s, "text/plain; application/json");
    }

    void forOwner(const QString &name, const QByteArray &target, const QByteArray &headers)
    {
        add(name, u"Anybody could do what is the owner's."_s, request(target, headers), {401, 403, 404});
    }

    void keys()
    {
        forOwner(u"the owner's routes without a token"_s, "GET /control/agent", {});
        forOwner(u"with a guessed token"_s, "GET /control/agent", "Authorization: Bearer admin\r\n");
        forOwner(u"with an empty token"_s, "GET /control/agent", "Authorization: Bearer \r\nx-api-key:\r\n");
        forOwner(u"with a password"_s, "GET /control/agent", "Authorization: Basic YWRtaW46YWRtaW4=\r\n");
        forOwner(u"with a token in the address"_s, "GET /control/agent?token=admin&access_token=admin", {});
        forOwner(u"with a cookie"_s, "GET /control/agent", "Cookie: token=admin; session=admin\r\n");
        forOwner(u"as if from this machine"_s, "GET /control/agent",
                 "X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n");
        forOwner(u"by another method in a header"_s, "GET /control/tokens",
                 "X-HTTP-Method-Override: POST\r\nX-Original-URL: /health\r\nX-Rewrite-URL: /health\r\n");
        forOwner(u"by a path that is written otherwise"_s, "GET //control//agent/", {});
        forOwner(u"a run whose id is guessed"_s, "GET /runs/00000000000000000000000000000000", {});
        forOwner(u"all runs"_s, "GET /runs", {});
        forOwner(u"all sessions"_s, "GET /sessions", {});
    }

    void tooLarge(const QString &name, const QByteArray &bytes, const QList<int> &statuses)
    {
        add(name, u"One request could take all memory."_s, bytes, statuses);
    }

    void sizes()
    {
        const QByteArray type = "Content-Type: application/json\r\n";
        tooLarge(
            u"a body that says it is huge"_s,
            request("POST /invoke", type + "Content-Length: " + QByteArray::number(tooLargeBytes) + "\r\n"),
            {400, 401, 413});
        tooLarge(u"a body larger than any number"_s,
                 request("POST /invoke", type + "Content-Length: 99999999999999999999999\r\n"),
                 {400, 401, 413});
        tooLarge(u"a piece larger than any number"_s,
                 request("POST /invoke", type + "Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFFFF\r\n",
                 {400, 401, 413});
        tooLarge(u"a body that does not end"_s,
                 request("POST /invoke", type + "Transfer-Encoding: chunked\r\n")
                     + ("100000\r\n" + QByteArray(1 << 20, ' ') + "\r\n").repeated(24),
                 {400, 401, 413});
        tooLarge(u"a field that does not end"_s, "GET /health HTTP/1.1\r\nX: " + QByteArray(1 << 20, 'x'),
                 {400, 431});
        tooLarge(u"ten thousand fields"_s, request("GET /health", QByteArray("X: x\r\n").repeated(10'000)),
                 {400, 431});
        tooLarge(u"an address that does not end"_s, request("GET /" + QByteArray(1 << 20, 'x')),
                 {400, 414, 431});
    }

    void smuggled(const QString &name, const QByteArray &headers, const QByteArray &body)
    {
        add(name, u"Behind a proxy, one client could put a request into the mouth of another."_s,
            "POST /invoke HTTP/1.1\r\nHost: " + m_host + "\r\nContent-Type: application/json\r\n" + headers
                + "\r\n" + body,
            {400, 411, 501});
    }

    void smuggling()
    {
        const QByteArray next = "0\r\n\r\nGET /health HTTP/1.1\r\nHost: " + m_host + "\r\n\r\n";
        smuggled(u"a length and pieces"_s, "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", next);
        smuggled(u"two lengths"_s, "Content-Length: 4\r\nContent-Length: 40\r\n", next);
        smuggled(u"two lengths in one field"_s, "Content-Length: 4, 40\r\n", next);
        smuggled(u"a length with a sign"_s, "Content-Length: +4\r\n", next);
        smuggled(u"a length below zero"_s, "Content-Length: -1\r\n", next);
        smuggled(u"pieces under another name"_s, "Transfer-Encoding: xchunked\r\n", next);
        smuggled(u"pieces that are not the last coding"_s, "Transfer-Encoding: chunked, identity\r\n", next);
        smuggled(u"a space before the colon"_s, "Content-Length : 4\r\n", next);
        smuggled(u"a field over two lines"_s, "Content-Length: 4\r\nTransfer-Encoding:\r\n chunked\r\n",
                 next);
        smuggled(u"a size with a sign"_s, "Transfer-Encoding: chunked\r\n", "+2\r\n{}\r\n" + next);
        smuggled(u"a size with a tail of no line end"_s, "Transfer-Encoding: chunked\r\n",
                 "2\n{}\r\n" + next);
    }

    void mangled(const QString &name, const QByteArray &bytes)
    {
        add(name, u"Programs that read it differently can be played off against each other."_s, bytes,
            {400, 505});
    }

    void malformed()
    {
        mangled(u"lines that end with a line feed only"_s, "GET /health HTTP/1.1\nHost: " + m_host + "\n\n");
        mangled(u"a zero byte in a field"_s, request("GET /health", QByteArray("X: a\0b\r\n", 8)));
        mangled(u"a line end in the middle of a field"_s, request("GET /health", "X: a\rb\r\n"));
        mangled(u"a name of a field with a space"_s, request("GET /health", "X Y: a\r\n"));
        mangled(u"a version there is not"_s, "GET /health HTTP/9.9\r\nHost: " + m_host + "\r\n\r\n");
        mangled(u"no version"_s, "GET /health\r\n\r\n");
        mangled(u"the beginning of TLS"_s,
                QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + "\r\n\r\n");
        mangled(u"random bytes"_s, QByteArray("\xff\xfe\x00\x01\x80", 5).repeated(200) + "\r\n\r\n");
        add(u"TRACE"_s, u"A page could read what browsers keep from it."_s,
            request("TRACE /health", "X: secret\r\n"), {400, 405, 501})
            .forbidden = {"x: secret"};
    }

    void escape(const QString &name, const QByteArray &path)
    {
        add(name, u"Any file of this machine could be read."_s, request("GET " + path), {400, 403, 404})
            .forbidden = {"root:", "daemon:"};
    }

    void paths()
    {
        escape(u"a path out of the folder"_s, "/playground/../../../../../../etc/passwd");
        escape(u"the same, encoded"_s, "/playground/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd");
        escape(u"the same, encoded twice"_s, "/playground/%252e%252e/%252e%252e/etc/passwd");
        escape(u"the same, encoded to the last"_s, "/playground%2f..%2f..%2f..%2f..%2fetc%2fpasswd");
        escape(u"the same, with backslashes"_s, R"(/playground/..\..\..\..\etc\passwd)");
        escape(u"the same, too long an encoding"_s, "/playground/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd");
        escape(u"a zero byte in a path"_s, "/playground/etc/passwd%00.html");
        escape(u"an agent file"_s, "/agent.yaml");
        escape(u"what hides beside it"_s, "/.env");
        Attack &header = add(u"line ends in a path"_s, u"An attacker could write fields of the answer."_s,
                             request("GET /x%0d%0aSet-Cookie:%20a=b"), {400, 404});
        header.forbidden = {"\r\nset-cookie"};
        add(u"a script in a path"_s, u"A page could run as if it were the server's."_s,
            request("GET /%3Cscript%3Ealert(1)%3C/script%3E"), {400, 404})
            .forbidden = {"content-type: text/html"};
    }

    void body(const QString &name, const QByteArray &text)
    {
        add(name, u"The server could end, or hang."_s, json(text), {400, 401, 413, 422});
    }

    void bodies()
    {
        body(u"JSON nested without end"_s, QByteArray(1'000'000, '['));
        body(u"JSON that is none"_s, "{\"prompt\": ");
        body(u"text that is no UTF-8"_s, "{\"prompt\": \"\xff\xfe\"}");
        body(u"half a surrogate pair"_s, R"({"prompt": "\ud800", "messages": 7})");
        body(u"a number larger than any"_s, R"({"prompt": "a", "config_overrides": {"max_tokens": 1e400}})");
        body(u"another type"_s, R"({"prompt": {"toString": 1}, "__proto__": {"admin": true}})");
    }

    void flood(const QString &name, const QByteArray &bytes, int connections)
    {
        Attack &attack = add(name, u"One client could keep all others away."_s, bytes, {});
        attack.connections = connections;
    }

    void floods()
    {
        flood(u"connections that say nothing"_s, {}, 200);
        flood(u"heads that do not end"_s, "GET /health HTTP/1.1\r\nHost: " + m_host + "\r\nX: ", 200);
        flood(u"bodies that do not come"_s,
              request("POST /invoke", "Content-Type: application/json\r\nContent-Length: 1000\r\n"), 200);
        flood(u"requests whose answers nobody reads"_s,
              ("GET /health HTTP/1.1\r\nHost: " + m_host + "\r\n\r\n").repeated(200), 10);
    }

    QByteArray m_host;
    QList<Attack> m_all;
};

} // namespace

QList<Attack> attacks(const QByteArray &host)
{
    return Attacks(host).all();
}

} // namespace server
