// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ControlClient.h"

#include "ui/client/Answer.h"

using namespace Qt::StringLiterals;

namespace ui {

void ControlClient::watch(const QUrl &server, const QByteArray &token)
{
    leave();
    m_server = server;
    m_token = token;
}

void ControlClient::leave()
{
    ++m_watch;
    m_server.clear();
    m_sending = false;
    m_next.reset();
}

QNetworkRequest ControlClient::request(const QString &path) const
{
    QNetworkRequest request = controlRequest(m_server, path, m_token);
    request.setTransferTimeout(answerMilliseconds);
    return request;
}

void ControlClient::whenDone(QNetworkReply *reply, const std::function<void(QNetworkReply &)> &take)
{
    connect(reply, &QNetworkReply::finished, this, [this, reply, take, watch = m_watch] {
        reply->deleteLater();
        if (watch == m_watch)
            take(*reply);
    });
}

void ControlClient::askHealth()
{
    whenDone(m_network.get(request(u"/health"_s)), [this](QNetworkReply &reply) {
        if (const auto health = answerOf<Health>(reply))
            emit healthy(*health);
        else
            emit unreachable(health.error());
    });
}

void ControlClient::askAgent()
{
    whenDone(m_network.get(request(u"/control/agent"_s)), [this](QNetworkReply &reply) {
        if (const auto agent = answerOf<ServedAgent>(reply))
            emit served(*agent);
        else
            emit unreachable(agent.error());
    });
}

void ControlClient::putAgent(const QByteArray &text, const QString &path)
{
    if (m_sending)
        m_next = Text{text, path};
    else
        sendText({text, path});
}

void ControlClient::sendText(const Text &text)
{
    m_sending = true;
    const QJsonObject body{{u"text"_s, QString::fromUtf8(text.text)}, {u"path"_s, text.path}};
    QNetworkRequest put = request(u"/control/agent"_s);
    put.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    whenDone(m_network.put(put, agent::json::text(body)), [this](QNetworkReply &reply) {
        m_sending = false;
        const auto agent = answerOf<ServedAgent>(reply);
        if (const auto next = std::exchange(m_next, {}))
            sendText(*next);
        if (agent)
            emit served(*agent);
        else if (agent.error().kind == agent::ErrorKind::InvalidInput)
            emit refused(agent.error().message);
        else if (agent.error().kind == agent::ErrorKind::Conflict)
            askAgent(); // a newer text has come first
        else
            emit unreachable(agent.error());
    });
}

} // namespace ui

#include "moc_ControlClient.cpp"
