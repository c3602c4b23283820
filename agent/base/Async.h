// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QCoro/QCoroTask>

#include <QMetaObject>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <coroutine>
#include <memory>
#include <stop_token>
#include <utility>

namespace agent {

template<class T = void>
using Task = QCoro::Task<Result<T>>;

/// Lets a coroutine wait for whichever comes first of several signals, a stop request and a time limit.
/// It resumes once, from the event loop and never from inside the emitter; a source that dies wakes it too.
/// Belongs to the thread it was made in; the stop request must come from that thread as well.
///
///     Wake wake;
///     wake.on(reply, &QNetworkReply::readyRead).on(reply, &QNetworkReply::finished).on(stop).after(30s);
///     co_await wake.wait();
class Wake
{
public:
    template<class Object, class Signal>
    Wake &on(Object *source, Signal signal)
    {
        State *state = m_state.get();
        if (!source) {
            state->fire();
            return *this;
        }
        QObject::connect(source, signal, state, [state] { state->fire(); });
        QObject::connect(source, &QObject::destroyed, state, [state] { state->fire(); });
        return *this;
    }

    Wake &on(const std::stop_token &stop)
    {
        State *state = m_state.get();
        state->stopped = std::make_unique<std::stop_callback<Fire>>(stop, Fire{state});
        return *this;
    }

    Wake &after(std::chrono::milliseconds limit)
    {
        State *state = m_state.get();
        QTimer::singleShot(limit, Qt::PreciseTimer, state, [state] { // a coarse one may be 5 % late
            state->timedOut = true;
            state->fire();
        });
        return *this;
    }

    /// Whether the limit of after() has passed.
    bool timedOut() const { return m_state->timedOut; }

    /// Wakes the waiter by hand, for sources that are callbacks.
    void fire() { m_state->fire(); }
    /// The same from another thread, as long as this object lives.
    void fireFromAnyThread()
    {
        State *state = m_state.get();
        QMetaObject::invokeMethod(state, [state] { state->fire(); }, Qt::QueuedConnection);
    }

private:
    struct State;
    struct Fire
    {
        State *state;
        void operator()() const noexcept { state->fire(); }
    };
    struct State : QObject
    {
        std::coroutine_handle<> waiter;
        std::unique_ptr<std::stop_callback<Fire>> stopped;
        bool fired = false;
        bool timedOut = false;

        void fire()
        {
            if (std::exchange(fired, true))
                return;
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (auto handle = std::exchange(waiter, {}))
                        handle.resume();
                },
                Qt::QueuedConnection);
        }
    };

    // g++ 12 with QCoro copies an awaiter that is an lvalue, so wait() hands out a trivial one.
    struct Awaiter
    {
        State *state;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) const noexcept { state->waiter = handle; }
        void await_resume() const noexcept { }
    };

    std::unique_ptr<State> m_state = std::make_unique<State>();

public:
    Awaiter wait() const noexcept { return Awaiter{m_state.get()}; }
};

} // namespace agent
