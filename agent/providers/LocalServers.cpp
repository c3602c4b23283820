// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/LocalServers.h"

#include "agent/providers/ollama/OllamaProvider.h"
#include "agent/providers/ollama/OllamaServer.h"
#include "agent/providers/openai/OpenAiProvider.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QCoro::Task<std::optional<LocalServer>> ask(UsualPlace place, std::stop_token stop)
{
    ProviderSettings settings;
    settings.name = place.provider;
    settings.baseUrl = place.baseUrl;
    std::unique_ptr<Provider> provider;
    if (place.provider == u"ollama"_s)
        provider = std::make_unique<OllamaProvider>(settings);
    else
        provider = std::make_unique<OpenAiProvider>(settings);
    const Result<QStringList> models = co_await provider->models(stop);
    if (!models)
        co_return std::nullopt;
    co_return LocalServer{place.title, place.provider, place.baseUrl, *models};
}

} // namespace

QList<UsualPlace> usualPlaces(const Environment &environment)
{
    return {{u"Ollama"_s, u"ollama"_s, ollamaAddress(environment.value(u"OLLAMA_HOST"_s))},
            {u"LM Studio"_s, u"openai"_s, QUrl(u"http://127.0.0.1:1234/v1"_s)},
            {u"llama.cpp"_s, u"openai"_s, QUrl(u"http://127.0.0.1:8080/v1"_s)},
            {u"vLLM"_s, u"openai"_s, QUrl(u"http://127.0.0.1:8000/v1"_s)}};
}

QCoro::Task<QList<LocalServer>> findServers(QList<UsualPlace> places)
{
    constexpr std::chrono::milliseconds patience(500);
    std::stop_source late;
    QTimer limit;
    QObject::connect(&limit, &QTimer::timeout, &limit, [&late] { late.request_stop(); });
    limit.setSingleShot(true);
    limit.start(patience);
    std::vector<QCoro::Task<std::optional<LocalServer>>> asked; // a task starts at once
    for (const UsualPlace &place : places)
        asked.push_back(ask(place, late.get_token()));
    QList<LocalServer> servers;
    for (auto &task : asked) {
        const std::optional<LocalServer> server = co_await task;
        if (server)
            servers.append(*server);
    }
    co_return servers;
}

QCoro::Task<QList<LocalServer>> findLocalServers(const Environment &environment)
{
    return findServers(usualPlaces(environment));
}

} // namespace agent
