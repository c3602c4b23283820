// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ParameterFields.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

/// Undefined for a text that is no JSON.
QJsonValue jsonOf(const QString &text)
{
    const QJsonArray list = QJsonDocument::fromJson((u'[' + text + u']').toUtf8()).array();
    return list.size() == 1 ? list.first() : QJsonValue(QJsonValue::Undefined);
}

QString asJson(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == u"integer"_s)
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    if (type == u"number"_s)
        return value.isDouble();
    if (type == u"boolean"_s)
        return value.isBool();
    if (type == u"array"_s)
        return value.isArray();
    return type != u"object"_s || value.isObject();
}

} // namespace

QString ValueField::textOf(const QJsonValue &value) const
{
    if (value.isUndefined())
        return {};
    const bool isItself =
        value.isString() && (m_type == u"string"_s || jsonOf(value.toString()).isUndefined());
    return isItself ? value.toString() : asJson(value);
}

QJsonValue ValueField::valueOf(const QString &text) const
{
    if (text.isEmpty())
        return QJsonValue::Undefined;
    if (m_type == u"string"_s)
        return text;
    const QJsonValue value = jsonOf(text);
    if (value.isUndefined() && m_type.isEmpty())
        return text;
    return !value.isUndefined() && isOfType(value, m_type) ? value : QJsonValue(QJsonValue::Null);
}

QString ValueField::expectation() const
{
    return m_type.isEmpty() ? tr("A value, as JSON.") : tr("A value of the type “%1”, as JSON.").arg(m_type);
}

QString ChoicesField::textOf(const QJsonValue &value) const
{
    if (value.isUndefined())
        return {};
    QStringList items;
    for (const QJsonValue &item : value.toArray())
        items.append(item.isString() ? item.toString() : asJson(item));
    const QString text = items.join(u", "_s);
    return itemsOf(text) == value.toArray() ? text : asJson(value);
}

QJsonValue ChoicesField::valueOf(const QString &text) const
{
    if (text.trimmed().isEmpty())
        return QJsonValue::Undefined;
    const QJsonArray items = itemsOf(text);
    return items.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(items);
}

QJsonArray ChoicesField::itemsOf(const QString &text) const
{
    if (text.trimmed().startsWith(u'['))
        return QJsonDocument::fromJson(text.toUtf8()).array();
    QJsonArray items;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString word = part.trimmed();
        const bool isNumber = type() == u"integer"_s || type() == u"number"_s;
        const QJsonValue item = isNumber ? jsonOf(word) : QJsonValue(word);
        if (word.isEmpty() || !isOfType(item, isNumber ? type() : QString()))
            return {};
        items.append(item);
    }
    return items;
}

QString ChoicesField::expectation() const
{
    return tr("Values of its type with commas between them, or a JSON list.");
}

} // namespace ui

#include "moc_ParameterFields.cpp"
