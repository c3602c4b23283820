// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiProvider.h"
#include "agent/providers/scripted/ScriptProvider.h"
#include "agent/run/Runs.h"
#include "tests/bench/loop/ChunkServer.h"
#include "tests/bench/loop/Cost.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <cstdio>
#include <vector>

using namespace agent;
using namespace Qt::StringLiterals;
using bench::Cost;

namespace {

AgentPtr agentWith(std::shared_ptr<Provider> provider)
{
    auto made = std::make_shared<Agent>();
    made->spec.name = u"Bench"_s;
    made->spec.systemPrompt = u"You are a helpful assistant."_s;
    made->provider = std::move(provider);
    made->model = u"gpt-4o-mini"_s;
    return made;
}

/// Says so many words, at once, whenever it is asked.
AgentPtr scriptedAgent(int words)
{
    Script script;
    script.repeat = true;
    ScriptTurn turn;
    turn.text.pieces = QStringList(words, u" word"_s);
    turn.usage = Usage{100, words, 0, 0};
    script.turns = {turn};
    return agentWith(std::make_shared<ScriptProvider>(script));
}

AgentPtr openAiAgent(const QUrl &address)
{
    return agentWith(
        std::make_shared<OpenAiProvider>(ProviderSettings{u"openai"_s, address, {}, u"key"_s, {}, {}}));
}

void runOnce(Runs &runs, const AgentPtr &agent)
{
    const RunPtr run =
        runs.start(agent, {{Message{Role::User, u"What is the answer?"_s, {}, {}}}, u"bench"_s, {}});
    while (!run->journal.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const auto *end = std::get_if<RunFinished>(&run->journal.events().constLast().body);
    if (end->status != RunStatus::Completed)
        qFatal("the run failed: %s", qPrintable(end->error ? end->error->message : end->text));
}

Cost costOf(const AgentPtr &agent, int times)
{
    Runs runs;
    const Cost before = bench::costSoFar();
    for (int i = 0; i < times; ++i)
        runOnce(runs, agent);
    return bench::costSoFar() - before;
}

/// Reads such an answer and does nothing with it: what Qt alone costs.
Cost costOfReading(const QUrl &address)
{
    QNetworkAccessManager network;
    QNetworkRequest request(address);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const Cost before = bench::costSoFar();
    const std::unique_ptr<QNetworkReply> reply(network.post(request, "{}"));
    QObject::connect(reply.get(), &QNetworkReply::readyRead, reply.get(), [&] { reply->readAll(); });
    while (!reply->isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return bench::costSoFar() - before;
}

/// Of one chunk: what a run with many costs beyond one with few.
void printChunks(const char *what, const Cost &many, const Cost &few, int chunks)
{
    const Cost cost = many - few;
    std::printf("%-34s %6.2f us + %5.2f us in Qt's threads, %5.1f + %4.1f allocations\n", what,
                cost.agentMicroseconds / chunks, cost.otherMicroseconds / chunks,
                double(cost.agentAllocations) / chunks, double(cost.otherAllocations) / chunks);
}

void measureRuns(int most)
{
    std::vector<int> ends{100, 1'000};
    for (int end = 10'000; end <= most; end += 10'000)
        ends.push_back(end);
    Runs runs;
    const AgentPtr agent = scriptedAgent(1);
    int done = 0;
    std::puts("A run without tools:");
    for (const int end : ends) {
        const int first = done + 1;
        const Cost before = bench::costSoFar();
        for (; done < end; ++done)
            runOnce(runs, agent);
        const Cost cost = bench::costSoFar() - before;
        const int count = done - first + 1;
        std::printf("  %6d to %6d %6.1f us, %5.1f allocations, %6.1f MiB resident afterwards\n", first, done,
                    cost.agentMicroseconds / count, double(cost.agentAllocations) / count,
                    bench::residentMebibytes());
    }
}

} // namespace

// Usage: loop_bench [runs] [chunks]
int main(int argc, char **argv)
{
    const bench::ChunkServer server;
    const QCoreApplication app(argc, argv);
    const int runs = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int chunks = argc > 2 ? std::max(100, std::atoi(argv[2])) : 5'000;
    measureRuns(runs);

    std::puts("A streamed chunk:");
    printChunks("  scripted, to the journal", costOf(scriptedAgent(chunks), 20), costOf(scriptedAgent(1), 20),
                20 * chunks);
    const auto overHttp = [&](const char *what, int microsecondsApart) {
        const AgentPtr many = openAiAgent(server.address(chunks, microsecondsApart));
        const AgentPtr few = openAiAgent(server.address(1, microsecondsApart));
        costOf(few, 3); // the first call sets Qt's network up
        printChunks(what, costOf(many, 1), costOf(few, 1), chunks);
        printChunks("    of that, Qt reading the socket",
                    costOfReading(server.address(chunks, microsecondsApart)),
                    costOfReading(server.address(1, microsecondsApart)), chunks);
    };
    overHttp("  from the socket, each by itself", 400);
    overHttp("  from the socket, all at once", 0);
    return 0;
}
