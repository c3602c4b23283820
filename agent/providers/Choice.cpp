// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/Choice.h"

#include "agent/providers/Ollama.h"
#include "agent/providers/demo/DemoProvider.h"
#include "agent/providers/local/LocalProvider.h"
#include "agent/providers/openai/OpenAiProvider.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The name of the variable in "${NAME}"; empty when the text is something else.
QString variableIn(const QString &text)
{
    static const QRegularExpression form(u"^\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}$"_s);
    return form.match(text).captured(1);
}

/// The variable that holds the key; empty when no key is to be sent.
QString keyVariable(const AgentSpec &spec)
{
    if (spec.apiKey)
        return variableIn(*spec.apiKey);
    const bool isOpenAiItself = !spec.baseUrl && spec.provider != u"ollama";
    return isOpenAiItself ? u"OPENAI_API_KEY"_s : QString();
}

Result<> check(const AgentSpec &spec)
{
    if (!knownProviders().contains(spec.provider)) {
        return fail(
            ErrorKind::InvalidInput,
            u"There is no provider \"%1\"; known are %2"_s.arg(spec.provider, knownProviders().join(u", "_s)),
            u"/provider"_s);
    }
    if (spec.apiKey && variableIn(*spec.apiKey).isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    u"api_key must name an environment variable, as in ${OPENAI_API_KEY}"_s, u"/api_key"_s);
    }
    const QUrl url(spec.baseUrl.value_or(u"http://localhost"_s), QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        return fail(ErrorKind::InvalidInput, u"base_url must be an http or https address"_s, u"/base_url"_s);
    return {};
}

OpenAiSettings settingsOf(const AgentSpec &spec, const Environment &environment)
{
    OpenAiSettings settings;
    const QString variable = keyVariable(spec);
    settings.apiKey = environment.value(variable);
    if (settings.apiKey.isEmpty())
        settings.missingKey = variable;
    if (spec.baseUrl)
        settings.baseUrl = QUrl(*spec.baseUrl);
    settings.trafficFolder = environment.value(u"SLIPWAY_TRAFFIC_DIR"_s);
    return settings;
}

ProviderChoice chosen(std::shared_ptr<Provider> provider, const std::optional<QString> &model,
                      const QString &reason)
{
    const QString name = model.value_or(provider->defaultModel());
    return {std::move(provider), name, reason};
}

QString openAiReason(const AgentSpec &spec, const OpenAiSettings &settings)
{
    const QString who = spec.baseUrl
        ? u"the server at %1"_s.arg(settings.baseUrl.authority(QUrl::FullyDecoded).section(u'@', -1))
        : u"OpenAI"_s;
    if (!settings.missingKey.isEmpty())
        return u"The agent file asks for %1, but %2 is not set, so calls will fail."_s.arg(
            who, settings.missingKey);
    if (spec.provider == u"auto" && !spec.baseUrl)
        return u"%1 is set, so OpenAI answers."_s.arg(keyVariable(spec));
    return u"The agent file asks for %1."_s.arg(who);
}

ProviderChoice openAiChoice(const AgentSpec &spec, const Environment &environment)
{
    const OpenAiSettings settings = settingsOf(spec, environment);
    return chosen(std::make_shared<OpenAiProvider>(settings), spec.model, openAiReason(spec, settings));
}

std::shared_ptr<Provider> ollama(const AgentSpec &spec, const Environment &environment)
{
    OpenAiSettings settings = settingsOf(spec, environment);
    settings.name = u"ollama"_s;
    settings.defaultModel = u"llama3.2"_s;
    if (!spec.baseUrl) {
        settings.baseUrl = ollamaAddress(environment.value(u"OLLAMA_HOST"_s));
        settings.baseUrl.setPath(u"/v1"_s);
    }
    return std::make_shared<OpenAiProvider>(settings);
}

/// For "auto" without a key.
Task<ProviderChoice> choiceWithoutKey(AgentSpec spec, Environment environment)
{
    constexpr std::chrono::milliseconds patience(300);
    const QString variable = keyVariable(spec);
    const QUrl address = ollamaAddress(environment.value(u"OLLAMA_HOST"_s));
    const QStringList installed = co_await installedOllamaModels(address, patience);
    const QString place = address.host() == u"127.0.0.1" ? u"on port %1"_s.arg(address.port(80))
                                                         : u"at %1"_s.arg(address.authority());
    if (installed.isEmpty()) {
        co_return chosen(
            std::make_shared<DemoProvider>(), std::nullopt,
            u"No %1 is set and no Ollama answers %2, so answers come from the offline demo."_s.arg(variable,
                                                                                                   place));
    }
    spec.provider = u"ollama"_s;
    spec.apiKey.reset();
    const QString model = ollamaModelOf(installed, spec.model.value_or(QString()));
    co_return chosen(
        ollama(spec, environment), model,
        u"No %1 is set, so the Ollama %2 answers with its model %3."_s.arg(variable, place, model));
}

} // namespace

Task<ProviderChoice> chooseProvider(AgentSpec spec, Environment environment)
{
    if (const auto fault = check(spec); !fault)
        co_return tl::unexpected(fault.error());
    if (spec.provider == u"demo")
        co_return chosen(std::make_shared<DemoProvider>(), spec.model,
                         u"The agent file asks for the offline demo."_s);
    if (spec.provider == u"local")
        co_return chosen(std::make_shared<LocalProvider>(), spec.model,
                         u"The agent file asks for the local echo."_s);
    if (spec.provider == u"ollama")
        co_return chosen(ollama(spec, environment), spec.model, u"The agent file asks for Ollama."_s);
    const bool isKeyless =
        !environment.contains(keyVariable(spec)) || environment.value(keyVariable(spec)).isEmpty();
    if (spec.provider == u"auto" && !spec.baseUrl && isKeyless)
        co_return co_await choiceWithoutKey(spec, environment);
    co_return openAiChoice(spec, environment);
}

} // namespace agent
