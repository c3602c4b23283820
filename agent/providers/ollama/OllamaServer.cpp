// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/ollama/OllamaServer.h"

#include "agent/providers/wire/HttpCall.h"
#include "agent/providers/wire/ModelList.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr int ollamaPort = 11434;

QString withoutTag(const QString &model)
{
    const QString usual = u":latest"_s;
    return model.endsWith(usual) ? model.chopped(usual.size()) : model;
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

QString ollamaModelOf(const QStringList &installed, const QString &wanted)
{
    if (!wanted.isEmpty() && installed.contains(withoutTag(wanted)))
        return wanted;
    return installed.isEmpty() ? QString() : installed.constFirst();
}

QCoro::Task<QStringList> installedOllamaModels(QUrl address, std::chrono::milliseconds limit)
{
    address.setPath(u"/api/tags"_s);
    const HttpQuestion question{address, {}, {}};
    const std::stop_token never;
    const Result<QByteArray> tags = co_await fetch(question, limit, never);
    co_return tags ? modelsIn(*tags) : QStringList();
}

} // namespace agent
