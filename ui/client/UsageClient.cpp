// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/UsageClient.h"

#include "ui/client/Answer.h"

#include <QDateTime>
#include <QNetworkReply>
#include <QUrlQuery>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {
namespace {

UsedTotal todayIn(const UsedTotals &used)
{
    const QString today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
    const UsedTotal last = used.totals.value(0);
    return last.name == today ? last : UsedTotal{today};
}

std::optional<UsedTotal> sessionIn(const UsedTotals &used)
{
    const UsedTotal last = used.totals.value(0);
    return last.name.isEmpty() ? std::nullopt : std::optional(last);
}

std::chrono::milliseconds untilMidnight()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QDateTime end = now.addDays(1);
    end.setTime(QTime(0, 0));
    return std::chrono::milliseconds(now.msecsTo(end)) + 1s;
}

} // namespace

UsageClient::UsageClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    for (QTimer *timer : {&m_soon, &m_midnight}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &UsageClient::ask);
    }
}

void UsageClient::setAgent(const QString &name)
{
    if (name == m_agent)
        return;
    m_agent = name;
    ++m_watch;
    put(m_day, {});
    put(m_session, {});
    m_soon.stop();
    ask();
}

void UsageClient::note(const QList<LogEntry> &entries)
{
    // What uses a model has taken a time.
    const bool isReason =
        std::ranges::any_of(entries, [](const LogEntry &entry) { return entry.run && entry.durationMs; });
    if (isReason && !m_soon.isActive())
        m_soon.start(500ms);
}

void UsageClient::ask()
{
    if (m_agent.isEmpty() || m_host.state() != ServerHost::State::Running)
        return m_midnight.stop();
    askFor(u"day"_s, m_day, todayIn);
    askFor(u"session"_s, m_session, sessionIn);
    m_midnight.start(untilMidnight());
}

void UsageClient::askFor(const QString &by, Total &total,
                         const std::function<Total(const UsedTotals &)> &take)
{
    QUrlQuery query;
    query.addQueryItem(u"by"_s, by);
    query.addQueryItem(u"limit"_s, u"1"_s);
    query.addQueryItem(u"agent"_s, QString::fromLatin1(QUrl::toPercentEncoding(m_agent)));
    const QString path = u"/control/usage?"_s + query.toString(QUrl::FullyEncoded);
    QNetworkRequest request = controlRequest(m_host.url(), path, m_host.controlToken());
    request.setTransferTimeout(answerMilliseconds);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply, take, &total, watch = m_watch] {
        reply->deleteLater();
        const auto used = answerOf<UsedTotals>(*reply);
        if (watch == m_watch && used)
            put(total, take(*used));
    });
}

void UsageClient::put(Total &total, const Total &value)
{
    if (value == total)
        return;
    total = value;
    emit changed();
}

} // namespace ui

#include "moc_UsageClient.cpp"
