// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Redactor.h"
#include "agent/cassette/Cassette.h"
#include "agent/providers/Choice.h"
#include "agent/tools/ToolFactory.h"

#include <QHash>

#include <set>

namespace agent {

struct ReplayOptions
{
    QString path;
    double speed = 1;    ///< 2 is twice as fast as it was; 0 is at once.
    Redactor redactor{}; ///< What was taken out of the recording is taken out of what is compared with it.
};

/// A cassette that is being replayed: answers from the file, with no key and no network. The nth equal
/// request gets the nth recording of it, the last one again and again after that. Server thread only. The
/// providers and tools it hands out keep it alive.
class Replay : public std::enable_shared_from_this<Replay>
{
public:
    /// Reads the file; errors are those of loadCassette().
    static Result<std::shared_ptr<Replay>> open(ReplayOptions options);

    /// Who was recorded, under the names they had; no other is asked for anything. With the provider "auto"
    /// the models are the recorded ones, else those of the agent file.
    QList<ProviderChoice> answerers(const AgentSpec &spec);
    /// The recorded tool, if tools were recorded; else the tool as it is.
    ToolPtr around(const ToolPtr &tool);
    /// What these MCP servers offered, if tools were recorded: then no server is needed.
    std::optional<QList<ToolPtr>> offered(const QMap<QString, McpSpec> &servers);

    // For the replayed providers and tools.

    /// InvalidInput, so that no fallback is asked: it was not recorded; the message names the nearest
    /// recording and what is different.
    Result<RecordedCall> next(AskedRequest request);
    /// The place in the list of the next recorded call. NotFound: there is none; the message says what is
    /// different in the nearest.
    Result<qsizetype> nextToolCall(const QString &tool, const QJsonObject &arguments);
    const RecordedToolCall &toolCall(qsizetype place) const { return m_cassette.toolCalls[place]; }
    /// What is left to wait, at this speed, for something that happened `at` when `passed` has gone by.
    std::chrono::milliseconds waitUntil(std::chrono::milliseconds at, std::chrono::milliseconds passed) const;

    /// A tool call being replayed: its place, and how many were begun before it. They end in this order, so
    /// that timers that fire together cannot make two replays different.
    using Turn = std::pair<qsizetype, qint64>;
    Turn beginTurn(qsizetype place);
    /// Until no other call has to end before this one, or `stop`.
    QCoro::Task<> awaitTurn(Turn turn, std::stop_token stop);
    void endTurn(Turn turn);

private:
    Replay(ReplayOptions options, Cassette cassette);
    Error notRecorded(const AskedRequest &request) const;
    Error notRecorded(const QString &tool, const QJsonObject &arguments) const;

    /// The places of equal recordings, and how many were given out.
    struct Row
    {
        QList<qsizetype> places;
        qsizetype given = 0;
        qsizetype next() { return places[std::min(given++, places.size() - 1)]; }
    };

    ReplayOptions m_options;
    Cassette m_cassette;
    QHash<QByteArray, Row> m_calls;
    QHash<QByteArray, Row> m_toolCalls;
    std::set<Turn> m_turns;
    QHash<Turn, Wake *> m_waiting;
    qint64 m_begun = 0;
};

} // namespace agent
