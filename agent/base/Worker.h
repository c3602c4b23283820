// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace agent {

/// One thread for work that blocks. Its jobs are done one after another, in the order they came. What a job
/// uses must live until it is done.
class Worker
{
public:
    Worker() { m_thread.setMaxThreadCount(1); }
    /// Waits until all is done.
    ~Worker() { m_thread.waitForDone(); }
    Q_DISABLE_COPY_MOVE(Worker)

    template<class T>
    QFuture<T> run(std::function<T()> job)
    {
        const auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        m_thread.start([promise, job = std::move(job)] {
            promise->addResult(job());
            promise->finish();
        });
        return promise->future();
    }

private:
    QThreadPool m_thread;
};

} // namespace agent
