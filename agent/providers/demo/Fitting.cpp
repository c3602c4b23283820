// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Fitting.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

QString typeOf(const QJsonObject &schema)
{
    const QJsonValue type = schema.value(u"type"_s);
    const QString usual = schema.contains(u"properties"_s) ? u"object"_s : u"string"_s;
    return type.isArray() ? type.toArray().first().toString(usual) : type.toString(usual);
}

QJsonValue valueFor(const QJsonObject &schema, const QString &text)
{
    for (const QString &key : {u"const"_s, u"default"_s}) {
        if (schema.contains(key))
            return schema.value(key);
    }
    for (const QString &key : {u"enum"_s, u"examples"_s}) {
        if (const QJsonArray choices = schema.value(key).toArray(); !choices.isEmpty())
            return choices.first();
    }
    const QString type = typeOf(schema);
    if (type == u"object")
        return fitting(schema, text);
    if (type == u"number" || type == u"integer")
        return schema.value(u"minimum"_s).toDouble();
    if (type == u"boolean")
        return false;
    if (type == u"null")
        return QJsonValue::Null;
    return type == u"array" ? QJsonValue(QJsonArray()) : QJsonValue(text);
}

} // namespace

QJsonObject fitting(const QJsonObject &schema, const QString &text)
{
    QJsonObject object;
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        object.insert(it.key(), valueFor(it->toObject(), text));
    return object;
}

} // namespace agent::demo
