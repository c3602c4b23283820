// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/ExecutingTool.h"

#include "agent/tools/LocalTool.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// How it failed, and the last it said.
ToolResult failed(const QString &how, const Ended &ended)
{
    const QString notes = QString::fromUtf8(ended.notes).trimmed();
    return {ToolOutcome::Error, notes.isEmpty() ? how + u'.' : how + u": "_s + notes};
}

ToolResult succeeded(const Ended &ended)
{
    const QString output = shownOutput(ended.output, ended.outputBytes);
    if (!output.trimmed().isEmpty())
        return {ToolOutcome::Ok, output};
    const QString notes = QString::fromUtf8(ended.notes).trimmed();
    return {ToolOutcome::Ok, notes.isEmpty() ? u"(no output)"_s : notes};
}

ToolResult exitedBadly(const Ended &ended, const QString &name)
{
    constexpr int temporaryFailure = 75; // EX_TEMPFAIL of sysexits.h
    ToolResult result = failed(u"%1 ended with status %2"_s.arg(name).arg(ended.status), ended);
    result.mayPass = ended.status == temporaryFailure;
    return result;
}

} // namespace

QString shownOutput(const QByteArray &bytes, qint64 all)
{
    const bool isCut = all > bytes.size();
    if (bytes.contains('\0'))
        return u"(%1 bytes that are no text, not shown)"_s.arg(all);
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes); // without a last character that was cut
    return isCut ? text + u"\n\n(cut: the first %1 of %2 bytes)"_s.arg(bytes.size()).arg(all) : text;
}

ToolResult toToolResult(const Ended &ended, const QString &name, const Job &job)
{
    switch (ended.how) {
    case End::Exited:
        return ended.status == 0 ? succeeded(ended) : exitedBadly(ended, name);
    case End::Killed:
        return failed(u"%1 was ended by signal %2"_s.arg(name).arg(ended.status), ended);
    case End::NotStarted:
        return failed(u"%1 could not be started"_s.arg(name), ended);
    case End::TimedOut:
        return {ToolOutcome::Timeout,
                u"%1 was ended, for it was not done after %2 s."_s.arg(name).arg(
                    std::chrono::duration<double>(job.timeout).count())};
    case End::Stopped:
        return {ToolOutcome::Cancelled, u"The tool was stopped."_s};
    case End::WroteTooMuch:
        return {ToolOutcome::Error,
                u"%1 was ended, for it wrote more than %2 MiB. It began with:\n\n%3"_s.arg(name)
                    .arg(mostOutputBytes >> 20)
                    .arg(shownOutput(ended.output, ended.outputBytes))};
    }
    Q_UNREACHABLE();
}

ExecutingTool::ExecutingTool(ToolInfo info, Plan plan, Reading reading)
    : m_info(std::move(info))
    , m_plan(std::move(plan))
    , m_reading(std::move(reading))
{
}

ExecutingTool::ExecutingTool(ToolInfo info, const QString &name, Plan plan)
    : ExecutingTool(std::move(info), std::move(plan), [name](const Ended &ended, const Job &job) {
        return agent::toToolResult(ended, name, job);
    })
{
}

QCoro::Task<ToolResult> ExecutingTool::call(QJsonObject arguments, CallContext context)
{
    const Result<Job> job = m_plan(arguments);
    if (!job)
        co_return agent::toToolResult(Result<QString>(tl::unexpected(job.error())));
    const Ended ended = co_await runOnce(*job, context.stop);
    co_return m_reading(ended, *job);
}

} // namespace agent
