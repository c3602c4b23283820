// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

class Remarks
{
public:
    explicit Remarks(const QJsonObject &root)
        : m_root(root)
    {
    }

    void keyIfPresent(const QString &key, const QString &message)
    {
        if (m_root.contains(key))
            m_findings.append({Severity::Note, {json::pointer({}, key), message, {}, true}});
    }
    void warn(const QString &where, const QString &message)
    {
        m_findings.append({Severity::Warning, {where, message, {}, false}});
    }
    void warnAboutKey(const QString &where, const QString &message, const QString &suggestion)
    {
        m_findings.append({Severity::Warning, {where, message, suggestion, true}});
    }
    QList<Finding> findings() const { return m_findings; }

private:
    const QJsonObject &m_root;
    QList<Finding> m_findings;
};

void remarkUnused(const AgentSpec &spec, Remarks &remarks)
{
    remarks.keyIfPresent(u"trace"_s, u"this version keeps no traces; \"trace\" has no effect"_s);
    remarks.keyIfPresent(u"stream"_s, u"answers are always streamed; \"stream\" has no effect"_s);
    const bool isOffline = QStringList{u"demo"_s, u"local"_s, u"scripted"_s}.contains(spec.provider);
    if (isOffline && spec.baseUrl)
        remarks.warn(u"/base_url"_s,
                     u"the provider \"%1\" works without a server and ignores this"_s.arg(spec.provider));
    if (isOffline && spec.apiKey)
        remarks.warn(u"/api_key"_s,
                     u"the provider \"%1\" needs no key and ignores this"_s.arg(spec.provider));
    if (isOffline && !spec.headers.isEmpty())
        remarks.warnAboutKey(
            u"/headers"_s,
            u"the provider \"%1\" works without a server and ignores this"_s.arg(spec.provider), {});
    const auto isScripted = [](const auto &other) { return other.provider == u"scripted"; };
    if (spec.script && !isScripted(spec) && std::ranges::none_of(spec.fallbacks, isScripted)
        && std::ranges::none_of(spec.agents, isScripted))
        remarks.warn(u"/script"_s, u"only the provider \"scripted\" reads this"_s);
}

void remarkServer(const ServerSpec &server, Remarks &remarks)
{
    if (!server.isLocal() && !server.token) {
        remarks.warn(
            u"/server/host"_s,
            u"listening on %1 lets other machines use this agent, so a token is needed: name its "
            "variable with \"token\", or give it at the start"_s.arg(server.host.value_or(QString())));
    }
}

const QStringList &schemaWords()
{
    static const QStringList words{u"$defs"_s,
                                   u"$ref"_s,
                                   u"additionalProperties"_s,
                                   u"allOf"_s,
                                   u"anyOf"_s,
                                   u"const"_s,
                                   u"default"_s,
                                   u"deprecated"_s,
                                   u"description"_s,
                                   u"enum"_s,
                                   u"examples"_s,
                                   u"exclusiveMaximum"_s,
                                   u"exclusiveMinimum"_s,
                                   u"format"_s,
                                   u"items"_s,
                                   u"maxItems"_s,
                                   u"maxLength"_s,
                                   u"maxProperties"_s,
                                   u"maximum"_s,
                                   u"minItems"_s,
                                   u"minLength"_s,
                                   u"minProperties"_s,
                                   u"minimum"_s,
                                   u"multipleOf"_s,
                                   u"not"_s,
                                   u"oneOf"_s,
                                   u"pattern"_s,
                                   u"patternProperties"_s,
                                   u"prefixItems"_s,
                                   u"properties"_s,
                                   u"propertyNames"_s,
                                   u"required"_s,
                                   u"title"_s,
                                   u"type"_s,
                                   u"uniqueItems"_s,
                                   u"$schema"_s,
                                   u"$comment"_s,
                                   u"dependentRequired"_s};
    return words;
}

/// JSON Schema lets any word stand; a model does not see a misspelt one as what was meant.
void remarkSchema(const QJsonValue &value, Remarks &remarks, const QString &where)
{
    const QJsonObject schema = value.toObject();
    if (schema.isEmpty())
        return;
    for (auto it = schema.begin(); it != schema.end(); ++it) {
        if (!schemaWords().contains(it.key())) {
            remarks.warnAboutKey(json::pointer(where, it.key()),
                                 u"\"%1\" is not a word of JSON Schema"_s.arg(it.key()),
                                 nearest(it.key(), schemaWords()));
        }
    }
    const QJsonObject properties = schema[u"properties"].toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        remarkSchema(it.value(), remarks, json::pointer(where + u"/properties"_s, it.key()));
    remarkSchema(schema[u"items"], remarks, where + u"/items"_s);
}

} // namespace

QList<Finding> remarks(const AgentSpec &spec, const QJsonObject &root)
{
    Remarks remarks(root);
    remarkUnused(spec, remarks);
    remarkServer(spec.server, remarks);
    for (qsizetype i = 0; i < spec.tools.size(); ++i) {
        const auto &parameters = spec.tools[i].parameters;
        if (parameters && parameters->contains(u"properties"_s))
            remarkSchema(*parameters, remarks, json::pointer(u"/tools"_s, i) + u"/parameters"_s);
    }
    if (spec.output)
        remarkSchema(spec.output->schema, remarks, u"/output/schema"_s);
    return remarks.findings();
}

} // namespace agent
