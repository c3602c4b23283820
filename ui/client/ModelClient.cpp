// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ModelClient.h"

#include "agent/base/JsonParse.h"
#include "ui/client/Answer.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ui {

ModelClient::ModelClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&host, &ServerHost::stateChanged, this, [this] { emit readyChanged(isReady()); });
}

ModelClient::~ModelClient()
{
    for (QPointer<QNetworkReply> *reply : {&m_check, &m_models, &m_servers})
        drop(*reply);
}

void ModelClient::drop(QPointer<QNetworkReply> &reply)
{
    // Forgotten before it is aborted, so that the abort is no answer.
    if (QNetworkReply *dropped = reply.data()) {
        reply.clear();
        dropped->abort();
        dropped->deleteLater();
    }
}

QNetworkReply *ModelClient::post(const QString &path, const QByteArray &text, const QString &file)
{
    QNetworkRequest request = controlRequest(m_host.url(), path, m_host.controlToken());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QJsonObject body{{u"text"_s, QString::fromUtf8(text)}, {u"path"_s, file}};
    return m_network.post(request, agent::json::text(body));
}

void ModelClient::check(const QByteArray &text, const QString &path)
{
    stopCheck();
    if (!isReady())
        return;
    m_reader = agent::SseReader();
    QNetworkReply *reply = post(u"/control/check"_s, text, path);
    m_check = reply;
    connect(reply, &QNetworkReply::readyRead, this, &ModelClient::readCheck);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (m_check == reply)
            endCheck();
    });
}

void ModelClient::stopCheck()
{
    drop(m_check);
}

bool ModelClient::isChecking() const
{
    return !m_check.isNull();
}

void ModelClient::readCheck()
{
    if (!m_check || !isAnswered(*m_check))
        return;
    const auto events = m_reader.feed(m_check->readAll());
    if (!events)
        return;
    for (const agent::SseEvent &event : *events) {
        if (const auto step = agent::json::parse<CheckedStep>(event.data, agent::json::UnknownKeys::Ignore))
            emit stepDone(*step);
    }
}

void ModelClient::endCheck()
{
    readCheck();
    QNetworkReply *reply = m_check.data();
    m_check.clear();
    QString trouble;
    if (!isAnswered(*reply))
        trouble = refusalOf(*reply).message;
    else if (reply->error() != QNetworkReply::NoError)
        trouble = reply->errorString();
    emit checkEnded(trouble);
}

void ModelClient::askModels(const QByteArray &text, const QString &path)
{
    drop(m_models);
    if (!isReady())
        return;
    QNetworkReply *reply = post(u"/control/models"_s, text, path);
    m_models = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (m_models != reply)
            return;
        m_models.clear();
        if (const auto list = answerOf<ModelList>(*reply))
            emit modelsListed(*list);
        else
            emit modelsRefused(list.error().message);
    });
}

void ModelClient::askLocalServers()
{
    drop(m_servers);
    if (!isReady())
        return;
    QNetworkReply *reply =
        m_network.get(controlRequest(m_host.url(), u"/control/local-servers"_s, m_host.controlToken()));
    m_servers = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (m_servers != reply)
            return;
        m_servers.clear();
        if (const auto found = answerOf<LocalServers>(*reply))
            emit localServersFound(found->servers);
    });
}

} // namespace ui

#include "moc_ModelClient.cpp"
