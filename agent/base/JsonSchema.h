// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The JSON Schema (2020-12) of what agent/base/Json.h reads into a type, made from the same field list.
///
/// Beyond the standard's words an object with fields has "x-order": its keys in the order of the fields,
/// which QJsonObject does not keep. A key that need not be there may be null. A type that reads itself
/// (readJson) describes itself too, by `QJsonObject jsonSchema(const T *)` beside it; the pointer is null and
/// only picks the function.
namespace agent::json {

template<class T>
concept DescribesItself = requires(const T *type) { jsonSchema(type); };

template<class T>
inline constexpr bool isOptional = false;
template<class T>
inline constexpr bool isOptional<std::optional<T>> = true;
template<class T>
inline constexpr bool isList = false;
template<class T>
inline constexpr bool isList<QList<T>> = true;
template<class T>
inline constexpr bool isMap = false;
template<class T>
inline constexpr bool isMap<QMap<QString, T>> = true;

/// `schema`, or null. A schema without "type" stays as it is.
QJsonObject orNull(QJsonObject schema);
/// {"type": type}: "string", "boolean", "integer" …
QJsonObject ofType(const char *type);
/// One of these texts.
QJsonObject oneOf(const QStringList &words);

/// What stands in the place of an absent key, where that is one value that can be written; else undefined.
template<class T>
QJsonValue plainDefault(const T &value)
{
    if constexpr (std::is_arithmetic_v<T> || NamedEnum<T>)
        return toJson(value);
    else if constexpr (std::is_same_v<T, QString>)
        return value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : value;
    else if constexpr (isOptional<T>)
        return value ? plainDefault(*value) : QJsonValue(QJsonValue::Undefined);
    else
        return QJsonValue::Undefined;
}

template<class T>
QJsonObject schemaOf();

template<HasFields T>
QJsonObject schemaOfFields()
{
    const T usual{};
    QJsonObject properties;
    QJsonArray order;
    QJsonArray required;
    const auto add = [&]<class M>(const Field<T, M> &field) {
        const QString key = QString::fromLatin1(field.name);
        QJsonObject schema = field.required ? schemaOf<M>() : orNull(schemaOf<M>());
        const QJsonValue absent = plainDefault(usual.*(field.member));
        if (!field.required && !absent.isUndefined())
            schema.insert(QStringLiteral("default"), absent);
        properties.insert(key, schema);
        order.append(key);
        if (field.required)
            required.append(key);
    };
    std::apply([&add](const auto &...field) { (add(field), ...); }, T::fields);
    QJsonObject object = ofType("object");
    object.insert(QStringLiteral("properties"), properties);
    object.insert(QStringLiteral("x-order"), order);
    object.insert(QStringLiteral("additionalProperties"), false);
    if (!required.isEmpty())
        object.insert(QStringLiteral("required"), required);
    return object;
}

template<class T>
QJsonObject schemaOf()
{
    if constexpr (DescribesItself<T>) {
        return jsonSchema(static_cast<const T *>(nullptr));
    } else if constexpr (NamedEnum<T>) {
        QStringList words;
        for (const auto &row : names(T{}))
            words.append(QString::fromLatin1(row.name));
        return oneOf(words);
    } else if constexpr (std::is_same_v<T, QString>) {
        return ofType("string");
    } else if constexpr (std::is_same_v<T, bool>) {
        return ofType("boolean");
    } else if constexpr (std::is_integral_v<T>) {
        return ofType("integer");
    } else if constexpr (std::is_floating_point_v<T>) {
        return ofType("number");
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        return ofType("object");
    } else if constexpr (std::is_same_v<T, QJsonArray>) {
        return ofType("array");
    } else if constexpr (isOptional<T>) {
        return orNull(schemaOf<typename T::value_type>());
    } else if constexpr (isList<T>) {
        QJsonObject list = ofType("array");
        list.insert(QStringLiteral("items"), schemaOf<typename T::value_type>());
        return list;
    } else if constexpr (isMap<T>) {
        QJsonObject map = ofType("object");
        map.insert(QStringLiteral("additionalProperties"), schemaOf<typename T::mapped_type>());
        return map;
    } else if constexpr (HasFields<T>) {
        return schemaOfFields<T>();
    } else {
        static_assert(std::is_same_v<T, QJsonValue>, "a type needs fields, names() or jsonSchema()");
        return {};
    }
}

} // namespace agent::json
