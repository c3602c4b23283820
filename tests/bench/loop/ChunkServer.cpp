// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loop/ChunkServer.h"

#include <QByteArray>

#include <array>
#include <csignal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bench {
namespace {

struct Answer
{
    int chunks = 0;
    int microsecondsApart = 0;
};

void sendAll(int socket, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = send(socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes = bytes.sliced(sent);
    }
}

/// One piece of a body in the chunked transfer coding (RFC 9112, section 7.1).
QByteArray coded(const QByteArray &piece)
{
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

QByteArray event(const QByteArray &delta, const QByteArray &finish)
{
    return coded(
        "data: {\"id\":\"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT\",\"object\":\"chat.completion.chunk\","
        "\"created\":1741569952,\"model\":\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","
        "\"system_fingerprint\":\"fp_44709d6fcb\",\"choices\":[{\"index\":0,\"delta\":"
        + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}],\"usage\":null}\n\n");
}

QByteArray word(int number)
{
    static const std::array<QByteArray, 4> words{" the", " answer", " is", " forty-two"};
    return event("{\"content\":\"" + words[static_cast<std::size_t>(number) % words.size()] + "\"}", "null");
}

void say(int socket, const Answer &answer)
{
    sendAll(socket,
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    QByteArray waiting;
    for (int i = 0; i < answer.chunks; ++i) {
        waiting += word(i);
        if (answer.microsecondsApart == 0)
            continue;
        usleep(static_cast<useconds_t>(answer.microsecondsApart));
        sendAll(socket, std::exchange(waiting, {}));
    }
    sendAll(socket, waiting + event("{}", "\"stop\"") + coded("data: [DONE]\n\n") + coded({}));
}

/// Reads a request, and out of its path what is wanted: "/CHUNKS/MICROSECONDS/v1/…".
Answer wanted(int socket)
{
    QByteArray request;
    std::array<char, 65536> buffer{};
    qsizetype end = -1;
    qsizetype length = 0;
    while (end < 0 || request.size() < end + 4 + length) {
        const ssize_t count = recv(socket, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return {};
        request.append(buffer.data(), count);
        end = request.indexOf("\r\n\r\n");
        const qsizetype field = request.toLower().indexOf("\r\ncontent-length:");
        if (field >= 0)
            length = request.mid(field + 17, request.indexOf('\r', field + 2) - field - 17).trimmed().toInt();
    }
    const QByteArrayList steps = request.split('/');
    return {steps.value(1).toInt(), steps.value(2).toInt()};
}

[[noreturn]] void serve(int listener)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    while (true) {
        const int socket = accept(listener, nullptr, nullptr);
        const int yes = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        say(socket, wanted(socket));
        close(socket);
    }
}

} // namespace

ChunkServer::ChunkServer()
{
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *const place = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof address;
    if (bind(listener, place, size) != 0 || listen(listener, 8) != 0
        || getsockname(listener, place, &size) != 0)
        qFatal("no socket to listen on");
    m_port = ntohs(address.sin_port);
    m_process = fork();
    if (m_process == 0)
        serve(listener);
    close(listener);
}

ChunkServer::~ChunkServer()
{
    kill(m_process, SIGTERM);
    waitpid(m_process, nullptr, 0);
}

QUrl ChunkServer::address(int chunks, int microsecondsApart) const
{
    return {u"http://127.0.0.1:%1/%2/%3/v1"_s.arg(m_port).arg(chunks).arg(microsecondsApart)};
}

} // namespace bench
