// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Exchange.h"

#include <functional>

namespace server {

/// One server-sent event; its `id:` comes with the run's event.
struct EventPiece
{
    EventPiece(const char *text)
        : data(text)
    {
    }
    EventPiece(QByteArray text, QByteArray type = {})
        : data(std::move(text))
        , name(std::move(type))
    {
    }
    QByteArray data;
    QByteArray name; ///< `event:`; empty: it has none.
};
using EventData = QList<EventPiece>;
/// What a dialect makes of one event of a run: nothing, one event of its wire, or several. For RunFinished it
/// gives everything that ends the stream.
using WireOf = std::function<EventData(const agent::RunEvent &event, const agent::Run &run)>;
/// The same from all events there are.
using WireOfKept = std::function<EventData(const agent::RunEvent &event, const QList<agent::RunEvent> &all)>;

/// Streams a run to a client as server-sent events whose `id:` is the event's seq, as fast as the client
/// reads. The stream ends with the run; a client that leaves cancels the run.
void streamRun(const agent::RunPtr &run, const http::ExchangePtr &exchange, const WireOf &wireOf);

/// The same from the event after `after` on; that this client leaves changes nothing for the run.
void followRun(const agent::RunPtr &run, const http::ExchangePtr &exchange, const WireOfKept &wireOf,
               qint64 after);

/// Streams the events of a run that is not in progress here, all of them given, from the one after `after`
/// on. `context` lives longer than the exchange.
void streamKept(const QList<agent::RunEvent> &events, const http::ExchangePtr &exchange,
                const WireOfKept &wireOf, qint64 after, QObject *context);

/// Calls `callback` when the run has finished and is kept, at once if it already is; a client that leaves
/// before cancels the run.
void whenFinished(const agent::RunPtr &run, const http::ExchangePtr &exchange,
                  std::function<void()> callback);

} // namespace server
