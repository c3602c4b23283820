// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ToolClient.h"

#include "ui/client/Answer.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

ToolClient::ToolClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&host, &ServerHost::stateChanged, this, [this] {
        m_revision = -1;
        if (!isReady() && m_isCalling)
            refuse({ErrorKind::Unavailable, tr("The server was stopped before the tool had answered."), {}});
        emit readyChanged(isReady());
    });
}

ToolClient::~ToolClient()
{
    cancel();
}

QNetworkRequest ToolClient::request(const QString &path) const
{
    QNetworkRequest request = controlRequest(m_host.url(), path, m_host.controlToken());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return request;
}

void ToolClient::askAgent()
{
    if (!isReady())
        return;
    QNetworkReply *reply = m_network.get(request(u"/control/agent"_s));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (const auto agent = answerOf<ServedAgent>(*reply))
            emit agentTold(*agent);
    });
}

void ToolClient::cancel()
{
    m_isCalling = false;
    // Forgotten before it is aborted, so that the abort is no answer.
    if (QNetworkReply *dropped = m_step.data()) {
        m_step.clear();
        dropped->abort();
        dropped->deleteLater();
    }
}

void ToolClient::follow(QNetworkReply *reply, const Take &take)
{
    m_step = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply, take] {
        reply->deleteLater();
        if (m_step != reply)
            return;
        m_step.clear();
        take(*reply);
    });
}

void ToolClient::call(const Call &call)
{
    cancel();
    if (!isReady())
        return;
    m_call = call;
    m_isCalling = true;
    follow(m_network.get(request(u"/control/agent"_s)), [this](QNetworkReply &reply) {
        const auto agent = answerOf<ServedAgent>(reply);
        if (!agent)
            return refuse(agent.error());
        if (agent->path != m_call.path)
            return refuse({ErrorKind::Conflict, tr("The server answers for %1.").arg(agent->name), {}});
        handOver(*agent);
    });
}

void ToolClient::handOver(const ServedAgent &agent)
{
    emit agentTold(agent);
    if (m_call.text.isNull() || (m_call.text == m_given && agent.revision == m_revision))
        return post();
    const QJsonObject body{{u"text"_s, QString::fromUtf8(m_call.text)}, {u"path"_s, m_call.path}};
    follow(m_network.put(request(u"/control/agent"_s), json::text(body)), [this](QNetworkReply &reply) {
        const auto taken = answerOf<ServedAgent>(reply);
        const bool isOvertaken =
            !taken && taken.error().kind == ErrorKind::Conflict; // by the same, or a newer
        if (!taken && !isOvertaken)
            return refuse(taken.error());
        if (taken) {
            m_given = m_call.text;
            m_revision = taken->revision;
            emit agentTold(*taken);
        }
        post();
    });
}

void ToolClient::post()
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(m_call.tool));
    const QByteArray arguments = json::text(m_call.arguments);
    follow(m_network.post(request(u"/tools/"_s + name), arguments), [this](QNetworkReply &reply) {
        const auto answer = answerOf<ToolAnswer>(reply);
        if (!answer)
            return refuse(answer.error());
        cancel();
        emit answered(*answer);
    });
}

void ToolClient::refuse(const Error &error)
{
    cancel();
    emit refused(error);
}

} // namespace ui

#include "moc_ToolClient.cpp"
