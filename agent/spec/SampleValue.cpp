// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SampleValue.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr int deepest = 6;    // a schema may refer to itself,
constexpr int mostMade = 100; // and more than once

QJsonObject referredTo(const QString &reference, const QJsonObject &whole)
{
    QJsonValue found = whole;
    for (QString step : reference.mid(2).split(u'/'))
        found = found.toObject().value(step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s));
    return found.toObject();
}

QJsonObject firstAlternative(const QJsonArray &alternatives)
{
    for (const QJsonValue &alternative : alternatives) {
        if (alternative[u"type"] != u"null"_s)
            return alternative.toObject();
    }
    return {};
}

/// Both in one; what `more` says counts.
QJsonObject merged(QJsonObject schema, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        schema.insert(it.key(), it.value());
    return schema;
}

QJsonObject resolved(QJsonObject schema, const QJsonObject &whole)
{
    for (int depth = 0; depth < deepest; ++depth) {
        const QString reference = schema.take(u"$ref"_s).toString();
        if (reference.startsWith(u"#/"))
            schema = merged(schema, referredTo(reference, whole));
        for (const QString &word : {u"anyOf"_s, u"oneOf"_s})
            schema = merged(schema, firstAlternative(schema.take(word).toArray()));
    }
    return schema;
}

QString firstType(const QJsonValue &written)
{
    if (written.isString())
        return written.toString();
    QStringList types;
    for (const QJsonValue &type : written.toArray())
        types.append(type.toString());
    types.removeAll(u"null"_s);
    return types.value(0);
}

QJsonArray choicesOf(const QJsonObject &schema, const QString &type)
{
    if (schema.contains(u"const"_s))
        return {schema.value(u"const"_s)};
    if (schema.contains(u"enum"_s))
        return schema.value(u"enum"_s).toArray();
    return type == u"boolean"_s ? QJsonArray{true, false} : QJsonArray();
}

QString sampleText(const QJsonObject &schema)
{
    static const QMap<QString, QString> byFormat{
        {u"date"_s, u"2024-02-29"_s},          {u"date-time"_s, u"2024-02-29T12:00:00Z"_s},
        {u"time"_s, u"12:00:00Z"_s},           {u"email"_s, u"ada@example.org"_s},
        {u"uri"_s, u"https://example.org/"_s}, {u"uuid"_s, u"123e4567-e89b-42d3-a456-426614174000"_s},
        {u"ipv4"_s, u"192.0.2.1"_s},           {u"ipv6"_s, u"2001:db8::1"_s}};
    const QString text = byFormat.value(schema.value(u"format"_s).toString(), u"text"_s);
    const int least = std::min(schema.value(u"minLength"_s).toInt(), 100'000);
    return text.leftJustified(least, u'x').left(schema.value(u"maxLength"_s).toInt(int(text.size()) + least));
}

double sampleNumber(const QJsonObject &schema)
{
    const double above = schema.value(u"exclusiveMinimum"_s).toDouble(-HUGE_VAL) + 1;
    const double below = schema.value(u"exclusiveMaximum"_s).toDouble(HUGE_VAL) - 1;
    const double least = std::max(above, schema.value(u"minimum"_s).toDouble(-HUGE_VAL));
    const double most = std::min(below, schema.value(u"maximum"_s).toDouble(HUGE_VAL));
    const double value = std::min(std::max(1.0, least), most);
    const double step = schema.value(u"multipleOf"_s).toDouble();
    return step > 0 ? step * std::ceil(value / step) : value;
}

/// How much more may be made up.
struct Room
{
    int depth;
    int *left;

    bool isUp() const { return depth <= 0 || *left <= 0; }
    Room inside() const { return {depth - 1, left}; }
};

QJsonValue made(const QJsonObject &schema, const QJsonObject &whole, Room room);

QJsonObject madeObject(const QJsonObject &schema, const QJsonObject &whole, Room room)
{
    QJsonObject object;
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (const QJsonValue &required : schema.value(u"required"_s).toArray()) {
        if (room.isUp())
            break;
        const QString name = required.toString();
        object.insert(name, made(properties.value(name).toObject(), whole, room.inside()));
    }
    return object;
}

QJsonArray madeList(const QJsonObject &schema, const QJsonObject &whole, Room room)
{
    QJsonArray list;
    const int count = std::clamp(schema.value(u"minItems"_s).toInt(1), 1, 100);
    for (int i = 0; i < count; ++i)
        list.append(made(schema.value(u"items"_s).toObject(), whole, room.inside()));
    return list;
}

QJsonValue made(const QJsonObject &schema, const QJsonObject &whole, Room room)
{
    --*room.left;
    const ValueShape shape = valueShape(schema, whole);
    for (const QJsonValue &given :
         {shape.schema.value(u"default"_s), shape.schema.value(u"examples"_s).toArray().at(0)}) {
        if (!given.isNull() && !given.isUndefined())
            return given;
    }
    if (!shape.choices.isEmpty())
        return shape.choices.at(0);
    if (shape.type == u"object" && !room.isUp())
        return madeObject(shape.schema, whole, room);
    if (shape.type == u"array" && !room.isUp())
        return madeList(shape.schema, whole, room);
    if (shape.type == u"integer" || shape.type == u"number")
        return sampleNumber(shape.schema);
    return shape.type == u"null" ? QJsonValue() : sampleText(shape.schema);
}

} // namespace

ValueShape valueShape(const QJsonObject &schema, const QJsonObject &whole)
{
    ValueShape shape;
    shape.schema = resolved(schema, whole);
    shape.type = firstType(shape.schema.value(u"type"_s));
    shape.choices = choicesOf(shape.schema, shape.type);
    return shape;
}

QJsonValue sampleValue(const QJsonObject &schema, const QJsonObject &whole)
{
    int left = mostMade;
    return made(schema, whole, {deepest, &left});
}

} // namespace agent
