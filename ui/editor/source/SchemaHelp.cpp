// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/SchemaHelp.h"

#include "agent/base/Json.h"
#include "agent/spec/AgentSchema.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

/// The alternatives that a schema leaves, each without "anyOf" and "$ref".
QList<QJsonObject> alternatives(const QJsonObject &schema)
{
    if (const QString reference = schema.value(u"$ref").toString(); !reference.isEmpty())
        return alternatives(agentSchema().value(u"$defs")[reference.section(u'/', -1)].toObject());
    if (!schema.contains(u"anyOf"_s))
        return {schema};
    QList<QJsonObject> all;
    for (const QJsonValue &one : schema.value(u"anyOf").toArray())
        all += alternatives(one.toObject());
    return all;
}

/// One step down: a key, or "-" for the items of a list.
QJsonObject below(const QJsonObject &schema, const QString &step)
{
    for (const QJsonObject &one : alternatives(schema)) {
        if (step == u"-") {
            if (one.contains(u"items"_s) && one.value(u"type") != u"object"_s)
                return one.value(u"items").toObject();
            continue;
        }
        const QJsonObject properties = one.value(u"properties").toObject();
        if (properties.contains(step))
            return properties.value(step).toObject();
        if (one.value(u"additionalProperties").isObject())
            return one.value(u"additionalProperties").toObject();
    }
    return {};
}

QJsonObject schemaAt(const QStringList &path)
{
    QJsonObject schema = agentSchema();
    for (const QString &step : path)
        schema = below(schema, step);
    return schema;
}

QStringList keysOf(const QJsonObject &schema)
{
    QStringList keys;
    for (const QJsonObject &one : alternatives(schema)) {
        for (const QJsonValue &key : one.value(u"x-order").toArray())
            keys.append(key.toString() + u':');
    }
    return keys;
}

QStringList wordsOf(const QJsonObject &schema)
{
    QStringList words;
    for (const QJsonObject &one : alternatives(schema)) {
        if (one.value(u"deprecated").toBool())
            continue;
        for (const QString &known : {u"enum"_s, u"examples"_s}) {
            for (const QJsonValue &word : one.value(known).toArray())
                words.append(word.toString());
        }
        const QJsonValue type = one.value(u"type");
        if (type == u"boolean"_s || type.toArray().contains(u"boolean"_s))
            words += {u"true"_s, u"false"_s};
    }
    words.removeAll(QString()); // null
    return words;
}

} // namespace

QStringList yamlCompletions(const YamlPlace &place)
{
    if (place.isComment)
        return {};
    const QJsonObject here = schemaAt(place.path);
    QStringList all;
    if (!place.key.isEmpty())
        all = wordsOf(below(here, place.key));
    else if (place.isItem)
        all = wordsOf(here) + keysOf(here);
    else
        all = keysOf(here);
    const QString typed = QString::fromUtf8(place.typed);
    all.removeIf([&](const QString &word) {
        return !word.startsWith(typed, Qt::CaseInsensitive) || word.chopped(word.endsWith(u':')) == typed;
    });
    return all;
}

QString yamlHelp(const YamlPlace &place)
{
    if (place.isComment || place.key.isEmpty())
        return {};
    const QJsonObject schema = below(schemaAt(place.path), place.key);
    QString meaning = schema.value(u"description").toString();
    const QJsonValue usual = schema.value(u"default");
    if (meaning.isEmpty() || usual.isUndefined())
        return meaning;
    return QCoreApplication::translate("YamlEdit", "%1\nDefault: %2")
        .arg(meaning, QString::fromUtf8(json::text(usual)));
}

} // namespace ui
