// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Clock.h"
#include "agent/base/Json.h"
#include "agent/run/Runs.h"

#include <QObject>

#include <array>
#include <deque>

namespace server {

enum class LogLevel { Info, Ok, Warn, Error };

constexpr auto names(LogLevel)
{
    namespace json = agent::json;
    return std::array{json::Name{LogLevel::Info, "info"}, json::Name{LogLevel::Ok, "ok"},
                      json::Name{LogLevel::Warn, "warn"}, json::Name{LogLevel::Error, "error"}};
}

/// One line of what the server does, for a person who watches.
struct LogRecord
{
    qint64 seq = 0; ///< 1, 2, 3 … since the server started; given by the log.
    QString at;     ///< ISO 8601, UTC, with milliseconds; given by the log.
    LogLevel level = LogLevel::Info;
    QString source;            ///< "GET /health", the name of a tool, a model …
    QString message;           ///< One line, of which nothing is private.
    std::optional<int> status; ///< HTTP status.
    std::optional<qint64> durationMs;
    std::optional<QString> run;     ///< Id of the run it belongs to.
    std::optional<QString> request; ///< Id of the HTTP request; its answer carries it as X-Request-Id.
    std::optional<QString> content; ///< What was said, given or taken; one line.

    bool operator==(const LogRecord &) const = default;

    static constexpr auto fields = std::tuple{agent::json::field("seq", &LogRecord::seq),
                                              agent::json::field("at", &LogRecord::at),
                                              agent::json::field("level", &LogRecord::level),
                                              agent::json::field("source", &LogRecord::source),
                                              agent::json::field("message", &LogRecord::message),
                                              agent::json::field("status", &LogRecord::status),
                                              agent::json::field("duration_ms", &LogRecord::durationMs),
                                              agent::json::field("run", &LogRecord::run),
                                              agent::json::field("request", &LogRecord::request),
                                              agent::json::field("content", &LogRecord::content)};
};

/// The last records, oldest first. Fed by the finished HTTP requests and by every run's journal: it is one
/// more reader of the events. Server thread only.
class ActivityLog : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t capacity = 10'000;

    explicit ActivityLog(agent::Clock clock = agent::systemClock);

    void add(LogRecord record);
    /// The same for what belongs to no request and to no run.
    void note(LogLevel level, const QString &source, const QString &message);
    /// The same for an event of a run; not every one is a record.
    void addEvent(const agent::RunEvent &event);
    /// From now on every run's events are recorded. `runs` must live as long as this log or end its runs
    /// before.
    void watch(agent::Runs &runs);

    /// Records with a seq greater than `seq`, at most `count`.
    QList<LogRecord> after(qint64 seq, qsizetype count) const;

    /// One more, or one less, follows the log as it grows.
    void countFollower(int difference);

signals:
    void added(const server::LogRecord &record);
    void followed(bool bySomebody);

private:
    agent::Clock m_clock;
    qint64 m_lastSeq = 0;
    int m_followers = 0;
    std::deque<LogRecord> m_records;
};

} // namespace server
