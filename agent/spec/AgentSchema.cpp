// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/AgentSchema.h"

#include "agent/base/JsonSchema.h"
#include "agent/spec/SpecKeys.h"
#include "agent/spec/ToolEntry.h"
#include "agent/values/Toolbox.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QJsonObject anyOf(const QJsonArray &schemas)
{
    return {{u"anyOf"_s, schemas}};
}

QJsonObject reference(const QString &name)
{
    return {{u"$ref"_s, u"#/$defs/"_s + name}};
}

QJsonObject listOf(const QJsonValue &item)
{
    QJsonObject list = json::ofType("array");
    list.insert(u"items"_s, item);
    return list;
}

QJsonObject mapOf(const QJsonValue &value)
{
    QJsonObject map = json::ofType("object");
    map.insert(u"additionalProperties"_s, value);
    return map;
}

QJsonObject requiring(const QString &key)
{
    return {{u"required"_s, QJsonArray{key}}};
}

/// A tool in one word: the name of a built-in one, its dotted alias, or a file of them.
QJsonObject toolWord()
{
    QStringList names;
    QStringList aliases;
    for (const ToolboxEntry &entry : toolbox()) {
        names.append(entry.name);
        aliases.append(entry.alias());
    }
    QJsonObject alias = json::oneOf(aliases);
    alias.insert(u"deprecated"_s, true); // not to be offered
    QJsonObject pythonFile = json::ofType("string");
    pythonFile.insert(u"pattern"_s, u"\\.py$"_s);
    return anyOf({json::oneOf(names), alias, pythonFile});
}

} // namespace

// Found by their arguments.

static QJsonObject jsonSchema(const ToolSpec *)
{
    QJsonObject entry = json::schemaOf<ToolEntry>();
    QJsonObject properties = entry.value(u"properties").toObject();
    properties.insert(u"parameters"_s, reference(u"parameters"_s));
    entry.insert(u"properties"_s, properties);
    QJsonArray kinds;
    for (const QString &kind : toolKinds())
        kinds.append(requiring(kind));
    entry.insert(u"oneOf"_s, kinds);
    return anyOf({toolWord(), entry});
}

static QJsonObject jsonSchema(const ToolPolicy *)
{
    const QJsonObject rule = json::schemaOf<PolicyRule>();
    return anyOf({json::schemaOf<PolicyAction>(), rule, listOf(rule)});
}

static QJsonObject jsonSchema(const ScriptText *)
{
    return anyOf({json::ofType("string"), listOf(json::ofType("string")), json::ofType("null")});
}

static QJsonObject jsonSchema(const ScriptSource *)
{
    return anyOf({json::ofType("string"), json::schemaOf<QList<ScriptTurn>>(), json::schemaOf<Script>()});
}

namespace {

/// What people write of JSON Schema for the arguments of a tool; open for the rest of it.
QJsonObject parametersSchema()
{
    const QJsonObject self = reference(u"parameters"_s);
    const QStringList types{u"string"_s, u"number"_s, u"integer"_s, u"boolean"_s,
                            u"array"_s,  u"object"_s, u"null"_s};
    const QJsonObject type = anyOf({json::oneOf(types), listOf(json::oneOf(types))});
    const QJsonObject properties{{u"type"_s, type},
                                 {u"description"_s, json::ofType("string")},
                                 {u"properties"_s, mapOf(self)},
                                 {u"required"_s, listOf(json::ofType("string"))},
                                 {u"items"_s, self},
                                 {u"enum"_s, json::ofType("array")},
                                 {u"default"_s, QJsonObject()}};
    QJsonObject schema;
    schema.insert(u"type"_s, QJsonArray{u"object"_s, u"boolean"_s, u"null"_s});
    schema.insert(u"properties"_s, properties);
    schema.insert(u"x-order"_s,
                  QJsonArray{u"type"_s, u"description"_s, u"properties"_s, u"required"_s, u"items"_s,
                             u"enum"_s, u"default"_s});
    return schema;
}

void addRange(QJsonObject &schema, const SpecKey &key)
{
    if (key.lowest == SpecKey::aboveZero)
        schema.insert(u"exclusiveMinimum"_s, 0);
    else if (key.lowest != -SpecKey::unlimited)
        schema.insert(u"minimum"_s, key.lowest);
    if (key.highest != SpecKey::unlimited)
        schema.insert(u"maximum"_s, key.highest);
}

void annotate(QJsonObject &schema, const SpecKey &key)
{
    schema.insert(u"description"_s, QString::fromUtf8(key.meaning));
    addRange(schema, key);
    if (*key.pattern)
        schema.insert(u"pattern"_s, QString::fromLatin1(key.pattern));
    if (!key.words)
        return;
    QJsonArray words = QJsonArray::fromStringList(key.words());
    if (!*key.pattern && schema.value(u"type").isArray())
        words.append(QJsonValue::Null);
    schema.insert(*key.pattern ? u"examples"_s : u"enum"_s, words);
}

/// Where the schema of what a mapping or list holds stands.
QString holderOfAny(const QJsonObject &schema)
{
    return schema.value(u"additionalProperties").isObject() ? u"additionalProperties"_s : u"items"_s;
}

/// The schema with what is known of the key at `steps` below it written in.
QJsonObject annotated(QJsonObject schema, QStringList steps, const SpecKey &key)
{
    if (steps.isEmpty()) {
        annotate(schema, key);
        return schema;
    }
    if (QJsonArray alternatives = schema.value(u"anyOf").toArray(); !alternatives.isEmpty()) {
        for (auto &&alternative : alternatives)
            alternative = annotated(alternative.toObject(), steps, key);
        schema.insert(u"anyOf"_s, alternatives);
        return schema;
    }
    const QString step = steps.takeFirst();
    const QString holder = step == u"*" ? holderOfAny(schema) : u"properties"_s;
    QJsonObject inner = schema.value(holder).toObject();
    if (step == u"*") {
        inner = annotated(inner, steps, key);
    } else if (inner.contains(step)) {
        inner.insert(step, annotated(inner.value(step).toObject(), steps, key));
    }
    if (!inner.isEmpty())
        schema.insert(holder, inner);
    return schema;
}

/// What other programs call `mcp_servers` holds the same, and is not offered.
void describeOtherName(QJsonObject &schema)
{
    const QString name = u"mcpServers"_s;
    QJsonObject properties = schema.value(u"properties").toObject();
    const QJsonValue meaning = properties.value(name)[u"description"];
    QJsonObject same = properties.value(u"mcp_servers").toObject();
    same.insert(u"description"_s, meaning);
    same.insert(u"deprecated"_s, true);
    properties.insert(name, same);
    QJsonArray order;
    for (const QJsonValue &key : schema.value(u"x-order").toArray()) {
        if (key != name)
            order.append(key);
    }
    schema.insert(u"properties"_s, properties);
    schema.insert(u"x-order"_s, order);
}

QJsonObject made()
{
    QJsonObject schema = json::schemaOf<AgentSpec>();
    for (const SpecKey &key : specKeys())
        schema = annotated(schema, QString::fromLatin1(key.place).split(u'/').mid(1), key);
    describeOtherName(schema);
    schema.insert(u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s);
    schema.insert(u"title"_s, u"Slipway agent file"_s);
    schema.insert(u"$defs"_s, QJsonObject{{u"parameters"_s, parametersSchema()}});
    schema.insert(u"patternProperties"_s, QJsonObject{{u"^x-"_s, QJsonObject()}}); // the author's own
    return schema;
}

} // namespace

const QJsonObject &agentSchema()
{
    static const QJsonObject schema = made();
    return schema;
}

QByteArray agentSchemaText()
{
    return QJsonDocument(agentSchema()).toJson();
}

} // namespace agent
