// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/RunStream.h"

#include "server/http/EventStream.h"

namespace server {
namespace {

using agent::Journal;
using agent::RunEvent;
using agent::RunPtr;

// One client reading one run. The connection to the journal keeps it alive; it lets go when the stream has
// ended or the client has left.
class RunReader : public std::enable_shared_from_this<RunReader>
{
public:
    RunReader(RunPtr run, const http::ExchangePtr &exchange, WireOf wireOf)
        : m_run(std::move(run))
        , m_wireOf(std::move(wireOf))
        , m_stream(exchange)
    {
    }

    void begin(http::Exchange &exchange)
    {
        exchange.whenClosed([weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->m_run->stop.request_stop();
                self->letGo();
            }
        });
        m_stream.setPump([this] { return sendNext(); });
        const auto more = [self = shared_from_this()] { self->m_stream.pull(); };
        m_connection = QObject::connect(&m_run->journal, &Journal::appended, &m_run->journal, more);
        m_stream.pull();
    }

private:
    bool sendNext()
    {
        const QList<RunEvent> &events = m_run->journal.events();
        if (m_next == events.size())
            return false;
        if (std::holds_alternative<agent::RunFinished>(events.at(m_next).body) && !isKept())
            return false;
        const RunEvent event = events.at(m_next++);
        for (const QByteArray &data : m_wireOf(event, *m_run))
            m_stream.event(QByteArray::number(event.seq), data);
        if (!std::holds_alternative<agent::RunFinished>(event.body))
            return true;
        m_stream.end();
        letGo();
        return false;
    }

    // The end is not told before it is kept: what a client was told, a crash does not undo.
    bool isKept()
    {
        if (!std::exchange(m_isAsked, true))
            m_run->runs->whenKept(m_run, [self = shared_from_this()] {
                self->m_isKept = true;
                self->m_stream.pull();
            });
        return m_isKept;
    }

    void letGo()
    {
        // Not at once: whoever calls may be inside this very object.
        QMetaObject::invokeMethod(
            &m_run->journal, [self = shared_from_this()] { QObject::disconnect(self->m_connection); },
            Qt::QueuedConnection);
    }

    RunPtr m_run;
    WireOf m_wireOf;
    http::EventStream m_stream;
    QMetaObject::Connection m_connection;
    qsizetype m_next = 0;
    bool m_isAsked = false; // whether the end is kept
    bool m_isKept = false;
};

} // namespace

void streamRun(const RunPtr &run, const http::ExchangePtr &exchange, const WireOf &wireOf)
{
    std::make_shared<RunReader>(run, exchange, wireOf)->begin(*exchange);
}

void whenFinished(const RunPtr &run, const http::ExchangePtr &exchange, std::function<void()> callback)
{
    if (run->journal.isFinished()) {
        run->runs->whenKept(run, std::move(callback));
        return;
    }
    exchange->whenClosed([weak = std::weak_ptr(run)] {
        if (const RunPtr open = weak.lock())
            open->stop.request_stop();
    });
    QObject::connect(&run->journal, &Journal::appended, &run->journal,
                     [weak = std::weak_ptr(run), callback = std::move(callback)](const RunEvent &event) {
                         const RunPtr finished = weak.lock();
                         if (finished && std::holds_alternative<agent::RunFinished>(event.body))
                             finished->runs->whenKept(finished, callback);
                     });
}

} // namespace server
