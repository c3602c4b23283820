// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/LogStream.h"

#include "agent/base/JsonParse.h"
#include "agent/base/Log.h"
#include "ui/client/Answer.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

LogStream::LogStream(QObject *parent)
    : QObject(parent)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LogStream::open);
}

LogStream::~LogStream()
{
    drop();
}

void LogStream::watch(const QUrl &server, const QByteArray &token)
{
    stop();
    m_server = server;
    m_token = token;
    m_lastId.clear();
    open();
}

void LogStream::stop()
{
    m_retry.stop();
    m_attempts = 0;
    drop();
}

void LogStream::drop()
{
    // The connection goes before the abort, or the abort would count as a break and be tried again.
    if (QNetworkReply *reply = m_reply.data()) {
        m_reply.clear();
        reply->abort();
        reply->deleteLater();
    }
}

void LogStream::open()
{
    QNetworkRequest request = controlRequest(m_server, u"/control/log"_s, m_token);
    request.setRawHeader("Accept", "text/event-stream");
    if (!m_lastId.isEmpty())
        request.setRawHeader("Last-Event-ID", m_lastId);
    m_reader = agent::SseReader();
    QNetworkReply *reply = m_network.get(request);
    m_reply = reply;
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] {
        if (m_reply != reply || !isAnswered(*reply))
            return;
        m_attempts = 0;
        emit connected();
    });
    connect(reply, &QNetworkReply::readyRead, this, &LogStream::read);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        if (m_reply == reply)
            retry(reply->error() == QNetworkReply::NoError ? tr("the server ended the log")
                                                           : reply->errorString());
    });
}

void LogStream::read()
{
    if (!m_reply || !isAnswered(*m_reply))
        return;
    QList<LogEntry> entries;
    const auto events = m_reader.feed(m_reply->readAll());
    if (!events) {
        retry(events.error().message);
        return;
    }
    for (const agent::SseEvent &event : *events) {
        const auto entry = agent::json::parse<LogEntry>(event.data, agent::json::UnknownKeys::Ignore);
        if (!entry) {
            qCWarning(agent::log::ui) << "unreadable log event:" << entry.error().message;
            continue;
        }
        m_lastId = event.id;
        entries.append(*entry);
    }
    if (!entries.isEmpty())
        emit received(entries);
}

void LogStream::retry(const QString &reason)
{
    drop();
    constexpr int mostDoublings = 4;
    m_retry.start(250ms * (1 << std::min(m_attempts, mostDoublings)));
    ++m_attempts;
    emit interrupted(reason);
}

} // namespace ui

#include "moc_LogStream.cpp"
