// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/RunStream.h"

#include "server/http/EventStream.h"

#include <algorithm>

namespace server {
namespace {

using agent::Journal;
using agent::RunEvent;
using agent::RunPtr;

using Wire = std::function<EventData(const RunEvent &event)>;

/// Where the events are: in the journal of a run in progress, or all of them here.
struct Source
{
    RunPtr run;
    QList<RunEvent> kept;

    const QList<RunEvent> &events() const { return run ? run->journal.events() : kept; }
};

// One client reading one run. It keeps itself alive until the stream has ended or the client has left.
class RunReader : public std::enable_shared_from_this<RunReader>
{
public:
    RunReader(Source source, const http::ExchangePtr &exchange, Wire wire, qint64 after)
        : m_source(std::move(source))
        , m_wire(std::move(wire))
        , m_stream(exchange)
        , m_next(std::clamp<qint64>(after, 0, m_source.events().size()))
        , m_isKept(!m_source.run)
    {
    }

    void begin(http::Exchange &exchange, QObject *context, bool cancelsRun)
    {
        m_self = shared_from_this();
        m_context = context;
        exchange.whenClosed([weak = weak_from_this(), cancelsRun] {
            if (const auto self = weak.lock()) {
                if (cancelsRun)
                    self->m_source.run->stop.request_stop();
                self->letGo();
            }
        });
        m_stream.setPump([this] { return sendNext(); });
        if (m_source.run) {
            const auto more = [this] { m_stream.pull(); };
            m_connection = QObject::connect(&m_source.run->journal, &Journal::appended, m_context, more);
        }
        m_stream.pull();
    }

private:
    bool sendNext()
    {
        const QList<RunEvent> &events = m_source.events();
        if (m_next == events.size()) {
            if (!m_source.run)
                end();
            return false;
        }
        const bool isEnd = std::holds_alternative<agent::RunFinished>(events.at(m_next).body);
        if (isEnd && !isKept())
            return false;
        const RunEvent event = events.at(m_next++);
        const EventData pieces = m_wire(event);
        for (const EventPiece &piece : pieces)
            m_stream.event(QByteArray::number(event.seq), piece.data, piece.name);
        const bool isLast = m_source.run ? isEnd : m_next == events.size();
        if (isLast)
            end();
        return !isLast;
    }

    // The end is not told before it is kept: what a client was told, a crash does not undo.
    bool isKept()
    {
        const RunPtr &run = m_source.run;
        if (!m_isKept && !std::exchange(m_isAsked, true))
            run->runs->whenKept(run, [self = shared_from_this()] {
                self->m_isKept = true;
                self->m_stream.pull();
            });
        return m_isKept;
    }

    void end()
    {
        m_stream.end();
        letGo();
    }

    void letGo()
    {
        // Not at once: whoever calls may be inside this very object.
        const auto release = [self = std::exchange(m_self, {})] {
            if (self)
                QObject::disconnect(self->m_connection);
        };
        QMetaObject::invokeMethod(m_context, release, Qt::QueuedConnection);
    }

    Source m_source;
    Wire m_wire;
    http::EventStream m_stream;
    std::shared_ptr<RunReader> m_self;
    QObject *m_context = nullptr;
    QMetaObject::Connection m_connection;
    qsizetype m_next = 0;
    bool m_isAsked = false; // whether the end is kept
    bool m_isKept = false;
};

} // namespace

void streamRun(const RunPtr &run, const http::ExchangePtr &exchange, const WireOf &wireOf)
{
    const Wire wire = [wireOf, run = run.get()](const RunEvent &event) { return wireOf(event, *run); };
    std::make_shared<RunReader>(Source{run, {}}, exchange, wire, 0)->begin(*exchange, &run->journal, true);
}

void followRun(const RunPtr &run, const http::ExchangePtr &exchange, const WireOfKept &wireOf, qint64 after)
{
    const Wire wire = [wireOf, journal = &run->journal](const RunEvent &event) {
        return wireOf(event, journal->events());
    };
    const Source source{run, {}};
    std::make_shared<RunReader>(source, exchange, wire, after)->begin(*exchange, &run->journal, false);
}

void streamKept(const QList<RunEvent> &events, const http::ExchangePtr &exchange, const WireOfKept &wireOf,
                qint64 after, QObject *context)
{
    const Wire wire = [wireOf, events](const RunEvent &event) { return wireOf(event, events); };
    const Source source{{}, events};
    std::make_shared<RunReader>(source, exchange, wire, after)->begin(*exchange, context, false);
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
