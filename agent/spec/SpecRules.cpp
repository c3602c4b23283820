// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include "agent/base/Nearest.h"
#include "agent/base/Redactor.h"
#include "agent/spec/SpecKeys.h"
#include "agent/spec/SpecVariables.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// --- ranges

/// Calls `visit(value, pointer)` for each place that `steps` leads to; "*" is every item of a list or a
/// mapping.
template<class Visit>
void visitPlaces(const QJsonValue &value, QStringList steps, const QString &where, const Visit &visit)
{
    if (steps.isEmpty()) {
        visit(value, where);
        return;
    }
    const QString step = steps.takeFirst();
    if (step != u"*") {
        visitPlaces(value.toObject().value(step), steps, json::pointer(where, step), visit);
        return;
    }
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < list.size(); ++i)
        visitPlaces(list.at(i), steps, json::pointer(where, i), visit);
    const QJsonObject mapping = value.toObject();
    for (auto it = mapping.begin(); it != mapping.end(); ++it)
        visitPlaces(it.value(), steps, json::pointer(where, it.key()), visit);
}

void checkRange(const SpecKey &key, const QJsonObject &root, json::Reader &reader)
{
    const auto check = [&](const QJsonValue &value, const QString &where) {
        const double number = value.toDouble();
        const bool fits = number >= key.lowest && number <= key.highest; // false for .nan too
        if (value.isDouble() && !fits)
            reader.addMismatch(where, QString::fromLatin1(key.range), value);
    };
    visitPlaces(root, QString::fromLatin1(key.place).split(u'/').mid(1), {}, check);
}

void checkRanges(const QJsonObject &root, json::Reader &reader)
{
    for (const SpecKey &key : specKeys()) {
        if (*key.range)
            checkRange(key, root, reader);
    }
}

// --- single keys

void checkProvider(const QString &provider, const QString &where, json::Reader &reader)
{
    if (knownProviders().contains(provider))
        return;
    const QString known = knownProviders().join(u", "_s);
    reader.add(where, u"unknown provider \"%1\"; there are %2"_s.arg(provider, known),
               nearest(provider, knownProviders()));
}

void checkBaseUrl(const QString &baseUrl, const QString &where, json::Reader &reader)
{
    const QUrl url(baseUrl, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https"))
        reader.add(where, u"expected an http or https address such as http://localhost:11434/v1"_s);
    else if (!url.userInfo().isEmpty())
        reader.add(where, u"an address with a user name or password is not allowed; use api_key"_s);
    else if (url.hasQuery() || url.hasFragment())
        reader.add(where,
                   u"expected an address without \"?\" and \"#\", such as https://api.example.com/v1"_s);
}

void checkModel(const QString &model, const QString &where, json::Reader &reader)
{
    if (model.trimmed().isEmpty())
        reader.add(where, u"expected the name of a model; leave the key out for the provider's default"_s);
}

/// What an agent, each of its fallbacks and each further agent say of a provider.
template<class T>
void checkService(const T &service, const QString &where, json::Reader &reader)
{
    const std::optional<QString> provider = service.provider;
    if (provider)
        checkProvider(*provider, where + u"/provider"_s, reader);
    if (service.model)
        checkModel(*service.model, where + u"/model"_s, reader);
    if (service.baseUrl)
        checkBaseUrl(*service.baseUrl, where + u"/base_url"_s, reader);
    checkProviderHeaders(service.headers, provider.value_or(u"auto"_s), reader, where + u"/headers"_s);
}

void checkScript(const AgentSpec &spec, json::Reader &reader)
{
    const auto check = [&](const std::optional<QString> &provider, const QString &where) {
        if (provider == u"scripted" && !spec.script)
            reader.add(where + u"/provider"_s,
                       u"the provider \"scripted\" needs a script, such as \"script: [{text: Hello}]\""_s);
    };
    check(spec.provider, {});
    for (auto it = spec.agents.begin(); it != spec.agents.end(); ++it)
        check(it->provider, json::pointer(u"/agents"_s, it.key()));
}

/// An address, a key and headers are of one service.
void checkMember(const MemberSpec &member, const QString &where, json::Reader &reader)
{
    checkService(member, where, reader);
    const QString missing = u"this needs \"provider\" beside it"_s;
    if (member.baseUrl && !member.provider)
        reader.add({where + u"/base_url"_s, missing, {}, true});
    if (member.apiKey && !member.provider)
        reader.add({where + u"/api_key"_s, missing, {}, true});
    if (!member.headers.isEmpty() && !member.provider)
        reader.add({where + u"/headers"_s, missing, {}, true});
}

void checkServices(const AgentSpec &spec, json::Reader &reader)
{
    checkService(spec, {}, reader);
    if (spec.coherence.provider)
        checkProvider(*spec.coherence.provider, u"/coherence/provider"_s, reader);
    checkScript(spec, reader);
    for (qsizetype i = 0; i < spec.fallbacks.size(); ++i) {
        if (!spec.fallbacks[i].provider.isEmpty()) // its absence was told already
            checkService(spec.fallbacks[i], json::pointer(u"/fallbacks"_s, i), reader);
    }
    for (auto it = spec.agents.begin(); it != spec.agents.end(); ++it)
        checkMember(*it, json::pointer(u"/agents"_s, it.key()), reader);
}

/// What is sent when it is clicked.
void checkOffers(const QStringList &texts, const QString &where, json::Reader &reader)
{
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString text = texts[i].trimmed();
        if (text.isEmpty())
            reader.add(json::pointer(where, i), u"expected a text that is not empty"_s);
        else if (texts.indexOf(texts[i]) < i)
            reader.add(json::pointer(where, i), u"this text is offered already"_s);
    }
}

void checkTexts(const AgentSpec &spec, const QJsonObject &root, json::Reader &reader)
{
    if (root[u"name"].isString() && (spec.name.trimmed().isEmpty() || spec.name.contains(u'\n')))
        reader.add(u"/name"_s, u"expected a name of one line"_s);
    checkOffers(spec.conversationStarters, u"/conversation_starters"_s, reader);
    checkOffers(spec.quickReplies, u"/quick_replies"_s, reader);
}

/// A secret of the file, and what is said of one that is written out.
struct SecretKey
{
    QString key;
    QString refusal;
};

/// One that stands in the file must not reach a message, so the value is looked at here and then taken out.
void takeOutWrittenSecret(QJsonObject &holder, const SecretKey &secret, const QString &where,
                          json::Reader &reader)
{
    static const QRegularExpression variable(u"\\A\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}\\z"_s);
    const QJsonValue value = holder.value(secret.key);
    if (value.isUndefined() || value.isNull() || variable.match(value.toString()).hasMatch())
        return;
    reader.add(json::pointer(where, secret.key), secret.refusal);
    holder.remove(secret.key);
}

void takeOutBadApiKey(QJsonObject &service, const QString &where, json::Reader &reader)
{
    static const SecretKey key{
        u"api_key"_s,
        u"expected the name of an environment variable, written ${OPENAI_API_KEY}; a key itself must not "
        "stand in an agent file"_s};
    takeOutWrittenSecret(service, key, where, reader);
}

void takeOutBadServerToken(QJsonObject &root, json::Reader &reader)
{
    static const SecretKey token{
        u"token"_s,
        u"expected the name of an environment variable, written ${AGENT_TOKEN}; a token itself must not "
        "stand in an agent file"_s};
    QJsonObject server = root.value(u"server").toObject();
    takeOutWrittenSecret(server, token, u"/server"_s, reader);
    if (root.value(u"server").isObject())
        root.insert(u"server"_s, server);
}

void takeOutBadApiKeys(QJsonObject &root, json::Reader &reader)
{
    takeOutBadApiKey(root, {}, reader);
    QJsonArray fallbacks = root.value(u"fallbacks").toArray();
    for (qsizetype i = 0; i < fallbacks.size(); ++i) {
        QJsonObject fallback = fallbacks[i].toObject();
        takeOutBadApiKey(fallback, json::pointer(u"/fallbacks"_s, i), reader);
        if (fallbacks[i].isObject())
            fallbacks[i] = fallback;
    }
    if (!fallbacks.isEmpty())
        root.insert(u"fallbacks"_s, fallbacks);
    QJsonObject agents = root.value(u"agents").toObject();
    for (auto it = agents.begin(); it != agents.end(); ++it) {
        QJsonObject member = it->toObject();
        takeOutBadApiKey(member, json::pointer(u"/agents"_s, it.key()), reader);
        if (it->isObject())
            *it = member;
    }
    if (!agents.isEmpty())
        root.insert(u"agents"_s, agents);
}

// --- unknown keys people are likely to write

struct Hint
{
    const char *pointer;
    const char *message;
    const char *suggestion;
};

constexpr Hint hints[] = {
    {"/budget/cancellation_token",
     "a cancellation token is an object of a program and cannot be written in a file; a run is cancelled "
     "when its "
     "client leaves",
     ""},
    {"/budget/max_tokens",
     "unknown key \"max_tokens\" in budget; \"max_total_tokens\" limits a whole run, and \"max_tokens\" at "
     "the top "
     "level one answer of the model",
     "max_total_tokens"},
    {"/trace/enabled", "unknown key \"enabled\" in trace; there is no switch, leave the key out", ""},
    {"/nodes", "this is a graph of agents; an agent file describes one agent", ""},
    {"/edges", "this is a graph of agents; an agent file describes one agent", ""},
    {"/type", "unknown key \"type\"; an agent file describes one agent and needs no type", ""},
    {"/instructions", "unknown key \"instructions\"", "system_prompt"},
    {"/prompt", "unknown key \"prompt\"", "system_prompt"},
    {"/system", "unknown key \"system\"", "system_prompt"},
};

json::Fault withHint(json::Fault fault)
{
    for (const Hint &hint : hints) {
        if (fault.aboutKey && fault.where == QLatin1String(hint.pointer)) {
            fault.message = QString::fromLatin1(hint.message);
            fault.suggestion = QString::fromLatin1(hint.suggestion);
        }
    }
    return fault;
}

/// Top-level keys that begin with "x-" are the author's own, a place for anchors.
bool isAuthorsOwn(const json::Fault &fault)
{
    return fault.aboutKey && fault.where.startsWith(u"/x-") && fault.where.count(u'/') == 1;
}

void read(const QJsonObject &root, AgentSpec &spec, json::Reader &reader)
{
    json::read(root, spec, reader, {});
    checkRanges(root, reader);
    checkTexts(spec, root, reader);
    checkServices(spec, reader);
    checkTeam(spec, root, reader);
    checkMcp(spec, root, reader);
    checkPolicy(spec, reader);
    checkOutput(spec, root[u"output"], reader);
    checkServer(spec.server, reader);
    checkGuardrails(spec.guardrails, root[u"guardrails"].toArray(), reader);
}

} // namespace

QStringList booleanPointers(const QJsonObject &root)
{
    QStringList list{u"/verbose"_s,           u"/stream"_s,
                     u"/coherence/enabled"_s, u"/coherence/fail_closed"_s,
                     u"/compress/enabled"_s,  u"/server/playground"_s};
    const auto addTools = [&list](const QJsonValue &agent, const QString &where) {
        for (qsizetype i = 0; i < agent[u"tools"].toArray().size(); ++i) {
            for (const auto &key : {u"/enabled"_s, u"/command/network"_s, u"/command/writes"_s})
                list.append(json::pointer(where + u"/tools"_s, i) + key);
        }
    };
    addTools(root, {});
    const QJsonObject agents = root[u"agents"].toObject();
    for (auto it = agents.begin(); it != agents.end(); ++it)
        addTools(it.value(), json::pointer(u"/agents"_s, it.key()));
    for (qsizetype i = 0; i < root[u"guardrails"].toArray().size(); ++i)
        list.append(json::pointer(u"/guardrails"_s, i) + u"/secrets"_s);
    for (const QString &top : {u"mcp_servers"_s, u"mcpServers"_s}) {
        for (const QString &server : root[top].toObject().keys())
            list.append(json::pointer(u'/' + top, server) + u"/disabled"_s);
    }
    return list;
}

Reading readSpec(QJsonObject root, const Environment &environment)
{
    Reading reading;
    json::Reader reader(json::UnknownKeys::Refuse, json::EmptyKeys::Skip);
    if (root.value(u"system_prompt").isNull()) // the contract's own way to ask for no prompt
        root.remove(u"system_prompt"_s);
    takeOutBadApiKeys(root, reader);
    takeOutBadServerToken(root, reader);
    const FilledContent filled = fillVariables(root, environment);
    reader.setTexts(filled.texts);
    read(filled.root, reading.spec, reader);
    QList<json::Fault> faults = filled.faults;
    for (const json::Fault &fault : reader.faults()) {
        const auto isThere = [&](const json::Fault &unset) { return unset.where == fault.where; };
        if (!isAuthorsOwn(fault) && std::ranges::none_of(filled.faults, isThere))
            faults.append(withHint(fault));
    }
    const Redactor redactor(
        environment, headerSecrets(root)); // a key that was filled in at a wrong place is told like any value
    for (json::Fault &fault : faults) {
        fault.message = redactor.text(fault.message);
        reading.findings.append({Severity::Error, fault});
    }
    for (const QString &where : reader.skipped()) {
        const QString message = u"\"%1\" has no value, so its default is used"_s.arg(where.section(u'/', -1));
        reading.findings.append({Severity::Note, {where, message, {}, true}});
    }
    reading.findings += remarks(reading.spec, filled.root);
    return reading;
}

} // namespace agent
