// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/JsonPlaces.h"

#include "agent/base/Yaml.h"

namespace ui {
namespace {

QJsonValue inList(QJsonArray list, const QStringList &steps, const QJsonValue &value);

QJsonValue inPlace(const QJsonValue &whole, const QStringList &steps, const QJsonValue &value)
{
    if (steps.isEmpty())
        return value;
    if (whole.isArray())
        return inList(whole.toArray(), steps, value);
    QJsonObject object = whole.toObject();
    const QString &key = steps.constFirst();
    const QJsonValue inner = inPlace(object.value(key), steps.mid(1), value);
    if (inner.isUndefined())
        object.remove(key);
    else
        object.insert(key, inner);
    return object;
}

QJsonValue inList(QJsonArray list, const QStringList &steps, const QJsonValue &value)
{
    const int index = steps.constFirst().toInt();
    const QJsonValue inner = inPlace(index < list.size() ? list.at(index) : QJsonValue(QJsonValue::Undefined),
                                     steps.mid(1), value);
    if (inner.isUndefined() && index < list.size())
        list.removeAt(index);
    else if (index < list.size())
        list.replace(index, inner);
    else if (!inner.isUndefined())
        list.append(inner);
    return list;
}

} // namespace

QJsonValue valueAt(const QJsonValue &whole, const QString &pointer)
{
    QJsonValue value = whole;
    for (const QString &step : agent::yaml::steps(pointer))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value[step];
    return value;
}

QJsonValue withValueAt(const QJsonValue &whole, const QString &pointer, const QJsonValue &value)
{
    return inPlace(whole, agent::yaml::steps(pointer), value);
}

} // namespace ui
