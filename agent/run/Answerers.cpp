// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Answerers.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Whom a choice asks, so that two that are equal need be looked at once.
QString askedBy(const ProviderChoice &choice, const HeaderMap &headers)
{
    QStringList parts{choice.provider->name(), choice.provider->baseUrl().toString(), choice.model,
                      choice.keyVariable};
    for (auto it = headers.begin(); it != headers.end(); ++it)
        parts += {it.key(), *it};
    return parts.join(u'\n');
}

/// In the order of withOthers().
QStringList namesOfAnswerers(const AgentSpec &spec)
{
    QStringList names{u"provider"_s};
    for (qsizetype i = 1; i <= spec.fallbacks.size(); ++i)
        names.append(u"fallback %1"_s.arg(i));
    for (auto it = spec.agents.begin(); it != spec.agents.end(); ++it) {
        if (it->provider)
            names.append(u"agent "_s + it.key());
    }
    if (hasOwnAuditor(spec.coherence))
        names.append(u"coherence"_s);
    return names;
}

/// Those who ask the agent's provider for another model, by name.
QList<QPair<QString, QString>> otherModels(const AgentSpec &spec)
{
    QList<QPair<QString, QString>> models;
    for (auto it = spec.agents.begin(); it != spec.agents.end(); ++it) {
        const std::optional<QString> model = it->model;
        if (!it->provider && model)
            models.append({u"agent "_s + it.key(), *model});
    }
    const CoherenceSpec &coherence = spec.coherence;
    if (coherence.enabled && !coherence.provider && coherence.model)
        models.append({u"coherence"_s, *coherence.model});
    return models;
}

/// Collects them, and finds out who asks the same.
class Answerers
{
public:
    void add(const QString &who, const ProviderChoice &choice, const HeaderMap &headers)
    {
        const QString asked = askedBy(choice, headers);
        list.append({who, choice, m_first.value(asked)});
        if (!m_first.contains(asked))
            m_first.insert(asked, who);
    }

    QList<Answerer> list;

private:
    QHash<QString, QString> m_first; // by askedBy()
};

} // namespace

bool hasOwnAuditor(const CoherenceSpec &coherence)
{
    return coherence.enabled && coherence.provider;
}

AgentSpec withOthers(AgentSpec spec)
{
    for (const MemberSpec &member : std::as_const(spec.agents)) {
        if (member.provider)
            spec.fallbacks.append(
                {*member.provider, member.model, member.baseUrl, member.apiKey, member.headers});
    }
    const CoherenceSpec &coherence = spec.coherence;
    if (coherence.enabled && coherence.provider)
        spec.fallbacks.append({*coherence.provider, coherence.model, {}, {}});
    return spec;
}

Task<QList<Answerer>> chooseEveryAnswerer(AgentSpec spec, QString folder, Surroundings surroundings)
{
    const AgentSpec all = withOthers(spec);
    const Result<QList<ProviderChoice>> choices = co_await chooseAnswerers(all, folder, surroundings);
    if (!choices)
        co_return tl::unexpected(choices.error());
    const QStringList names = namesOfAnswerers(spec);
    Answerers answerers;
    for (qsizetype i = 0; i < choices->size(); ++i)
        answerers.add(names[i], choices->at(i), i == 0 ? spec.headers : all.fallbacks[i - 1].headers);
    for (const auto &[who, model] : otherModels(spec)) {
        ProviderChoice choice = choices->constFirst();
        choice.model = model;
        answerers.add(who, choice, spec.headers);
    }
    co_return answerers.list;
}

} // namespace agent
