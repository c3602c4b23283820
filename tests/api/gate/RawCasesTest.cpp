// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"
#include "tests/support/Testing.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace std::chrono_literals;
using namespace testing;

namespace {

/// One move of a client.
struct Step
{
    enum Kind { Send, SendBytewise, Pause, AwaitReplies, Finish, Reset, Flood } kind = Send;
    QByteArray bytes;  ///< For a flood: the block that is sent again and again.
    qint64 number = 0; ///< Milliseconds, replies, or bytes of the whole flood.
};
using Steps = QList<Step>;

Step send(const QByteArray &bytes)
{
    return {Step::Send, bytes, 0};
}
Step pause(qint64 milliseconds)
{
    return {Step::Pause, {}, milliseconds};
}
Step flood(const QByteArray &block, qint64 total)
{
    return {Step::Flood, block, total};
}
const Step finish{Step::Finish, {}, 0};
const Step reset{Step::Reset, {}, 0};

/// Each byte alone.
Step oneByOne(const QByteArray &bytes)
{
    return {Step::SendBytewise, bytes, 0};
}

Steps slowHeaders()
{
    Steps steps{send("GET /echo HTTP/1.1\r\n")};
    for (int i = 0; i < 20; ++i)
        steps << send("X-" + QByteArray::number(i) + ": a\r\n") << pause(50);
    return steps;
}

enum class End {
    Open,   ///< The connection serves the next request.
    Closed, ///< The server ends it.
    Ours,   ///< We have left.
};

// What every request of the table has. PORT stands for the server's port.
const QByteArray host = "Host: 127.0.0.1:PORT\r\n";
const QByteArray chunked = "Transfer-Encoding: chunked\r\n";

QByteArray request(const QByteArray &line, const QByteArray &headers = {}, const QByteArray &body = {})
{
    return line + "\r\n" + host + headers + "\r\n" + body;
}
QByteArray get(const QByteArray &target, const QByteArray &headers = {})
{
    return request("GET " + target + " HTTP/1.1", headers);
}
QByteArray post(const QByteArray &headers, const QByteArray &body = {}, const QByteArray &path = "/echo")
{
    return request("POST " + path + " HTTP/1.1", "Content-Type: application/json\r\n" + headers, body);
}
QByteArray fields(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "X-" + QByteArray::number(i) + ": v\r\n";
    return text;
}
QByteArray noise(int bytes)
{
    QRandomGenerator random(7);
    QByteArray text(bytes, Qt::Uninitialized);
    for (char &byte : text)
        byte = char(random.bounded(256));
    return text;
}

constexpr qint64 memoryAllowance = testing::sanitized ? 1024 : 64; // MiB, the client's own too

/// The largest memory the process has had, in MiB.
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

} // namespace

Q_DECLARE_METATYPE(Steps)
Q_DECLARE_METATYPE(End)

/// Every way to ask that we know to go wrong somewhere, over real sockets, on both transports.
class RawCasesTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const auto transport : {http::TransportKind::Native, http::TransportKind::QtSockets}) {
            http::ServerOptions options = anyPort();
            m_patient.push_back(std::make_unique<ServerThread>(options, testRoutes(m_counters), transport));
            options.limits.headerTime = 300ms;
            options.limits.bodyTime = 300ms;
            options.limits.idleTime = 300ms;
            options.limits.stallTime = 300ms;
            m_hasty.push_back(std::make_unique<ServerThread>(options, testRoutes(m_counters), transport));
        }
    }

    void answers_data()
    {
        QTest::addColumn<Steps>("steps");
        QTest::addColumn<QList<int>>("statuses");
        QTest::addColumn<End>("end");
        addRequestLines();
        addSizes();
        addHeaders();
        addConnections();
        addMethods();
        addLengths();
        addChunks();
        addPaths();
        addBodies();
        addForeignProtocols();
        addFloods();
        addHandlers();
    }

    void answers()
    {
        for (const auto &server : m_patient)
            check(*server);
    }

    void giveUpOnSlowClients_data()
    {
        QTest::addColumn<Steps>("steps");
        QTest::addColumn<QList<int>>("statuses");
        QTest::addColumn<End>("end");
        row("slow-loris, a header every 50 ms", slowHeaders(), {408}, End::Closed);
        row("idle connection", {pause(10)}, {}, End::Closed);
        row("body stalls", {send(post("Content-Length: 100\r\n", "0123456789"))}, {408}, End::Closed);
        row("idle after an answer", {send(get("/echo"))}, {200}, End::Closed);
    }

    void giveUpOnSlowClients()
    {
        for (const auto &server : m_hasty)
            check(*server);
    }

private:
    void row(const char *name, const Steps &steps, const QList<int> &statuses, End end)
    {
        QTest::newRow(name) << steps << statuses << end;
    }
    void row(const char *name, const QByteArray &bytes, const QList<int> &statuses, End end)
    {
        row(name, Steps{send(bytes)}, statuses, end);
    }

    void addRequestLines()
    {
        row("good GET", get("/echo"), {200}, End::Open);
        row("bad request line 'GARBAGE'", "GARBAGE\r\n\r\n", {400}, End::Closed);
        row("HTTP/0.9", "GET /echo\r\n\r\n", {400}, End::Closed);
        row("version HTTP/9.9", request("GET /echo HTTP/9.9"), {505}, End::Closed);
        row("version XXXX/1.1", request("GET /echo XXXX/1.1"), {400}, End::Closed);
        row("version 'HTTPzzzz'", request("GET /echo HTTPzzzz"), {400}, End::Closed);
        row("lower-case method 'get'", request("get /echo HTTP/1.1"), {501}, End::Open);
        row("unknown method BREW", request("BREW /echo HTTP/1.1"), {501}, End::Open);
        row("empty method", request(" /echo HTTP/1.1"), {400}, End::Closed);
        row("leading CRLF x3", "\r\n\r\n\r\n" + get("/echo"), {200}, End::Open);
        row("leading CRLF x9", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n" + get("/echo"), {400}, End::Closed);
        row("LF-only line ends", "GET /echo HTTP/1.1\nHost: 127.0.0.1\n\n", {400}, End::Closed);
        row("two spaces in the request line", request("GET  /echo HTTP/1.1"), {400}, End::Closed);
        row("tab in the request line", request("GET\t/echo HTTP/1.1"), {400}, End::Closed);
    }

    void addSizes()
    {
        row("URL 64 KiB", get("/echo?" + QByteArray(65536, 'a')), {414}, End::Closed);
        row("URL 4 MiB", get("/echo?" + QByteArray(4 << 20, 'a')), {414}, End::Closed);
        row("one header 90 KiB", get("/echo", "X-A: " + QByteArray(90 << 10, 'a') + "\r\n"), {431},
            End::Closed);
        row("one header 200 KiB, then a body",
            post("X-A: " + QByteArray(200 << 10, 'a') + "\r\nContent-Length: 5\r\n", "hello"), {431},
            End::Closed);
        row("150 header fields, then a body", post(fields(150) + "Content-Length: 5\r\n", "hello"), {431},
            End::Closed);
        row("10000 header fields", get("/echo", fields(10000)), {431}, End::Closed);
        row("a body of exactly 4 MiB", post("Content-Length: 4194304\r\n", QByteArray(4 << 20, 'b')), {200},
            End::Open);
        row("a body one byte larger", post("Content-Length: 4194305\r\n", QByteArray((4 << 20) + 1, 'b')),
            {413}, End::Closed);
    }

    void addHeaders()
    {
        row("header without colon", get("/echo", "NoColonHere\r\n"), {400}, End::Closed);
        row("header without colon, then a body", post("NoColonHere\r\nContent-Length: 5\r\n", "hello"), {400},
            End::Closed);
        row("space before colon", post("Content-Length : 5\r\n", "hello"), {400}, End::Closed);
        row("obs-fold header", get("/echo", "X-A: a\r\n b\r\n"), {400}, End::Closed);
        row("obs-fold that looks like a header", get("/echo", "X-A: a\r\n B: b\r\n"), {400}, End::Closed);
        row("NUL in header value", get("/echo", QByteArray("X-A: a\0b\r\n", 10)), {400}, End::Closed);
        row("NUL in path", get(QByteArray("/ec\0ho", 6)), {400}, End::Closed);
        row("bare CR in header", get("/echo", "X-A: a\rX-B: b\r\n"), {400}, End::Closed);
        row("control character at the end of a header", get("/echo", "X-A: a\x0b\r\n"), {400}, End::Closed);
        row("missing Host", "GET /echo HTTP/1.1\r\n\r\n", {400}, End::Closed);
        row("two Hosts", get("/echo", "Host: evil.example\r\n"), {400}, End::Closed);
        row("bad Host 'a b/c@[::'", "GET /echo HTTP/1.1\r\nHost: a b/c@[::\r\n\r\n", {400}, End::Open);
        row("Host evil.example (DNS rebinding)", "GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n", {421},
            End::Open);
    }

    void addConnections()
    {
        row("HTTP/1.0", request("GET /echo HTTP/1.0"), {200}, End::Closed);
        row("HTTP/1.0 keep-alive", request("GET /echo HTTP/1.0", "Connection: keep-alive\r\n"), {200},
            End::Open);
        row("Connection: close", get("/echo", "Connection: close\r\n"), {200}, End::Closed);
        row("Connection: a list with close", get("/echo", "Connection: x, Close ,y\r\n"), {200}, End::Closed);
        row("pipelining 3 GET", get("/echo?1") + get("/echo?2") + get("/echo?3"), {200, 200, 200}, End::Open);
        row("pipelining later and health", get("/later?100") + get("/health"), {200, 200}, End::Open);
        row("pipelining later, a stream and health", get("/later?30") + get("/stream?5") + get("/health"),
            {200, 200, 200}, End::Open);
        row("pipelining 2000 GET", get("/health").repeated(2000), QList<int>(2000, 200), End::Open);
        row("pipelining after close", get("/echo", "Connection: close\r\n") + get("/echo"), {200},
            End::Closed);
        row("request byte by byte", Steps{oneByOne(get("/health"))}, {200}, End::Open);
        row("half-close after request", Steps{send(get("/echo")), finish}, {200}, End::Closed);
        row("half-close after 3 requests", Steps{send(get("/echo").repeated(3)), finish}, {200, 200, 200},
            End::Closed);
    }

    void addMethods()
    {
        row("HEAD", request("HEAD /echo HTTP/1.1"), {200}, End::Open);
        row("HEAD on a missing path", request("HEAD /nope HTTP/1.1"), {404}, End::Open);
        row("HEAD on a stream", request("HEAD /stream?3 HTTP/1.1"), {200}, End::Open);
        row("OPTIONS *", request("OPTIONS * HTTP/1.1"), {204}, End::Open);
        row("GET *", request("GET * HTTP/1.1"), {400}, End::Closed);
        row("OPTIONS /health", request("OPTIONS /health HTTP/1.1"), {204}, End::Open);
        row("OPTIONS on a missing path", request("OPTIONS /nope HTTP/1.1"), {404}, End::Open);
        row("POST to GET-only /health", post("Content-Length: 2\r\n", "{}", "/health"), {405}, End::Open);
        row("DELETE /health", request("DELETE /health HTTP/1.1"), {405}, End::Open);
        row("TRACE /echo", request("TRACE /echo HTTP/1.1"), {405}, End::Open);
        row("CONNECT x:443", request("CONNECT x:443 HTTP/1.1"), {501}, End::Closed);
        row("Expect: 100-continue",
            Steps{send(post("Content-Length: 5\r\nExpect: 100-continue\r\n")),
                  {Step::AwaitReplies, {}, 1},
                  send("hello")},
            {100, 200}, End::Open);
        row("Expect: 100-continue, refused",
            post("Content-Length: 5\r\nExpect: 100-continue\r\n", {}, "/nope"), {404}, End::Closed);
        row("Expect: 100-continue, too large", post("Content-Length: 9999999\r\nExpect: 100-continue\r\n"),
            {413}, End::Closed);
        row("Expect: bogus", post("Content-Length: 5\r\nExpect: bogus\r\n", "hello"), {417}, End::Closed);
    }

    void addLengths()
    {
        const auto length = [this](const char *name, const QByteArray &value, const QList<int> &statuses,
                                   End end) {
            row(name, post("Content-Length: " + value + "\r\n", "hello"), statuses, end);
        };
        row("CL 5 + TE chunked (smuggle)",
            post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n" + get("/health")), {400}, End::Closed);
        length("CL -5", "-5", {400}, End::Closed);
        length("CL +5", "+5", {400}, End::Closed);
        length("CL 0x5", "0x5", {400}, End::Closed);
        length("CL '5 '", "5 ", {200}, End::Open);
        length("CL '5, 5'", "5, 5", {400}, End::Closed);
        length("CL empty", "", {400}, End::Closed);
        length("CL 5 and CL 6", "5\r\nContent-Length: 6", {400}, End::Closed);
        length("CL 5 and CL 5", "5\r\nContent-Length: 5", {400}, End::Closed);
        length("CL abc", "abc", {400}, End::Closed);
        length("CL 99999999999999999999", "99999999999999999999", {413}, End::Closed);
        length("CL 18446744073709551615", "18446744073709551615", {413}, End::Closed);
        length("CL 9223372036854775807", "9223372036854775807", {413}, End::Closed);
        length("CL 2 with 5 bytes, end of them no request", "2", {200}, End::Ours);
        row("CL 5 with 2 bytes, then FIN", Steps{send(post("Content-Length: 5\r\n", "he")), finish}, {},
            End::Closed);
        row("POST without CL and TE", post({}), {200}, End::Open);
        row("GET with a body", request("GET /health HTTP/1.1", "Content-Length: 2\r\n", "{}"), {413},
            End::Closed);
    }

    void addChunks()
    {
        const auto chunks = [this](const char *name, const QByteArray &body, const QList<int> &statuses,
                                   End end) { row(name, post(chunked, body), statuses, end); };
        chunks("chunked good", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", {200}, End::Open);
        chunks("chunked + ext + trailers", "5;a=b\r\nhello\r\n0\r\nX-T: 1\r\n\r\n" + get("/health"),
               {200, 200}, End::Open);
        chunks("chunked bad size 'ZZ'", "ZZ\r\nhello\r\n0\r\n\r\n", {400}, End::Closed);
        chunks("chunked size '-5'", "-5\r\nhello\r\n0\r\n\r\n", {400}, End::Closed);
        chunks("chunked size '0x5'", "0x5\r\nhello\r\n0\r\n\r\n", {400}, End::Closed);
        chunks("chunked size ' 5'", " 5\r\nhello\r\n0\r\n\r\n", {400}, End::Closed);
        chunks("chunked size 7FFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", {413}, End::Closed);
        chunks("chunked size FFFFFFFFFFFFFFFFF (overflow)", "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", {400},
               End::Closed);
        chunks("chunked missing CRLF after data", "5\r\nhello0\r\n\r\n", {400}, End::Closed);
        chunks("chunked bad trailer", "0\r\nno colon\r\n\r\n", {400}, End::Closed);
        row("chunked one byte per segment",
            Steps{send(post(chunked)), oneByOne("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")}, {200}, End::Open);
        row("chunked split inside CRLF after data",
            Steps{send(post(chunked, "5\r\nhello\r")), pause(20), send("\n6\r\n world\r\n0\r\n\r\n")}, {200},
            End::Open);
        row("chunked split before CRLF after data",
            Steps{send(post(chunked, "5\r\nhello")), pause(20), send("\r\n6\r\n world\r\n0\r\n\r\n")}, {200},
            End::Open);
        row("chunked split after CRLF",
            Steps{send(post(chunked, "5\r\nhello\r\n")), pause(20), send("3\r\nabc\r\n0\r\n\r\n")}, {200},
            End::Open);
        row("chunked last CRLF split",
            Steps{send(post(chunked, "5\r\nhello\r\n0\r\n\r")), pause(20), send("\n" + get("/health"))},
            {200, 200}, End::Open);
        chunks("chunked 5000 one-byte chunks", QByteArray("1\r\na\r\n").repeated(5000) + "0\r\n\r\n", {200},
               End::Open);
        chunks("chunk-size line 1 MiB ext", "5;" + QByteArray(1 << 20, 'x') + "\r\nhello\r\n0\r\n\r\n", {400},
               End::Closed);
        row("TE: xchunked, CL 5", post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "hello"),
            {501}, End::Closed);
        row("TE: identity", post("Transfer-Encoding: identity\r\nContent-Length: 5\r\n", "hello"), {501},
            End::Closed);
        row("TE: gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"),
            {501}, End::Closed);
        row("TE: chunked twice", post(chunked + chunked, "0\r\n\r\n"), {501}, End::Closed);
        row("TE: chunked in HTTP/1.0", request("POST /echo HTTP/1.0", chunked, "0\r\n\r\n"), {400},
            End::Closed);
    }

    void addPaths()
    {
        row("path %2e%2e/%2e%2e/etc/passwd", get("/echo/%2e%2e/%2e%2e/etc/passwd"), {404}, End::Open);
        row("path /../../etc/passwd", get("/../../etc/passwd"), {404}, End::Open);
        row("path %zz", get("/echo%zz"), {400}, End::Closed);
        row("path ends in %4", get("/echo%4"), {400}, End::Closed);
        row("path %00", get("/echo%00x"), {400}, End::Closed);
        row("path %0d%0a", get("/echo%0d%0aX: y"), {400}, End::Closed);
        row("path raw UTF-8", get("/arg/\xc3\xa9"), {200}, End::Open);
        row("path escaped UTF-8", get("/arg/%C3%a9"), {200}, End::Open);
        row("path bad UTF-8", get("/arg/\xff\xfe"), {400}, End::Closed);
        row("path %ff", get("/arg/%ff"), {400}, End::Closed);
        row("path %2F in segment", get("/arg/a%2Fb"), {200}, End::Open);
        row("path double slash", get("//health"), {404}, End::Open);
        row("path absolute, elsewhere", get("http://evil.example:81/health"), {421}, End::Open);
        row("path absolute, here", get("http://127.0.0.1:PORT/health"), {200}, End::Open);
        row("path absolute with a user", get("http://me@127.0.0.1:PORT/health"), {400}, End::Open);
        row("path without slash", get("health"), {400}, End::Closed);
        row("path with a fragment", get("/health#x"), {400}, End::Closed);
        row("path is a pattern", get("/h.alth"), {404}, End::Open);
        row("query with + %2B & unicode", get("/echo?a=b+c%2Bd&\xc3\xa9=\xc3\xbc"), {200}, End::Open);
    }

    void addBodies()
    {
        const auto json = [this](const char *name, const QByteArray &body, int status) {
            row(name, post("Content-Length: " + QByteArray::number(body.size()) + "\r\n", body, "/invoke"),
                {status}, End::Open);
        };
        json("body UTF-8 JSON", "{\"a\":\"\xc5\xbc\xc3\xb3\xc5\x82\xc4\x87\"}", 200);
        json("body bad UTF-8 JSON", "{\"a\":\"\xff\"", 400);
        json("JSON 200k nested [", QByteArray(200000, '['), 400);
        json("JSON 1e400, keys twice", "{\"a\":1e400,\"a\":2}    ", 400);
        json("JSON that is empty", "", 400);
    }

    void addForeignProtocols()
    {
        row("Upgrade: websocket",
            get("/health",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "Sec-WebSocket-Version: 13\r\n"),
            {200}, End::Open);
        row("Upgrade: h2c",
            get("/health",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: "
                "AAMAAABkAAQAAP__\r\n"),
            {200}, End::Open);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}, End::Closed);
        row("TLS ClientHello on plain port",
            QByteArray::fromHex("16030100a5010000a10303") + QByteArray(160, 'r'), {400}, End::Closed);
        row("random 64 KiB", noise(65536), {400}, End::Closed);
    }

    void addFloods()
    {
        const QByteArray block(1 << 20, 'a');
        row("endless header, no newline", Steps{send("GET /echo HTTP/1.1\r\nX: "), flood(block, 64 << 20)},
            {431}, End::Closed);
        row("endless request line", Steps{send("GET /"), flood(block, 64 << 20)}, {414}, End::Closed);
        row("256 MiB body (CL)", Steps{send(post("Content-Length: 268435456\r\n")), flood(block, 256 << 20)},
            {413}, End::Closed);
        row("256 MiB body (chunked)",
            Steps{send(post(chunked)), flood("100000\r\n" + block + "\r\n", 256 << 20)}, {413}, End::Closed);
        row("256 MiB body for a path that is not there",
            Steps{send(post("Content-Length: 268435456\r\n", {}, "/nope")), flood(block, 256 << 20)}, {404},
            End::Closed);
    }

    void addHandlers()
    {
        row("handler throws", get("/throw"), {500}, End::Open);
        row("exchange dropped", get("/drop"), {500}, End::Open);
        row("exchange dropped in mid-stream", get("/drop-late"), {}, End::Closed);
        row("disconnect before a late answer", Steps{send(get("/later?50")), pause(10), reset}, {},
            End::Ours);
        row("RST in mid-stream", Steps{send(get("/endless")), pause(20), reset}, {}, End::Ours);
        row("pipelined next request while one is late",
            get("/later?50") + get("/echo?" + QByteArray(3000, 'z')), {200, 200}, End::Open);
        row("second request during a stream", get("/stream?10") + get("/health"), {200, 200}, End::Open);
        row("second request late during a stream",
            Steps{send(get("/stream?50")), pause(10), send(get("/stream?3"))}, {200, 200}, End::Open);
    }

    void check(const ServerThread &server)
    {
        QFETCH(const Steps, steps);
        QFETCH(const QList<int>, statuses);
        QFETCH(const End, end);
        const qint64 memoryBefore = peakMemory();
        const QByteArray port = QByteArray::number(server.port());

        RawClient client(server.port());
        QVERIFY(client.isConnected());
        if (QByteArray(QTest::currentDataTag()).startsWith("HEAD"))
            client.methods = {"HEAD"};
        for (const Step &step : steps)
            play(client, step, port);

        if (end == End::Closed)
            QVERIFY2(client.awaitEnd(), "the server does not end the connection");
        else if (end == End::Open)
            QVERIFY(client.awaitReplies(statuses.size()));
        if (end != End::Ours)
            QCOMPARE(client.replies().statuses(), statuses);
        if (end == End::Open)
            askOnceMore(client, statuses.size(), port);
        QVERIFY2(peakMemory() - memoryBefore < memoryAllowance, "memory grew with what a client sent");

        RawClient other(server.port());
        askOnceMore(other, 0, port);
    }

    static void play(RawClient &client, const Step &step, const QByteArray &port)
    {
        const QByteArray bytes = QByteArray(step.bytes).replace("PORT", port);
        switch (step.kind) {
        case Step::Send:
            client.send(bytes);
            break;
        case Step::SendBytewise:
            for (const char byte : bytes) {
                client.send(QByteArray(1, byte));
                QTest::qSleep(1); // a segment of its own
            }
            break;
        case Step::Pause:
            client.readUntil([] { return false; }, std::chrono::milliseconds(step.number));
            break;
        case Step::AwaitReplies:
            QVERIFY(client.awaitReplies(step.number));
            break;
        case Step::Finish:
            client.finish();
            break;
        case Step::Reset:
            client.reset();
            break;
        case Step::Flood:
            for (qint64 sent = 0; sent < step.number && client.send(step.bytes); sent += step.bytes.size()) {
            }
            break;
        }
    }

    /// The connection still works: what came before was framed as the client believes.
    static void askOnceMore(RawClient &client, qsizetype repliesBefore, const QByteArray &port)
    {
        QVERIFY(client.send(get("/health").replace("PORT", port)));
        QVERIFY(client.awaitReplies(repliesBefore + 1));
        const Replies replies = client.replies();
        QCOMPARE(replies.list.last().status, 200);
        QCOMPARE(replies.list.last().body, QByteArray("{\"status\":\"ok\"}"));
        QCOMPARE(replies.rest, QByteArray());
    }

    Counters m_counters;
    std::vector<std::unique_ptr<ServerThread>> m_patient;
    std::vector<std::unique_ptr<ServerThread>> m_hasty;
};

QTEST_GUILESS_MAIN(RawCasesTest)
#include "RawCasesTest.moc"
