// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/LocalTool.h"

#include <QFutureWatcher>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ToolOutcome outcomeOf(ErrorKind kind)
{
    if (kind == ErrorKind::Timeout)
        return ToolOutcome::Timeout;
    return kind == ErrorKind::Cancelled ? ToolOutcome::Cancelled : ToolOutcome::Error;
}

bool mayPass(ErrorKind kind)
{
    return kind == ErrorKind::Unavailable || kind == ErrorKind::RateLimited;
}

} // namespace

ToolResult toToolResult(const Result<QString> &result)
{
    if (result)
        return {ToolOutcome::Ok, *result};
    ToolResult failed{outcomeOf(result.error().kind), result.error().message};
    failed.mayPass = mayPass(result.error().kind);
    return failed;
}

ComputingTool::ComputingTool(ToolInfo info, Function function)
    : m_info(std::move(info))
    , m_function(std::move(function))
{
}

QCoro::Task<ToolResult> ComputingTool::call(QJsonObject arguments, CallContext)
{
    co_return toToolResult(m_function(arguments));
}

BlockingTool::BlockingTool(ToolInfo info, Function function, std::shared_ptr<QThreadPool> pool)
    : m_info(std::move(info))
    , m_function(std::move(function))
    , m_pool(std::move(pool))
{
}

QCoro::Task<ToolResult> BlockingTool::call(QJsonObject arguments, CallContext context)
{
    const auto promise = std::make_shared<QPromise<ToolResult>>();
    const std::function<void()> work = [promise, function = m_function, arguments, stop = context.stop] {
        promise->addResult(toToolResult(function(arguments, stop)));
        promise->finish();
    };
    promise->start();
    QFutureWatcher<ToolResult> watcher;
    watcher.setFuture(promise->future());

    Wake wake;
    wake.on(&watcher, &QFutureWatcherBase::finished).on(context.stop);
    m_pool->start(work);
    co_await wake.wait();

    if (!watcher.isFinished())
        co_return ToolResult{ToolOutcome::Cancelled, u"The tool was stopped."_s};
    co_return watcher.result();
}

} // namespace agent
