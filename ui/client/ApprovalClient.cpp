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

constexpr int limitMilliseconds = 10'000;

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
            setWaiting({});
    };
    connect(&host, &ServerHost::stateChanged, this, follow);
    follow();
}

bool ApprovalClient::concerns(const LogEntry &entry) const
{
    const auto isOfRun = [&entry](const Approval &approval) { return approval.run == *entry.run; };
    return entry.run && (entry.level == LogLevel::Warn || std::ranges::any_of(m_waiting, isOfRun));
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
    QNetworkRequest request = controlRequest(m_host.url(), u"/runs"_s, m_host.controlToken());
    request.setTransferTimeout(limitMilliseconds);
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
    const auto held = answerOf<HeldRuns>(reply);
    if (held)
        setWaiting(approvalsIn(*held));
    if (!held)
        m_soon.start(4s); // what is shown may be out of date
    else if (m_askAgain)
        ask();
}

void ApprovalClient::setWaiting(const QList<Approval> &waiting)
{
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
    emit changed();
}

void ApprovalClient::answer(const Approval &approval, const ApprovalReply &reply)
{
    const QString path = u"/runs/%1/approvals/%2"_s.arg(approval.run, approval.id);
    QNetworkRequest request = controlRequest(m_host.url(), path, m_host.controlToken());
    request.setTransferTimeout(limitMilliseconds);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    // The run's journal names who has answered.
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Slipway/"_s + QStringLiteral(SLIPWAY_VERSION));
    QNetworkReply *sent = m_network.post(request, bodyOf(reply));
    connect(sent, &QNetworkReply::finished, this, [this, sent, approval, watch = m_watch] {
        sent->deleteLater();
        if (watch != m_watch)
            return;
        if (isAnswered(*sent))
            emit answered(approval);
        else
            emit refused(approval, refusalOf(*sent));
        ask();
    });
}

} // namespace ui

#include "moc_ApprovalClient.cpp"
