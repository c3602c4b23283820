// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/Choice.h"

#include "agent/providers/anthropic/AnthropicProvider.h"
#include "agent/providers/demo/DemoProvider.h"
#include "agent/providers/gemini/GeminiProvider.h"
#include "agent/providers/local/LocalProvider.h"
#include "agent/providers/ollama/OllamaProvider.h"
#include "agent/providers/ollama/OllamaServer.h"
#include "agent/providers/openai/OpenAiProvider.h"
#include "agent/providers/responses/ResponsesProvider.h"
#include "agent/providers/scripted/ScriptProvider.h"
#include "agent/values/KeyVariables.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// A provider that is called over HTTP, as the agent file names it.
struct Service
{
    QString word;
    QString title; ///< For people.
    QUrl baseUrl;
    QString defaultModel;
    QStringList keyVariables; ///< The first that is set counts; none: it needs no key.
    std::shared_ptr<Provider> (*make)(ProviderSettings);
};

template<class T>
std::shared_ptr<Provider> make(ProviderSettings settings)
{
    return std::make_shared<T>(std::move(settings));
}

/// In the order in which "auto" looks for a key.
const QList<Service> &services()
{
    static const QList<Service> list{
        {u"openai"_s, u"OpenAI"_s, QUrl(u"https://api.openai.com/v1"_s), u"gpt-5-mini"_s,
         usualKeyVariables(u"openai"_s), make<OpenAiProvider>},
        {u"anthropic"_s, u"Anthropic"_s, QUrl(u"https://api.anthropic.com"_s), u"claude-sonnet-4-6"_s,
         usualKeyVariables(u"anthropic"_s), make<AnthropicProvider>},
        {u"gemini"_s, u"Gemini"_s, QUrl(u"https://generativelanguage.googleapis.com"_s),
         u"gemini-3-flash-preview"_s, usualKeyVariables(u"gemini"_s), make<GeminiProvider>},
        {u"openai-responses"_s, u"OpenAI"_s, QUrl(u"https://api.openai.com/v1"_s), u"gpt-5-mini"_s,
         usualKeyVariables(u"openai-responses"_s), make<ResponsesProvider>},
        {u"ollama"_s, u"Ollama"_s, {}, u"llama3.2"_s, {}, make<OllamaProvider>},
    };
    return list;
}

const Service *serviceOf(const QString &word)
{
    const auto found = std::ranges::find(services(), word, &Service::word);
    return found == services().end() ? nullptr : &*found;
}

/// The name of the variable in "${NAME}"; empty when the text is something else.
QString variableIn(const QString &text)
{
    static const QRegularExpression form(u"^\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}$"_s);
    return form.match(text).captured(1);
}

bool isSet(const QString &variable, const Environment &environment)
{
    return !environment.value(variable).isEmpty();
}

/// The variable that holds the key; empty when no key is to be sent: the key of one service is never sent to
/// the address of another.
QString keyVariable(const AgentSpec &spec, const Service &service, const Environment &environment)
{
    if (spec.apiKey)
        return variableIn(*spec.apiKey);
    if (spec.baseUrl || service.keyVariables.isEmpty())
        return {};
    const auto set = std::ranges::find_if(
        service.keyVariables, [&environment](const QString &name) { return isSet(name, environment); });
    return set == service.keyVariables.end() ? service.keyVariables.constFirst() : *set;
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

QUrl addressOf(const AgentSpec &spec, const Service &service, const Environment &environment)
{
    if (spec.baseUrl)
        return {*spec.baseUrl};
    return service.baseUrl.isEmpty() ? ollamaAddress(environment.value(u"OLLAMA_HOST"_s)) : service.baseUrl;
}

/// The headers of the agent file as they are sent. Unauthorized: a variable is not set. InvalidInput: what it
/// holds cannot be sent.
Result<HeaderFields> headersOf(const AgentSpec &spec, const Environment &environment)
{
    HeaderFields fields;
    for (auto it = spec.headers.begin(); it != spec.headers.end(); ++it) {
        const Result<QString> value = filledIn(it.value(), environment);
        const QString cannot = u"The header \"%1\" cannot be sent: "_s.arg(it.key());
        if (!value)
            return fail(ErrorKind::Unauthorized, cannot + value.error().message);
        if (!isHeaderName(it.key()) || !isHeaderValue(*value))
            return fail(ErrorKind::InvalidInput, cannot + u"there is a control character in it"_s);
        fields.append({it.key().toLatin1(), value->toUtf8()});
    }
    return fields;
}

std::shared_ptr<Provider> provider(const AgentSpec &spec, const Service &service,
                                   const Environment &environment)
{
    const QString variable = keyVariable(spec, service, environment);
    ProviderSettings settings;
    settings.name = service.word;
    settings.baseUrl = addressOf(spec, service, environment);
    settings.defaultModel = service.defaultModel;
    settings.apiKey = environment.value(variable);
    if (settings.apiKey.isEmpty())
        settings.missingKey = variable;
    settings.trafficFolder = environment.value(u"SLIPWAY_TRAFFIC_DIR"_s);
    settings.redactor = Redactor(environment, secretsIn(spec.headers, environment));
    if (auto headers = headersOf(spec, environment))
        settings.headers = *std::move(headers);
    else
        settings.headerFault = headers.error();
    return service.make(std::move(settings));
}

ProviderChoice chosen(std::shared_ptr<Provider> provider, const std::optional<QString> &model,
                      const QString &reason)
{
    const QString name = model.value_or(provider->defaultModel());
    return {std::move(provider), name, reason};
}

/// The choice with the variable its key is from, if it has one.
ProviderChoice withKey(ProviderChoice choice, const QString &variable, const Environment &environment)
{
    if (isSet(variable, environment))
        choice.keyVariable = variable;
    return choice;
}

ProviderChoice namedChoice(const AgentSpec &spec, const Service &service, const Environment &environment)
{
    const QString who = spec.baseUrl
        ? u"the server at %1"_s.arg(QUrl(*spec.baseUrl).authority().section(u'@', -1))
        : service.title;
    const ProviderChoice choice =
        chosen(provider(spec, service, environment), spec.model, u"The agent file asks for %1."_s.arg(who));
    return withKey(choice, keyVariable(spec, service, environment), environment);
}

/// The first service whose key is set; null when there is none.
const Service *keyedService(const AgentSpec &spec, const Environment &environment)
{
    const auto hasKey = [&](const Service &service) {
        return isSet(keyVariable(spec, service, environment), environment);
    };
    const auto found = std::ranges::find_if(services(), hasKey);
    return found == services().end() ? nullptr : &*found;
}

/// "OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY": what "auto" looks for.
QString wantedKeys(const AgentSpec &spec)
{
    if (spec.apiKey)
        return variableIn(*spec.apiKey);
    QStringList names;
    for (const Service &service : services()) {
        if (!service.keyVariables.isEmpty() && !names.contains(service.keyVariables.constFirst()))
            names.append(service.keyVariables.constFirst());
    }
    const QString last = names.takeLast();
    return names.isEmpty() ? last : names.join(u", "_s) + u" or "_s + last;
}

/// For "auto" with a key. A model of another service is left to that service.
ProviderChoice choiceWithKey(const AgentSpec &spec, const Service &service, const Environment &environment)
{
    std::optional<QString> model = spec.model;
    const QString family = service.defaultModel.section(u'-', 0, 0);
    if (model && service.word != services().constFirst().word && !model->startsWith(family))
        model.reset();
    const QString variable = keyVariable(spec, service, environment);
    const ProviderChoice choice = chosen(provider(spec, service, environment), model,
                                         u"%1 is set, so %2 answers."_s.arg(variable, service.title));
    return withKey(choice, variable, environment);
}

/// For "auto" without a key.
Task<ProviderChoice> choiceWithoutKey(AgentSpec spec, Environment environment)
{
    constexpr std::chrono::milliseconds patience(300);
    const QString keys = wantedKeys(spec);
    const QUrl address = ollamaAddress(environment.value(u"OLLAMA_HOST"_s));
    const QStringList installed = co_await installedOllamaModels(address, patience);
    const QString place = address.host() == u"127.0.0.1" ? u"on port %1"_s.arg(address.port(80))
                                                         : u"at %1"_s.arg(address.authority());
    if (installed.isEmpty()) {
        co_return chosen(
            std::make_shared<DemoProvider>(), std::nullopt,
            u"No %1 is set and no Ollama answers %2, so answers come from the offline demo."_s.arg(keys,
                                                                                                   place));
    }
    spec.apiKey.reset();
    const QString model = ollamaModelOf(installed, spec.model.value_or(QString()));
    co_return chosen(provider(spec, *serviceOf(u"ollama"_s), environment), model,
                     u"No %1 is set, so the Ollama %2 answers with its model %3."_s.arg(keys, place, model));
}

/// A script that stands in a file was put in its place before.
std::shared_ptr<Provider> scripted(const AgentSpec &spec)
{
    const Script *script = spec.script ? std::get_if<Script>(&spec.script->value) : nullptr;
    return std::make_shared<ScriptProvider>(script ? *script : Script());
}

Task<ProviderChoice> automaticChoice(AgentSpec spec, Environment environment)
{
    if (spec.baseUrl)
        co_return namedChoice(spec, services().constFirst(), environment);
    if (const Service *service = keyedService(spec, environment))
        co_return choiceWithKey(spec, *service, environment);
    co_return co_await choiceWithoutKey(spec, environment);
}

} // namespace

Task<ProviderChoice> chooseProvider(AgentSpec spec, Environment environment)
{
    if (const auto fault = check(spec); !fault)
        co_return tl::unexpected(fault.error());
    if (const Service *service = serviceOf(spec.provider))
        co_return namedChoice(spec, *service, environment);
    if (spec.provider == u"demo")
        co_return chosen(std::make_shared<DemoProvider>(), spec.model,
                         u"The agent file asks for the offline demo."_s);
    if (spec.provider == u"local")
        co_return chosen(std::make_shared<LocalProvider>(), spec.model,
                         u"The agent file asks for the local echo."_s);
    if (spec.provider == u"scripted")
        co_return chosen(scripted(spec), spec.model, u"The agent file asks for its script."_s);
    co_return co_await automaticChoice(spec, environment);
}

Task<QList<ProviderChoice>> chooseFallbacks(AgentSpec spec, Environment environment)
{
    QList<ProviderChoice> choices;
    for (const FallbackSpec &fallback : spec.fallbacks) {
        AgentSpec asked;
        asked.provider = fallback.provider;
        asked.model = fallback.model;
        asked.baseUrl = fallback.baseUrl;
        asked.apiKey = fallback.apiKey;
        asked.headers = fallback.headers;
        asked.script = spec.script;
        Result<ProviderChoice> choice = co_await chooseProvider(asked, environment);
        if (!choice)
            co_return tl::unexpected(choice.error());
        choices.append(*std::move(choice));
    }
    co_return choices;
}

} // namespace agent
