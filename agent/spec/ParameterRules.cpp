// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const QStringList &typeNames()
{
    static const QStringList names{u"string"_s, u"number"_s, u"integer"_s, u"boolean"_s,
                                   u"array"_s,  u"object"_s, u"null"_s};
    return names;
}

void checkType(const QJsonValue &type, json::Reader &reader, const QString &where)
{
    if (type.isUndefined())
        return;
    const QJsonArray listed = type.isArray() ? type.toArray() : QJsonArray{type};
    for (qsizetype i = 0; i < listed.size(); ++i) {
        if (typeNames().contains(listed[i].toString()))
            continue;
        json::Reader one;
        one.addMismatch(type.isArray() ? json::pointer(where, i) : where,
                        u"one of "_s + typeNames().join(u", "_s), listed[i]);
        json::Fault fault = one.faults().constFirst();
        fault.suggestion = nearest(listed[i].toString(), typeNames());
        reader.add(fault);
    }
}

void checkRequired(const QJsonObject &schema, json::Reader &reader, const QString &where)
{
    const QJsonValue required = schema[u"required"];
    if (required.isUndefined())
        return;
    if (!required.isArray()) {
        reader.addMismatch(where + u"/required"_s, u"a list of names"_s, required);
        return;
    }
    const QStringList known = schema[u"properties"].toObject().keys();
    const QJsonArray names = required.toArray();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString name = names[i].toString();
        if (!known.contains(name)) {
            reader.add({json::pointer(where + u"/required"_s, i),
                        u"expected one of the names in \"properties\", found \"%1\""_s.arg(name),
                        nearest(name, known), false});
        }
    }
}

void checkProperties(const QJsonObject &schema, json::Reader &reader, const QString &where)
{
    const QJsonValue properties = schema[u"properties"];
    if (properties.isUndefined())
        return;
    if (!properties.isObject()) {
        reader.addMismatch(where + u"/properties"_s, u"a mapping of names"_s, properties);
        return;
    }
    const QJsonObject named = properties.toObject();
    for (auto it = named.begin(); it != named.end(); ++it)
        checkSchema(it.value(), reader, json::pointer(where + u"/properties"_s, it.key()));
}

} // namespace

void checkSchema(const QJsonValue &value, json::Reader &reader, const QString &where)
{
    if (value.isBool()) // JSON Schema allows true and false in the place of a schema
        return;
    if (!value.isObject()) {
        reader.addMismatch(where, u"a mapping such as { type: string, description: … }"_s, value);
        return;
    }
    const QJsonObject schema = value.toObject();
    checkType(schema[u"type"], reader, where + u"/type"_s);
    if (!schema[u"description"].isUndefined() && !schema[u"description"].isString())
        reader.addMismatch(where + u"/description"_s, u"text"_s, schema[u"description"]);
    if (!schema[u"enum"].isUndefined() && schema[u"enum"].toArray().isEmpty())
        reader.addMismatch(where + u"/enum"_s, u"a list of values"_s, schema[u"enum"]);
    if (!schema[u"items"].isUndefined())
        checkSchema(schema[u"items"], reader, where + u"/items"_s);
    checkProperties(schema, reader, where);
    checkRequired(schema, reader, where);
}

void checkParameters(const QJsonObject &schema, json::Reader &reader, const QString &where)
{
    const QJsonValue type = schema[u"type"];
    if (!schema.isEmpty() && type.isUndefined() && !schema.contains(u"properties"_s)) {
        reader.add(where,
                   u"expected a JSON Schema: \"type: object\", and the parameters under \"properties\""_s);
        return;
    }
    if (!type.isUndefined() && type != u"object"_s) {
        reader.addMismatch(where + u"/type"_s, u"\"object\", since the arguments of a tool have names"_s,
                           type);
        return;
    }
    checkSchema(schema, reader, where);
}

} // namespace agent
