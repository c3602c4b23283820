// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/McpClient.h"

#include "ui/client/Answer.h"
#include "ui/client/Wire.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ui {

McpClient::McpClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&host, &ServerHost::stateChanged, this, [this] { emit readyChanged(isReady()); });
}

McpClient::~McpClient()
{
    drop(m_inventory);
    drop(m_states);
}

void McpClient::drop(QPointer<QNetworkReply> &reply)
{
    // Forgotten before it is aborted, so that the abort is no answer.
    if (QNetworkReply *dropped = reply.data()) {
        reply.clear();
        dropped->abort();
        dropped->deleteLater();
    }
}

void McpClient::ask(const QByteArray &text, const QString &path, const QString &name)
{
    constexpr int startMilliseconds = 90'000; // the first time, npx and the like load what they start
    drop(m_inventory);
    if (!isReady())
        return;
    QNetworkRequest request = controlRequest(m_host.url(), u"/control/mcp"_s, m_host.controlToken());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(startMilliseconds);
    const QJsonObject body{{u"text"_s, QString::fromUtf8(text)}, {u"path"_s, path}, {u"server"_s, name}};
    QNetworkReply *reply = m_network.post(request, agent::json::text(body));
    m_inventory = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply, name] {
        reply->deleteLater();
        if (m_inventory != reply)
            return;
        m_inventory.clear();
        if (const auto inventory = answerOf<McpInventory>(*reply))
            emit listed(name, *inventory);
        else
            emit refused(name, inventory.error().message);
    });
}

void McpClient::askStates()
{
    drop(m_states);
    if (!isReady())
        return;
    QNetworkReply *reply =
        m_network.get(controlRequest(m_host.url(), u"/control/agent"_s, m_host.controlToken()));
    m_states = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (m_states != reply)
            return;
        m_states.clear();
        if (const auto agent = answerOf<ServedAgent>(*reply))
            emit statesTold(agent->path, agent->mcpServers);
    });
}

} // namespace ui

#include "moc_McpClient.cpp"
