// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/TokenClient.h"

#include "ui/client/Answer.h"

using namespace Qt::StringLiterals;

namespace ui {
namespace {

const QString tokensPath = u"/control/tokens"_s;

} // namespace

TokenClient::TokenClient(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
}

void TokenClient::whenDone(QNetworkReply *reply, const std::function<void(QNetworkReply &)> &take)
{
    connect(reply, &QNetworkReply::finished, this, [this, reply, take] {
        reply->deleteLater();
        if (isAnswered(*reply))
            take(*reply);
        else
            emit refused(refusalOf(*reply).message);
    });
}

void TokenClient::askList()
{
    if (m_host.state() != ServerHost::State::Running)
        return;
    whenDone(m_network.get(controlRequest(m_host.url(), tokensPath, m_host.controlToken())),
             [this](QNetworkReply &reply) {
                 const auto tokens = answerOf<GivenTokens>(reply);
                 if (tokens)
                     emit listed(tokens->tokens);
                 else
                     emit refused(tokens.error().message);
             });
}

void TokenClient::give(const QString &name)
{
    if (m_host.state() != ServerHost::State::Running)
        return;
    QNetworkRequest request = controlRequest(m_host.url(), tokensPath, m_host.controlToken());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    whenDone(m_network.post(request, agent::json::text(QJsonObject{{u"name"_s, name}})),
             [this](QNetworkReply &reply) {
                 const auto token = answerOf<NewToken>(reply);
                 if (token)
                     emit given(*token);
                 else
                     emit refused(token.error().message);
             });
}

void TokenClient::revoke(const QString &name)
{
    if (m_host.state() != ServerHost::State::Running)
        return;
    const QString path = tokensPath + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(name));
    whenDone(m_network.deleteResource(controlRequest(m_host.url(), path, m_host.controlToken())),
             [this, name](QNetworkReply &) { emit revoked(name); });
}

void TokenClient::tryOut(const QString &token)
{
    if (m_host.state() != ServerHost::State::Running)
        return;
    whenDone(m_network.get(controlRequest(m_host.url(), u"/schema"_s, token.toUtf8())),
             [this](QNetworkReply &) { emit triedOut(); });
}

} // namespace ui

#include "moc_TokenClient.cpp"
