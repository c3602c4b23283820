// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/ArgumentShape.h"

using namespace Qt::StringLiterals;

namespace ui {
namespace {

bool isNullSchema(const QJsonValue &schema)
{
    return schema[u"type"].toString() == u"null"_s;
}

/// A schema of the form "this or null" as this, if it is one.
QJsonObject withoutAlternatives(QJsonObject schema, bool &isNullable)
{
    for (const QString &word : {u"anyOf"_s, u"oneOf"_s}) {
        QJsonArray others;
        const QJsonArray alternatives = schema.value(word).toArray();
        for (const QJsonValue &alternative : alternatives) {
            if (!isNullSchema(alternative))
                others.append(alternative);
        }
        if (others.size() != 1 || alternatives.isEmpty())
            continue;
        isNullable = isNullable || others.size() < alternatives.size();
        schema.remove(word);
        const QJsonObject only = others.at(0).toObject();
        for (auto it = only.begin(); it != only.end(); ++it)
            schema.insert(it.key(), it.value());
    }
    return schema;
}

QString onlyType(const QJsonValue &written, bool &isNullable)
{
    if (written.isString())
        return written.toString();
    QStringList types;
    for (const QJsonValue &type : written.toArray())
        types.append(type.toString());
    isNullable = types.removeAll(u"null"_s) > 0 || isNullable;
    return types.size() == 1 ? types.constFirst() : QString();
}

QJsonArray choicesIn(const ArgumentShape &shape, bool &isNullable)
{
    if (shape.schema.contains(u"const"_s))
        return {shape.schema.value(u"const"_s)};
    if (shape.type == u"boolean"_s && !shape.schema.contains(u"enum"_s))
        return {true, false};
    QJsonArray choices;
    for (const QJsonValue &choice : shape.schema.value(u"enum"_s).toArray()) {
        if (choice.isNull())
            isNullable = true;
        else
            choices.append(choice);
    }
    return choices;
}

} // namespace

ArgumentShape shapeOf(const QJsonObject &schema)
{
    ArgumentShape shape;
    shape.schema = withoutAlternatives(schema, shape.isNullable);
    shape.type = onlyType(shape.schema.value(u"type"_s), shape.isNullable);
    shape.choices = choicesIn(shape, shape.isNullable);
    return shape;
}

QJsonValue firstValue(const QJsonObject &schema)
{
    const ArgumentShape shape = shapeOf(schema);
    QJsonValue standard = shape.schema.value(u"default"_s);
    if (!standard.isUndefined())
        return standard;
    if (!shape.choices.isEmpty())
        return shape.type == u"boolean"_s ? QJsonValue(false) : shape.choices.at(0);
    if (shape.type == u"object"_s)
        return firstArguments(shape.schema);
    if (shape.type == u"array"_s)
        return QJsonArray();
    if (shape.type == u"integer"_s || shape.type == u"number"_s)
        return shape.schema.value(u"minimum"_s).toDouble(0);
    return QString();
}

QJsonObject firstArguments(const QJsonObject &schema)
{
    QJsonObject arguments;
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (const QJsonValue &name : schema.value(u"required"_s).toArray())
        arguments.insert(name.toString(), firstValue(properties.value(name.toString()).toObject()));
    return arguments;
}

} // namespace ui
