// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/AttackClient.h"

#include "agent/base/JsonParse.h"
#include "ui/client/Answer.h"

using namespace Qt::StringLiterals;

namespace ui {

AttackClient::AttackClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
}

AttackClient::~AttackClient()
{
    giveUp();
}

void AttackClient::giveUp()
{
    // Forgotten before it is aborted, so that the abort is no end.
    if (QNetworkReply *reply = m_reply.data()) {
        m_reply.clear();
        reply->abort();
        reply->deleteLater();
    }
}

void AttackClient::attack()
{
    giveUp();
    if (m_host.state() != ServerHost::State::Running)
        return;
    m_reader = agent::SseReader();
    QNetworkReply *reply =
        m_network.get(controlRequest(m_host.url(), u"/control/attack"_s, m_host.controlToken()));
    m_reply = reply;
    connect(reply, &QNetworkReply::readyRead, this, &AttackClient::read);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (m_reply != reply)
            return;
        read();
        m_reply.clear();
        QString trouble;
        if (!isAnswered(*reply))
            trouble = refusalOf(*reply).message;
        else if (reply->error() != QNetworkReply::NoError)
            trouble = reply->errorString();
        emit ended(trouble);
    });
}

void AttackClient::read()
{
    if (!m_reply || !isAnswered(*m_reply))
        return;
    const auto events = m_reader.feed(m_reply->readAll());
    if (!events)
        return;
    for (const agent::SseEvent &event : *events) {
        if (const auto step = agent::json::parse<AttackStep>(event.data, agent::json::UnknownKeys::Ignore))
            emit told(*step);
    }
}

} // namespace ui

#include "moc_AttackClient.cpp"
