// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ParameterKeys.h"

#include "ui/editor/tools/ToolKeys.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

/// "/tools/1/parameters" of "/tools/1/parameters/properties/city"
QString schemaOf(const QString &property)
{
    return property.section(u'/', 0, -3);
}

bool isObjectSchema(const QJsonValue &schema)
{
    return schema[u"type"_s] == u"object"_s || schema[u"properties"_s].isObject();
}

void setChoices(Draft &draft, const QString &property, const QJsonValue &value)
{
    const QString pointer = property + u"/enum"_s;
    const QJsonArray before = draft.value(pointer).toArray();
    const QJsonArray after = value.toArray();
    if (value.isUndefined())
        return draft.remove(pointer);
    if (before.isEmpty())
        return draft.set(pointer, after);
    for (qsizetype i = before.size() - 1; i >= after.size(); --i)
        draft.remove(json::pointer(pointer, i));
    for (qsizetype i = 0; i < after.size(); ++i) {
        if (i < before.size())
            draft.set(json::pointer(pointer, i), after.at(i));
        else
            draft.insert(pointer, i, after.at(i));
    }
}

} // namespace

void setRequired(Draft &draft, const QString &schema, const QString &key, bool required)
{
    const QString pointer = schema + u"/required"_s;
    const QJsonArray list = draft.value(pointer).toArray();
    const auto at = std::ranges::find(list, QJsonValue(key)) - list.begin();
    if (!required && at < list.size())
        removeWithEmptyParents(draft, list.size() == 1 ? pointer : json::pointer(pointer, at));
    else if (required && list.isEmpty())
        draft.set(pointer, QJsonArray{key});
    else if (required && at == list.size())
        draft.insert(pointer, list.size(), key);
}

Form::Way requiredWay()
{
    const auto read = [](const SpecDocument &document, const QString &property) {
        return QJsonValue(
            document.value(schemaOf(property) + u"/required"_s).toArray().contains(lastKey(property)));
    };
    const auto write = [](Draft &draft, const QString &property, const QJsonValue &value) {
        setRequired(draft, schemaOf(property), lastKey(property), value.toBool());
    };
    return {read, write};
}

Form::Way propertyNameWay()
{
    Form::Way way = keyWay();
    way.write = [rename = way.write](Draft &draft, const QString &property, const QJsonValue &value) {
        const QString list = schemaOf(property) + u"/required"_s;
        const QJsonArray required = draft.value(list).toArray();
        for (qsizetype i = 0; i < required.size(); ++i) {
            if (required.at(i) == lastKey(property) && !value.isUndefined())
                draft.set(json::pointer(list, i), value);
        }
        rename(draft, property, value);
    };
    return way;
}

Form::Way propertyPartWay(const QString &part)
{
    const auto read = [part](const SpecDocument &document, const QString &property) {
        return document.value(json::pointer(property, part));
    };
    const auto write = [part](Draft &draft, const QString &property, const QJsonValue &value) {
        const QString pointer = json::pointer(property, part);
        value.isUndefined() ? draft.remove(pointer) : draft.set(pointer, value);
    };
    return {read, write};
}

Form::Way propertyTypeWay()
{
    const Form::Way usual = propertyPartWay(u"type"_s);
    const auto read = [](const SpecDocument &document, const QString &property) {
        const QJsonValue type = document.value(property + u"/type"_s);
        QStringList words;
        for (const QJsonValue &word : type.toArray())
            words.append(word.toString());
        return type.isArray() ? QJsonValue(words.join(u" | "_s)) : type;
    };
    return {read, usual.write};
}

Form::Way choicesWay()
{
    return {propertyPartWay(u"enum"_s).read, setChoices};
}

Form::Way itemsTypeWay()
{
    const auto read = [](const SpecDocument &document, const QString &property) {
        return document.value(property + u"/items/type"_s);
    };
    const auto write = [](Draft &draft, const QString &property, const QJsonValue &value) {
        const QString pointer = property + u"/items/type"_s;
        value.isUndefined() ? removeWithEmptyParents(draft, pointer) : draft.set(pointer, value);
    };
    return {read, write};
}

QString objectWithin(const SpecDocument &document, const QString &property)
{
    const QJsonValue schema = document.value(property);
    if (isObjectSchema(schema))
        return property;
    return isObjectSchema(schema[u"items"_s]) ? property + u"/items"_s : QString();
}

QStringList keysBeyondTable(const QJsonObject &property)
{
    const QStringList known{u"type"_s,       u"description"_s, u"default"_s, u"enum"_s,
                            u"properties"_s, u"required"_s,    u"items"_s};
    const QStringList knownOfItems{u"type"_s, u"properties"_s, u"required"_s};
    QStringList beyond;
    for (const QString &key : property.keys()) {
        if (!known.contains(key))
            beyond.append(key);
    }
    for (const QString &key : property[u"items"_s].toObject().keys()) {
        if (!knownOfItems.contains(key))
            beyond.append(u"items/"_s + key);
    }
    return beyond;
}

} // namespace ui
