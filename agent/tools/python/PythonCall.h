// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/process/RunOnce.h"

namespace agent {

/// What a call asks of the program that makes it (resources/python/call.py).
struct PythonRequest
{
    QString file; ///< Its whole path; it is read anew for each call.
    QString function;
    QJsonObject arguments;
    QJsonObject madeOfLists; ///< See PythonFunction.
    QStringList folders;     ///< Where an environment with packages may lie, beside the file's own.
    QString shim;            ///< The source of the module "selectools".
    qint64 most = keptOutputBytes - 256; ///< How many bytes of the result are wanted, behind the first line.

    static constexpr auto fields = std::tuple{json::field("file", &PythonRequest::file),
                                              json::field("function", &PythonRequest::function),
                                              json::field("arguments", &PythonRequest::arguments),
                                              json::field("made_of_lists", &PythonRequest::madeOfLists),
                                              json::field("folders", &PythonRequest::folders),
                                              json::field("shim", &PythonRequest::shim),
                                              json::field("most", &PythonRequest::most)};
};

/// What a model is told of a call that has run: what the function gave, or what it printed if it gave None.
/// An exception is an error of one sentence.
ToolResult toPythonResult(const Ended &ended, const QString &function, const Job &job);

/// A tool that calls a function of a Python file, in a process of its own for each call.
class PythonCall : public Tool
{
public:
    /// `job` runs the program; its input is made of `request` for each call.
    PythonCall(ToolInfo info, PythonRequest request, Job job);
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    PythonRequest m_request;
    Job m_job;
};

} // namespace agent
