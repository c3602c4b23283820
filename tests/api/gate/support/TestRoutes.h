// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/HttpServer.h"

#include <QList>

#include <atomic>

namespace testing {

/// What happened to the handlers below, counted on the server's thread.
struct Counters
{
    std::atomic<int> begun = 0;         ///< Handlers entered.
    std::atomic<int> left = 0;          ///< whenClosed calls.
    std::atomic<int> ended = 0;         ///< Streams that were ended by the handler.
    std::atomic<qint64> mostQueued = 0; ///< The largest queuedBytes() seen.
    std::atomic<qint64> written = 0;    ///< Bytes of events made.
};

/// Routes for every way to answer. `counters` must outlive the server.
///
///     GET  /health            {"status":"ok"}
///     GET  /echo, POST /echo  text: the method, the length and the begin of the body
///     POST /invoke            its JSON again, 400 if it is none
///     GET  /later?300         "later" after so many milliseconds
///     GET  /wait              never answers
///     GET  /drop, /drop-late  lets go of the exchange, at once or in mid-stream
///     GET  /throw             throws
///     GET  /stream?5          so many events, one a millisecond, then the end
///     GET  /endless           events for as long as somebody listens
///     GET  /flood?64          so many MiB of events through an EventStream
///     GET  /careless          writes without looking whether anybody reads
///     GET  /idle              a stream without events
QList<http::Route> testRoutes(Counters &counters);

/// Options for a test: any port, everything else as it comes.
http::ServerOptions anyPort();

} // namespace testing
