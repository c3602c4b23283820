// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/openapi/OpenApiSchema.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace agent::openapi {
namespace {

/// How deep schemas are followed; what lies deeper may be anything.
constexpr qsizetype deepest = 12;
/// How many schemas one may consist of once references are written out; the rest may be anything.
constexpr int mostSchemas = 2000;

/// RFC 6901, within the document.
QJsonValue valueAt(const QJsonObject &document, const QString &reference)
{
    if (!reference.startsWith(u"#/"))
        return QJsonValue::Undefined;
    QJsonValue value = document;
    for (QString step : reference.mid(2).split(u'/')) {
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    }
    return value;
}

QString referenceIn(const QJsonObject &object)
{
    return object.value(u"$ref"_s).toString();
}

/// The words of JSON Schema that are taken over as they are.
bool isPlainWord(const QString &key)
{
    static const QStringList words{u"type"_s,          u"format"_s,       u"description"_s, u"title"_s,
                                   u"enum"_s,          u"const"_s,        u"default"_s,     u"minimum"_s,
                                   u"maximum"_s,       u"pattern"_s,      u"minLength"_s,   u"maxLength"_s,
                                   u"minItems"_s,      u"maxItems"_s,     u"uniqueItems"_s, u"multipleOf"_s,
                                   u"minProperties"_s, u"maxProperties"_s};
    return words.contains(key);
}

/// OpenAPI 3.0 writes "exclusiveMinimum: true" beside "minimum".
void takeBound(const QJsonObject &written, const QString &bound, const QString &exclusive,
               QJsonObject &schema)
{
    const QJsonValue value = written.value(exclusive);
    if (value.isDouble()) {
        schema.insert(exclusive, value);
    } else if (value.toBool()) {
        schema.insert(exclusive, written.value(bound));
        schema.remove(bound);
    }
}

/// OpenAPI 3.0 writes "nullable: true".
void takeNull(const QJsonObject &written, QJsonObject &schema)
{
    if (!written.value(u"nullable"_s).toBool())
        return;
    if (const QJsonValue type = schema.value(u"type"_s); type.isString())
        schema.insert(u"type"_s, QJsonArray{type, u"null"_s});
    if (QJsonArray values = schema.value(u"enum"_s).toArray();
        !values.isEmpty() && !values.contains(QJsonValue::Null)) {
        values.append(QJsonValue::Null);
        schema.insert(u"enum"_s, values);
    }
}

} // namespace

QJsonObject Schemas::resolved(const QJsonValue &value) const
{
    QJsonObject object = value.toObject();
    for (int steps = 0; steps < 16; ++steps) {
        const QString reference = referenceIn(object);
        if (reference.isEmpty())
            return object;
        object = valueAt(m_document, reference).toObject();
    }
    return {};
}

QJsonValue Schemas::schema(const QJsonValue &written) const
{
    int left = mostSchemas;
    return converted(written, {{}, &left});
}

QJsonValue Schemas::converted(const QJsonValue &written, const Way &way) const
{
    if (written.isBool())
        return written;
    const QJsonObject object = written.toObject();
    const QString reference = referenceIn(object);
    if (way.above.contains(reference) || way.above.size() > deepest || --*way.left < 0)
        return QJsonObject();
    const Way below{way.above + QStringList{reference.isEmpty() ? u"-"_s : reference}, way.left};
    if (reference.isEmpty())
        return convertedObject(object, below);
    QJsonObject schema = convertedObject(resolved(object), below);
    if (const QJsonValue description = object.value(u"description"_s); description.isString())
        schema.insert(u"description"_s, description);
    return schema;
}

QJsonObject Schemas::properties(const QJsonObject &written, const Way &way) const
{
    QJsonObject properties;
    for (auto it = written.begin(); it != written.end(); ++it) {
        if (!resolved(*it).value(u"readOnly"_s).toBool())
            properties.insert(it.key(), converted(*it, way));
    }
    return properties;
}

QJsonObject Schemas::convertedObject(const QJsonObject &written, const Way &way) const
{
    static const QStringList lists{u"allOf"_s, u"anyOf"_s, u"oneOf"_s, u"prefixItems"_s};
    static const QStringList single{u"items"_s, u"additionalProperties"_s, u"not"_s};
    QJsonObject schema;
    for (auto it = written.begin(); it != written.end(); ++it) {
        if (isPlainWord(it.key())) {
            schema.insert(it.key(), *it);
        } else if (single.contains(it.key())) {
            schema.insert(it.key(), converted(*it, way));
        } else if (lists.contains(it.key())) {
            QJsonArray parts;
            for (const QJsonValue &part : it->toArray())
                parts.append(converted(part, way));
            schema.insert(it.key(), parts);
        }
    }
    takeBound(written, u"minimum"_s, u"exclusiveMinimum"_s, schema);
    takeBound(written, u"maximum"_s, u"exclusiveMaximum"_s, schema);
    takeNull(written, schema);
    if (!written.contains(u"properties"_s))
        return schema;
    const QJsonObject known = properties(written.value(u"properties"_s).toObject(), way);
    QJsonArray required;
    for (const QJsonValue &name : written.value(u"required"_s).toArray()) {
        if (known.contains(name.toString()))
            required.append(name);
    }
    schema.insert(u"type"_s,
                  schema.value(u"type"_s).isArray() ? schema.value(u"type"_s) : QJsonValue(u"object"_s));
    schema.insert(u"properties"_s, known);
    if (!required.isEmpty())
        schema.insert(u"required"_s, required);
    return schema;
}

} // namespace agent::openapi
