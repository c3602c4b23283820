// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/LogStream.h"

#include "server/http/EventStream.h"

namespace server::control {
namespace {

// One client reading the log, kept alive by the exchange until the client leaves.
struct LogReader
{
    LogReader(ActivityLog &readLog, const http::ExchangePtr &exchange, qint64 from)
        : log(readLog)
        , last(from)
        , stream(exchange)
    {
        stream.setPump([this] { return sendSome(); });
        QObject::connect(&log, &ActivityLog::added, &context, [this] { stream.pull(); });
        log.countFollower(1);
        stream.pull();
    }
    ~LogReader() { log.countFollower(-1); }
    Q_DISABLE_COPY_MOVE(LogReader)

    bool sendSome()
    {
        constexpr qsizetype some = 100;
        const QList<LogRecord> records = log.after(last, some);
        for (const LogRecord &record : records) {
            stream.event(QByteArray::number(record.seq), agent::json::text(agent::json::toJson(record)));
            last = record.seq;
        }
        return !records.isEmpty();
    }

    ActivityLog &log;
    qint64 last;
    http::EventStream stream;
    QObject context;
};

} // namespace

void streamLog(ActivityLog &log, const http::ExchangePtr &exchange)
{
    const qint64 from = exchange->request().header("Last-Event-ID").toLongLong();
    const auto reader =
        std::make_shared<std::unique_ptr<LogReader>>(std::make_unique<LogReader>(log, exchange, from));
    exchange->whenClosed([reader] { reader->reset(); });
}

} // namespace server::control
