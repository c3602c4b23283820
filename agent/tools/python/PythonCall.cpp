// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/python/PythonCall.h"

#include "agent/base/JsonParse.h"
#include "agent/tools/process/ExecutingTool.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The line before the text.
struct PythonReply
{
    QString outcome;  ///< "ok" or "error".
    qint64 bytes = 0; ///< How long the text is; it may be cut.

    static constexpr auto fields = std::tuple{json::required("outcome", &PythonReply::outcome),
                                              json::required("bytes", &PythonReply::bytes)};
};

} // namespace

ToolResult toPythonResult(const Ended &ended, const QString &function, const Job &job)
{
    if (ended.how != End::Exited)
        return toToolResult(ended, function, job);
    const qsizetype end = ended.output.indexOf('\n');
    const auto reply = json::parse<PythonReply>(ended.output.left(qMax(qsizetype(0), end)));
    if (!reply && ended.status != 0)
        return toToolResult(ended, function, job);
    if (!reply)
        return {ToolOutcome::Error, u"%1 ended without a result."_s.arg(function)};
    const QByteArray text = ended.output.mid(end + 1);
    if (reply->outcome != u"ok"_s)
        return {ToolOutcome::Error, QString::fromUtf8(text)};
    const bool isCut =
        text.size() >= PythonRequest().most; // else whoever says that it was longer is not our program
    return toToolResult({End::Exited, 0, text, isCut ? reply->bytes : text.size(), {}}, function, job);
}

PythonCall::PythonCall(ToolInfo info, PythonRequest request, Job job)
    : m_info(std::move(info))
    , m_request(std::move(request))
    , m_job(std::move(job))
{
}

QCoro::Task<ToolResult> PythonCall::call(QJsonObject arguments, CallContext context)
{
    PythonRequest request = m_request;
    request.arguments = arguments;
    Job job = m_job;
    job.input = json::text(json::toJson(request));
    const Ended ended = co_await runOnce(job, context.stop);
    co_return toPythonResult(ended, request.function, job);
}

} // namespace agent
