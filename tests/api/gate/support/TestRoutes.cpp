// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/TestRoutes.h"

#include "server/http/EventStream.h"
#include "server/http/Problem.h"

#include "agent/base/Json.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <stdexcept>

using namespace http;

namespace testing {
namespace {

void echo(const ExchangePtr &exchange)
{
    const Request &request = exchange->request();
    exchange->answer(
        {200,
         "text/plain",
         request.method + ' ' + QByteArray::number(request.body.size()) + ' ' + request.body.left(80),
         {}});
}

void invoke(const ExchangePtr &exchange)
{
    const auto json = agent::json::parseText(exchange->request().body);
    exchange->answer(json ? jsonAnswer(*json) : malformed(json.error()));
}

void later(const ExchangePtr &exchange)
{
    QTimer::singleShot(exchange->request().query.toInt(),
                       [exchange] { exchange->answer({200, "text/plain", "later", {}}); });
}

void dropLate(const ExchangePtr &exchange)
{
    exchange->beginStream("text/event-stream");
    exchange->write("data: half\n\n");
}

/// Keeps its exchange until the client leaves.
void holdOpen(Counters &counters, const ExchangePtr &exchange)
{
    auto kept = std::make_shared<ExchangePtr>(exchange);
    exchange->whenClosed([&counters, kept] {
        ++counters.left;
        kept->reset();
    });
}

/// Writes an event each millisecond; `count` < 0 for ever. The timer owns itself.
void tick(Counters &counters, const ExchangePtr &exchange, int count)
{
    exchange->beginStream("text/event-stream");
    auto *timer = new QTimer;
    exchange->whenClosed([&counters, timer] {
        ++counters.left;
        timer->deleteLater();
    });
    QObject::connect(timer, &QTimer::timeout, timer, [&counters, exchange, timer, left = count]() mutable {
        if (left == 0) {
            ++counters.ended;
            exchange->end();
            timer->deleteLater();
            timer->stop();
        } else {
            --left;
            exchange->write("data: tick\n\n");
        }
    });
    timer->start(1);
}

void flood(Counters &counters, const ExchangePtr &exchange)
{
    const qint64 total = exchange->request().query.toLongLong() << 20;
    auto stream = std::make_shared<EventStream>(exchange);
    auto kept = std::make_shared<std::shared_ptr<EventStream>>(stream);
    exchange->whenClosed([&counters, kept] {
        ++counters.left;
        kept->reset();
    });
    Exchange *raw = exchange.get();
    const auto pump = [&counters, raw, total, written = qint64(0), source = stream.get()]() mutable {
        if (written >= total) {
            source->end();
            ++counters.ended;
            return false;
        }
        const QByteArray data(1000, 'x');
        source->event(QByteArray::number(written), data);
        written += data.size();
        counters.written += data.size();
        counters.mostQueued = std::max<qint64>(counters.mostQueued, raw->queuedBytes());
        return true;
    };
    stream->setPump(pump);
    stream->pull();
}

void careless(Counters &counters, const ExchangePtr &exchange)
{
    exchange->whenClosed([&counters] { ++counters.left; });
    exchange->beginStream("text/event-stream");
    for (int i = 0; i < 64 && exchange->isOpen(); ++i) {
        exchange->write(QByteArray(1 << 20, 'x'));
        counters.mostQueued = std::max<qint64>(counters.mostQueued, exchange->queuedBytes());
    }
    exchange->end();
}

void idle(Counters &counters, const ExchangePtr &exchange)
{
    holdOpen(counters, exchange);
    exchange->beginStream("text/event-stream");
    exchange->write(": hello\n\n");
}

} // namespace

QList<Route> testRoutes(Counters &counters)
{
    Counters *count = &counters;
    const auto get = [count](const QByteArray &path, const std::function<void(const ExchangePtr &)> &handle) {
        return Route{"GET", path, Scope::Public, Body::None, [count, handle](const ExchangePtr &exchange) {
                         ++count->begun;
                         handle(exchange);
                     }};
    };
    return {
        get("/health",
            [](const ExchangePtr &e) { e->answer({200, "application/json", "{\"status\":\"ok\"}", {}}); }),
        get("/echo", echo),
        get("/arg/\xc3\xa9", echo),
        get("/arg/a/b", echo),
        {"POST", "/echo", Scope::Public, Body::Json, echo},
        {"POST", "/invoke", Scope::Public, Body::Json, invoke},
        get("/later", later),
        get("/wait", [count](const ExchangePtr &e) { holdOpen(*count, e); }),
        get("/drop", [](const ExchangePtr &) {}),
        get("/drop-late", dropLate),
        get("/throw", [](const ExchangePtr &) { throw std::runtime_error("on purpose"); }),
        get("/stream", [count](const ExchangePtr &e) { tick(*count, e, e->request().query.toInt()); }),
        get("/endless", [count](const ExchangePtr &e) { tick(*count, e, -1); }),
        get("/flood", [count](const ExchangePtr &e) { flood(*count, e); }),
        get("/careless", [count](const ExchangePtr &e) { careless(*count, e); }),
        get("/idle", [count](const ExchangePtr &e) { idle(*count, e); }),
    };
}

ServerOptions anyPort()
{
    ServerOptions options;
    options.port = 0;
    return options;
}

} // namespace testing
