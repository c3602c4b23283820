// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/LocalTool.h"

#include <mutex>
#include <optional>

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

/// How a worker's result comes to who waits for it, with one event where a QFuture takes four: the way there
/// and back is most of what a small tool costs.
class Handover
{
public:
    explicit Handover(Wake *waiting)
        : m_waiting(waiting)
    {
    }

    void give(ToolResult result)
    {
        const std::scoped_lock lock(m_mutex);
        m_result = std::move(result);
        if (m_waiting)
            m_waiting->fireFromAnyThread();
    }

    /// Nobody waits any more; the result if it is there.
    std::optional<ToolResult> take()
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting = nullptr;
        return std::move(m_result);
    }

private:
    std::mutex m_mutex;
    Wake *m_waiting;
    std::optional<ToolResult> m_result;
};

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
    Wake wake;
    wake.on(context.stop);
    const auto handover = std::make_shared<Handover>(&wake);
    const std::function<void()> work = [handover, function = m_function, arguments, stop = context.stop] {
        handover->give(toToolResult(function(arguments, stop)));
    };
    m_pool->start(work);
    co_await wake.wait();

    std::optional<ToolResult> result = handover->take();
    if (!result)
        co_return ToolResult{ToolOutcome::Cancelled, u"The tool was stopped."_s};
    co_return std::move(*result);
}

} // namespace agent
