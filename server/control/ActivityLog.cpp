// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ActivityLog.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {
namespace {

QString oneLine(QString text)
{
    constexpr qsizetype shown = 300;
    text.replace(u'\n', u' ');
    return text.size() > shown ? text.left(shown) + u'…' : text;
}

LogLevel levelOf(ToolOutcome outcome)
{
    switch (outcome) {
    case ToolOutcome::Ok:
        return LogLevel::Ok;
    case ToolOutcome::Cancelled:
    case ToolOutcome::Unknown:
        return LogLevel::Warn;
    case ToolOutcome::Error:
    case ToolOutcome::Denied:
    case ToolOutcome::Timeout:
        return LogLevel::Error;
    }
    Q_UNREACHABLE();
}

LogRecord line(LogLevel level, const QString &source, const QString &message,
               std::optional<qint64> durationMs = {})
{
    return {0, {}, level, source, oneLine(message), {}, durationMs, {}, {}, {}};
}

LogRecord withContent(LogRecord record, const QString &content)
{
    if (!content.isEmpty())
        record.content = oneLine(content);
    return record;
}

QString money(const std::optional<double> &usd)
{
    return usd && *usd > 0 ? u" · $%1"_s.arg(*usd, 0, 'f', 6) : QString();
}

/// Nothing where nobody counted, or where there was nothing to count, as offline.
QString tokens(const std::optional<Usage> &usage)
{
    return usage && usage->totalTokens() > 0
        ? u" · %1 tokens in, %2 out"_s.arg(usage->inputTokens).arg(usage->outputTokens)
        : QString();
}

std::optional<LogRecord> recordOf(const RunStarted &e)
{
    return withContent(line(LogLevel::Info, u"run"_s, u"started"_s), e.input.constLast().text);
}

std::optional<LogRecord> recordOf(const ModelCalled &e)
{
    const QString attempt = e.attempt > 1 ? u" · attempt %1"_s.arg(e.attempt) : QString();
    if (!e.purpose.isEmpty())
        return line(LogLevel::Info, e.model, u"model call · %1 · for %2"_s.arg(e.provider, e.purpose));
    return line(LogLevel::Info, e.model,
                u"model call · %1 · messages: %2 · tools: %3%4"_s.arg(e.provider)
                    .arg(e.messageCount)
                    .arg(e.toolCount)
                    .arg(attempt));
}

std::optional<LogRecord> recordOf(const ModelFailed &e)
{
    return line(LogLevel::Warn, u"model"_s, u"failed · %1"_s.arg(e.error.message));
}

std::optional<LogRecord> recordOf(const ContextCompressed &e)
{
    if (e.summary.isEmpty())
        return line(LogLevel::Info, u"run"_s, u"%1 older messages left out"_s.arg(e.messageCount));
    return withContent(line(LogLevel::Info, u"run"_s, u"%1 messages summarised"_s.arg(e.messageCount)),
                       e.summary);
}

std::optional<LogRecord> recordOf(const ModelRetried &e)
{
    return line(LogLevel::Warn, u"model"_s,
                u"attempt %1 failed, trying again in %2 ms · %3"_s.arg(e.attempt)
                    .arg(e.wait.count())
                    .arg(e.error.message));
}

std::optional<LogRecord> recordOf(const ModelReplied &e)
{
    return line(LogLevel::Ok, u"model"_s,
                u"replied · %1%2%3"_s.arg(json::toName(e.finish), tokens(e.usage), money(e.costUsd)),
                e.duration.count());
}

std::optional<LogRecord> recordOf(const ToolCalled &e)
{
    return withContent(line(LogLevel::Info, e.call.name, u"call"_s),
                       QString::fromUtf8(json::text(e.call.arguments)));
}

std::optional<LogRecord> recordOf(const ApprovalAsked &e)
{
    const QString limit = e.seconds ? u" · for %1 s"_s.arg(*e.seconds) : QString();
    return line(LogLevel::Warn, e.call.name, u"waits for a person to allow it%1"_s.arg(limit));
}

std::optional<LogRecord> recordOf(const ApprovalGiven &e)
{
    const LogLevel level = e.decision == Decision::Allowed ? LogLevel::Ok : LogLevel::Warn;
    return withContent(line(level, u"approval"_s, json::toName(e.decision).replace(u'_', u' ')), e.note);
}

std::optional<LogRecord> recordOf(const Steered &e)
{
    return withContent(line(LogLevel::Info, u"run"_s, u"told in between"_s), e.text);
}

std::optional<LogRecord> recordOf(const Suspended &e)
{
    switch (e.reason) {
    case SuspendReason::Approval: // the calls that wait have said so
        return std::nullopt;
    case SuspendReason::Interrupt:
        return line(LogLevel::Warn, u"run"_s, u"interrupted"_s);
    case SuspendReason::Limit:
        return line(LogLevel::Warn, u"run"_s, u"waits for a person to raise the limit"_s);
    case SuspendReason::Shutdown:
        return line(LogLevel::Warn, u"run"_s, u"cut off by the end of the program"_s);
    }
    Q_UNREACHABLE();
}

std::optional<LogRecord> recordOf(const HandedOver &e)
{
    return withContent(line(LogLevel::Info, u"run"_s, u"handed over to %1"_s.arg(e.to)), e.reason);
}

std::optional<LogRecord> recordOf(const Resumed &)
{
    return line(LogLevel::Info, u"run"_s, u"goes on"_s);
}

std::optional<LogRecord> recordOf(const ToolFinished &e)
{
    return withContent(line(levelOf(e.outcome), e.name, json::toName(e.outcome), e.duration.count()), e.text);
}

std::optional<LogRecord> recordOf(const LimitHit &e)
{
    const QString verb = e.warning ? u"passed its warning mark"_s : u"reached its limit"_s;
    return line(LogLevel::Warn, u"limit"_s,
                u"%1 %2: %3 of %4"_s.arg(json::toName(e.limit), verb).arg(e.value).arg(e.cap));
}

std::optional<LogRecord> recordOf(const LimitRaised &e)
{
    return line(LogLevel::Info, u"limit"_s, u"%1 raised to %2"_s.arg(json::toName(e.limit)).arg(e.cap));
}

QString doneBy(GuardrailAction action)
{
    switch (action) {
    case GuardrailAction::Block:
        return u"blocked"_s;
    case GuardrailAction::Redact:
        return u"redacted"_s;
    case GuardrailAction::Warn:
        return u"found something"_s;
    }
    Q_UNREACHABLE();
}

std::optional<LogRecord> recordOf(const GuardrailHit &e)
{
    return line(LogLevel::Warn, u"guardrail"_s,
                u"%1 · %2 · %3"_s.arg(e.rule, doneBy(e.action), json::toName(e.where)));
}

LogLevel levelOf(RunStatus status)
{
    if (status == RunStatus::Completed)
        return LogLevel::Ok;
    return status == RunStatus::Failed ? LogLevel::Error : LogLevel::Warn;
}

std::optional<LogRecord> recordOf(const RunFinished &e)
{
    const QString detail = e.error ? e.error->message : u"turns: %1%2"_s.arg(e.turns).arg(tokens(e.usage));
    return line(levelOf(e.status), u"run"_s,
                u"%1 · %2%3"_s.arg(json::toName(e.status), detail, money(e.costUsd)), e.duration.count());
}

template<class Other>
std::optional<LogRecord> recordOf(const Other &)
{
    return std::nullopt;
}

} // namespace

ActivityLog::ActivityLog(Clock clock)
    : m_clock(std::move(clock))
{
}

void ActivityLog::add(LogRecord record)
{
    record.seq = ++m_lastSeq;
    record.at = m_clock().toString(Qt::ISODateWithMs);
    m_records.push_back(record);
    if (m_records.size() > capacity)
        m_records.pop_front();
    emit added(record);
}

void ActivityLog::note(LogLevel level, const QString &source, const QString &message)
{
    add(line(level, source, message));
}

void ActivityLog::watch(Runs &runs)
{
    connect(&runs, &Runs::started, this, [this](const RunPtr &run) {
        connect(&run->journal, &Journal::appended, this, &ActivityLog::addEvent);
    });
}

void ActivityLog::countFollower(int difference)
{
    m_followers += difference;
    emit followed(m_followers > 0);
}

QList<LogRecord> ActivityLog::after(qint64 seq, qsizetype count) const
{
    QList<LogRecord> found;
    if (m_records.empty())
        return found;
    const qint64 skipped = std::max<qint64>(0, seq - m_records.front().seq + 1);
    for (auto i = static_cast<std::size_t>(skipped); i < m_records.size() && found.size() < count; ++i)
        found.append(m_records[i]);
    return found;
}

void ActivityLog::addEvent(const RunEvent &event)
{
    std::optional<LogRecord> made = std::visit([](const auto &body) { return recordOf(body); }, event.body);
    if (!made)
        return;
    made->run = event.run;
    add(std::move(*made));
}

} // namespace server

#include "moc_ActivityLog.cpp"
