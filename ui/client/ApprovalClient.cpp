// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ApprovalClient.h"

#include "ui/client/Answer.h"

#include <QJsonObject>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {
namespace {

QList<Approval> approvalsIn(const HeldRuns &held)
{
    QList<Approval> approvals;
    for (const HeldRun &run : held.runs) {
        for (const WaitingCall &call : run.waiting)
            approvals.append({run.runId, call.approval, run.agent, run.prompt, call.toolName, call.parameters,
                              call.reason,
                              QDateTime::fromString(call.expiresAt.value_or(QString()), Qt::ISODateWithMs)});
    }
    return approvals;
}

QList<LimitedRun> limitedIn(const HeldRuns &held)
{
    QList<LimitedRun> limited;
    for (const HeldRun &run : held.runs) {
        if (run.limit)
            limited.append({run.runId, run.agent, run.prompt, *run.limit});
    }
    return limited;
}

QByteArray bodyOf(const ApprovalReply &reply)
{
    QJsonObject body{{u"decision"_s, reply.allowed ? u"allow"_s : u"deny"_s}};
    if (reply.allowed && reply.arguments)
        body[u"parameters"_s] = *reply.arguments;
    if (reply.allowed && reply.always)
        body[u"always"_s] = true;
    if (!reply.allowed)
        body[u"note"_s] = reply.note;
    return agent::json::text(body);
}

} // namespace

ApprovalClient::ApprovalClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ApprovalClient::ask);
    // The state of the moment: a restart is under way already when others hear of the stop.
    const auto follow = [this] {
        ++m_watch;
        m_asking = false;
        m_askAgain = false;
        m_soon.stop();
        if (m_host.state() == ServerHost::State::Running)
            ask();
        else
            setWaiting({}, {});
    };
    connect(&host, &ServerHost::stateChanged, this, follow);
    follow();
}

bool ApprovalClient::concerns(const LogEntry &entry) const
{
    const auto isOfRun = [&entry](const auto &waiting) { return waiting.run == *entry.run; };
    return entry.run
        && (entry.level == LogLevel::Warn || std::ranges::any_of(m_waiting, isOfRun)
            || std::ranges::any_of(m_limited, isOfRun));
}

void ApprovalClient::note(const QList<LogEntry> &entries)
{
    const bool isReason = std::ranges::any_of(entries, [this](const auto &entry) { return concerns(entry); });
    if (isReason && !m_soon.isActive())
        m_soon.start(50ms);
}

void ApprovalClient::ask()
{
    if (m_host.state() != ServerHost::State::Running)
        return;
    m_askAgain = std::exchange(m_asking, true);
    if (m_askAgain)
        return;
    QNetworkRequest request =
        controlRequest(m_host.url(), u"/runs?state=running,waiting,interrupted"_s, m_host.controlToken());
    request.setTransferTimeout(answerMilliseconds);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply, watch = m_watch] {
        reply->deleteLater();
        if (watch == m_watch)
            take(*reply);
    });
}

void ApprovalClient::take(QNetworkReply &reply)
{
    m_asking = false;
    auto held = answerOf<HeldRuns>(reply);
    if (held) {
        std::ranges::reverse(held->runs); // who waits longest stands first
        setWaiting(approvalsIn(*held), limitedIn(*held));
    }
    if (!held)
        m_soon.start(4s); // what is shown may be out of date
    else if (m_askAgain)
        ask();
}

void ApprovalClient::setWaiting(const QList<Approval> &waiting, const QList<LimitedRun> &limited)
{
    if (waiting == m_waiting && limited == m_limited)
        return;
    m_waiting = waiting;
    m_limited = limited;
    emit changed();
}

void ApprovalClient::post(const QString &path, const QByteArray &body, const TakeAnswer &take)
{
    QNetworkRequest request = controlRequest(m_host.url(), path, m_host.controlToken());
    request.setTransferTimeout(answerMilliseconds);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    // The run's journal names who has answered.
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Slipway/"_s + QStringLiteral(SLIPWAY_VERSION));
    QNetworkReply *sent = m_network.post(request, body);
    connect(sent, &QNetworkReply::finished, this, [this, sent, take, watch = m_watch] {
        sent->deleteLater();
        if (watch != m_watch)
            return;
        take(*sent);
        ask();
    });
}

void ApprovalClient::answer(const Approval &approval, const ApprovalReply &reply)
{
    const auto take = [this, approval](QNetworkReply &sent) {
        if (isAnswered(sent))
            emit answered(approval);
        else
            emit refused(approval, refusalOf(sent));
    };
    post(u"/runs/%1/approvals/%2"_s.arg(approval.run, approval.id), bodyOf(reply), take);
}

void ApprovalClient::raise(const LimitedRun &run, double cap)
{
    postToLimited(run, u"limit"_s, agent::json::text(QJsonObject{{u"cap"_s, cap}}));
}

void ApprovalClient::cancel(const LimitedRun &run)
{
    postToLimited(run, u"cancel"_s, {});
}

void ApprovalClient::postToLimited(const LimitedRun &run, const QString &what, const QByteArray &body)
{
    const auto take = [this, run](QNetworkReply &sent) {
        if (!isAnswered(sent))
            emit limitRefused(run, refusalOf(sent));
    };
    post(u"/runs/%1/%2"_s.arg(run.run, what), body, take);
}

} // namespace ui

#include "moc_ApprovalClient.cpp"
