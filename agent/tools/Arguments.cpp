// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/Arguments.h"

#include "agent/base/Nearest.h"
#include "agent/base/SchemaCheck.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QStringList typesOf(const QJsonObject &schema)
{
    const QJsonValue type = schema.value(u"type"_s);
    if (type.isString())
        return {type.toString()};
    QStringList list;
    for (const QJsonValue &one : type.toArray())
        list.append(one.toString());
    return list;
}

bool isNumeric(const QString &type)
{
    return type == u"number"_s || type == u"integer"_s;
}

bool fits(const QJsonValue &value, const QString &type)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return type == u"null"_s;
    case QJsonValue::Bool:
        return type == u"boolean"_s;
    case QJsonValue::Double:
        return type == u"number"_s
            || (type == u"integer"_s && std::trunc(value.toDouble()) == value.toDouble());
    case QJsonValue::String:
        return type == u"string"_s;
    case QJsonValue::Array:
        return type == u"array"_s;
    case QJsonValue::Object:
        return type == u"object"_s;
    case QJsonValue::Undefined:
        return false;
    }
    Q_UNREACHABLE();
}

/// The text as the type wanted; undefined if it cannot be read as that.
QJsonValue converted(const QString &text, const QString &type)
{
    const QString word = text.trimmed().toLower();
    if (type == u"boolean"_s) {
        if (QStringList{u"true"_s, u"1"_s, u"yes"_s, u"on"_s}.contains(word))
            return true;
        if (QStringList{u"false"_s, u"0"_s, u"no"_s, u"off"_s}.contains(word))
            return false;
    }
    if (!isNumeric(type))
        return QJsonValue::Undefined;
    bool ok = false;
    if (const qint64 whole = word.toLongLong(&ok); ok)
        return whole;
    const double number = word.toDouble(&ok);
    return ok && std::isfinite(number) ? QJsonValue(number) : QJsonValue(QJsonValue::Undefined);
}

/// Null in so many words: as one of its types, or as an alternative.
bool takesNull(const QJsonObject &schema)
{
    const QStringList types = typesOf(schema);
    if (!types.isEmpty())
        return types.contains(u"null"_s);
    const bool hasAlternatives = schema.contains(u"anyOf"_s) || schema.contains(u"oneOf"_s);
    return hasAlternatives && checkAgainstSchema(QJsonValue::Null, schema);
}

QString wanted(const QString &type)
{
    static const QMap<QString, QString> words{
        {u"string"_s, u"text"_s},           {u"number"_s, u"a number"_s}, {u"integer"_s, u"a whole number"_s},
        {u"boolean"_s, u"true or false"_s}, {u"array"_s, u"a list"_s},    {u"object"_s, u"an object"_s}};
    return words.value(type, type);
}

tl::unexpected<Error> mismatch(const QString &name, const QStringList &types, const QJsonValue &found)
{
    QStringList words;
    for (const QString &type : types)
        words.append(wanted(type));
    constexpr qsizetype shown = 60;
    QString text = QString::fromUtf8(json::text(found));
    if (text.size() > shown)
        text = text.left(shown) + u'…';
    return fail(ErrorKind::InvalidInput,
                u"\"%1\" must be %2, not %3"_s.arg(name, words.join(u" or "_s), text),
                json::pointer({}, name));
}

Result<QJsonValue> coerced(const QString &name, const QJsonValue &value, const QJsonObject &schema)
{
    const QStringList types = typesOf(schema);
    if (types.isEmpty())
        return value;
    for (const QString &type : types) {
        if (fits(value, type))
            return value;
    }
    for (const QString &type : types) {
        QJsonValue read =
            value.isString() ? converted(value.toString(), type) : QJsonValue(QJsonValue::Undefined);
        if (fits(read, type))
            return read;
    }
    return mismatch(name, types, value);
}

Result<> checkChoice(const QString &name, const QJsonValue &value, const QJsonObject &schema)
{
    const QJsonArray choices = schema.value(u"enum"_s).toArray();
    if (choices.isEmpty() || choices.contains(value))
        return {};
    QStringList words;
    for (const QJsonValue &choice : choices)
        words.append(choice.isString() ? choice.toString() : QString::fromUtf8(json::text(choice)));
    return fail(ErrorKind::InvalidInput, u"\"%1\" must be one of %2"_s.arg(name, words.join(u", "_s)),
                json::pointer({}, name));
}

QString hintFor(const QString &name, const QStringList &known)
{
    if (known.isEmpty())
        return u"it takes none"_s;
    const QString near = nearest(name, known);
    return near.isEmpty() ? u"it takes "_s + known.join(u", "_s) : u"did you mean \"%1\"?"_s.arg(near);
}

tl::unexpected<Error> unknown(const ToolInfo &tool, const QString &name, const QStringList &known)
{
    return fail(ErrorKind::InvalidInput,
                u"%1 has no argument \"%2\"; %3"_s.arg(tool.name, name.left(60), hintFor(name, known)),
                json::pointer({}, name));
}

Result<> checkRequired(const ToolInfo &tool, const QJsonObject &arguments)
{
    for (const QJsonValue &required : tool.parameters.value(u"required"_s).toArray()) {
        const QString name = required.toString();
        if (!arguments.contains(name)) {
            return fail(ErrorKind::InvalidInput, u"%1 needs the argument \"%2\""_s.arg(tool.name, name),
                        json::pointer({}, name));
        }
    }
    return {};
}

} // namespace

Result<QJsonObject> checkedArguments(const ToolInfo &tool, const QJsonObject &arguments)
{
    const QJsonObject properties = tool.parameters.value(u"properties"_s).toObject();
    const QJsonValue others = tool.parameters.value(u"additionalProperties"_s);
    const bool takesOthers = others.toBool() || others.isObject();
    QJsonObject checked;
    for (auto it = arguments.begin(); it != arguments.end(); ++it) {
        const QJsonObject schema = properties.value(it.key()).toObject();
        if (!properties.contains(it.key()) && !takesOthers)
            return unknown(tool, it.key(), properties.keys());
        if (it.value().isNull() && !takesNull(schema))
            continue;
        const auto value = coerced(it.key(), it.value(), schema);
        if (!value)
            return tl::unexpected(value.error());
        if (const auto choice = checkChoice(it.key(), *value, schema); !choice)
            return tl::unexpected(choice.error());
        checked.insert(it.key(), *value);
    }
    if (const auto complete = checkRequired(tool, checked); !complete)
        return tl::unexpected(complete.error());
    if (const auto valid = checkAgainstSchema(checked, tool.parameters); !valid)
        return tl::unexpected(valid.error());
    return checked;
}

QJsonObject withDefaults(QJsonObject arguments, const QJsonObject &schema)
{
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonObject property = it.value().toObject();
        const QJsonValue argument = arguments.value(it.key());
        if (argument.isObject())
            arguments.insert(it.key(), withDefaults(argument.toObject(), property));
        else if (argument.isUndefined() && property.contains(u"default"_s))
            arguments.insert(it.key(), property.value(u"default"_s));
    }
    return arguments;
}

Result<> checkParameters(const QJsonObject &parameters)
{
    if (parameters.value(u"type"_s) != QJsonValue(u"object"_s))
        return fail(ErrorKind::InvalidInput, u"the parameters need \"type\": \"object\" at their top"_s);
    const auto used = checkAgainstSchema(QJsonObject(), parameters);
    if (!used && used.error().kind == ErrorKind::Internal)
        return fail(ErrorKind::InvalidInput, used.error().message);
    return {};
}

QJsonObject noParameters()
{
    return {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject()}};
}

Result<> checkPlaces(const QStringList &names, const QJsonObject &parameters)
{
    const QStringList known = parameters.value(u"properties"_s).toObject().keys();
    for (const QString &name : names) {
        if (!known.contains(name))
            return fail(ErrorKind::InvalidInput, u"{%1} is not among the tool's parameters"_s.arg(name));
    }
    return {};
}

} // namespace agent
