// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <ctime>

#include <sys/resource.h>

using namespace testing;

namespace {

double threadMicroseconds(ServerThread &server)
{
    timespec time{};
    server.run([&time] { clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time); });
    return double(time.tv_sec) * 1e6 + double(time.tv_nsec) / 1e3;
}

qint64 residentKibibytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

QByteArray get(const ServerThread &server, const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port())
        + "\r\nUser-Agent: bench/1\r\nAccept: */*\r\n\r\n";
}

/// Asks again and again, on so many connections at once.
void measure(ServerThread &server, const char *what, int connections, int requests)
{
    const QByteArray request = get(server, "/health");
    std::vector<std::unique_ptr<RawClient>> clients;
    qsizetype answerBytes = 0;
    for (int i = 0; i < connections; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(request);
        clients.back()->awaitReplies(1);
        answerBytes = clients.back()->received().size();
    }

    const double before = threadMicroseconds(server);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < requests; i += connections) {
        for (const auto &client : clients) {
            client->forget();
            client->send(request);
        }
        for (const auto &client : clients)
            client->awaitBytes(answerBytes);
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    const double cpu = threadMicroseconds(server) - before;
    std::printf("%s, %2d at a time: %6.1f us CPU a request, %7.0f requests/s\n", what, connections,
                cpu / requests, requests / wall.count());
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    raiseDescriptorLimit();
    const auto kind = argc > 1 && qstrcmp(argv[1], "qt") == 0 ? http::TransportKind::QtSockets
                                                              : http::TransportKind::Native;
    const int requests = argc > 2 ? atoi(argv[2]) : 50'000;
    const int streams = argc > 3 ? atoi(argv[3]) : 1000;

    Counters counters;
    http::ServerOptions options = anyPort();
    options.limits.connections = streams + 40;
    ServerThread server(options, testRoutes(counters), kind);
    measure(server, "alone", 1, requests);
    measure(server, "alone", 32, requests);
    const int before = counters.begun;

    const qint64 memory = residentKibibytes();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < streams; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(get(server, "/idle"));
        clients.back()->awaitBytes(1);
    }
    std::printf("%d idle streams open: %.2f KiB each\n", counters.begun.load() - before,
                double(residentKibibytes() - memory) / streams);
    measure(server, "beside them", 1, requests);
    measure(server, "beside them", 32, requests);
    return 0;
}
