// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/process/RunOnce.h"

#include <functional>

namespace agent {

/// What it wrote as text, with a note if that is only the beginning of `all` bytes.
QString shownOutput(const QByteArray &bytes, qint64 all);

/// What a model is told of a program that has run: its output, or what of its standard error stands at the
/// end if there is none. A status other than 0, a signal and too much output are errors, Timeout and
/// Cancelled keep their names. `name` is what the program is called.
ToolResult toToolResult(const Ended &ended, const QString &name, const Job &job);

/// A tool that runs a program, once for each call.
class ExecutingTool : public Tool
{
public:
    /// Makes the job from the arguments. Its errors go to the model.
    using Plan = std::function<Result<Job>(const QJsonObject &arguments)>;

    /// Makes the result of how it ended.
    using Reading = std::function<ToolResult(const Ended &ended, const Job &job)>;

    ExecutingTool(ToolInfo info, Plan plan, Reading reading);
    /// `name` is what the program is called where it fails.
    ExecutingTool(ToolInfo info, const QString &name, Plan plan);
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    Plan m_plan;
    Reading m_reading;
};

} // namespace agent
