// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/Ollama.h"

#include "agent/base/Async.h"
#include "agent/base/Json.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <memory>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr int ollamaPort = 11434;

QString withTag(const QString &model)
{
    return model.contains(u':') ? model : model + u":latest"_s;
}

} // namespace

QUrl ollamaAddress(const QString &ollamaHost)
{
    const QString text = ollamaHost.trimmed();
    const bool hasScheme = text.contains(u"://"_s);
    const QString authority = text.startsWith(u':') ? u"127.0.0.1"_s + text : text;
    QUrl url(hasScheme ? text : u"http://"_s + authority, QUrl::StrictMode);
    if (text.isEmpty() || !url.isValid() || url.host().isEmpty())
        url = QUrl(u"http://127.0.0.1"_s);
    if (url.host() == u"0.0.0.0" || url.host() == u"::")
        url.setHost(u"127.0.0.1"_s);
    if (url.port() < 0 && !hasScheme)
        url.setPort(ollamaPort);
    url.setPath({});
    return url;
}

QStringList ollamaModelsIn(const QByteArray &tags)
{
    QStringList names;
    const auto json = json::parseText(tags);
    if (!json)
        return names;
    for (const QJsonValue &model : json->toObject().value(u"models"_s).toArray()) {
        const QString name = model.toObject().value(u"name"_s).toString();
        if (!name.isEmpty() && !name.contains(u"embed"_s))
            names.append(name);
    }
    return names;
}

QString ollamaModelOf(const QStringList &installed, const QString &wanted)
{
    if (!wanted.isEmpty() && installed.contains(withTag(wanted)))
        return wanted;
    return installed.isEmpty() ? QString() : installed.constFirst();
}

QCoro::Task<QStringList> installedOllamaModels(QUrl address, std::chrono::milliseconds limit)
{
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    address.setPath(u"/api/tags"_s);
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(address)));
    Wake wake;
    wake.on(reply.get(), &QNetworkReply::finished).after(limit);
    co_await wake.wait();
    if (!reply->isFinished() || reply->error() != QNetworkReply::NoError)
        co_return QStringList();
    co_return ollamaModelsIn(reply->readAll());
}

} // namespace agent
