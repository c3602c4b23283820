// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"

#include <QThreadPool>

#include <functional>

namespace agent {

/// How a failure is told to a model: Timeout and Cancelled keep their kind, all else is an error it may
/// repair.
ToolResult toToolResult(const Result<QString> &result);

/// A tool that only computes: it answers at once, on the server's thread.
class ComputingTool : public Tool
{
public:
    using Function = std::function<Result<QString>(const QJsonObject &arguments)>;

    ComputingTool(ToolInfo info, Function function);
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    Function m_function;
};

/// A tool that blocks: it works on a thread of a pool. When it is stopped its caller goes on at once; the
/// work sees the stop request itself and what it still gives is dropped.
class BlockingTool : public Tool
{
public:
    /// Called on a worker thread, possibly several times at once; must look at `stop` now and then.
    using Function =
        std::function<Result<QString>(const QJsonObject &arguments, const std::stop_token &stop)>;

    BlockingTool(ToolInfo info, Function function, std::shared_ptr<QThreadPool> pool);
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    Function m_function;
    std::shared_ptr<QThreadPool> m_pool;
};

} // namespace agent
