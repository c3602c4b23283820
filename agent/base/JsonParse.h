// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/base/JsonElement.h"

#include <limits>

namespace agent::json {

// How parse() reads what is as it should be. Where anything is not, these give up, and the text is read once
// more by read(), which says what is wrong; so the two must mean the same by every value.
namespace quick {

using Type = Element::Type;

inline bool take(const Element &from, QString &out)
{
    if (from.type() != Type::Text)
        return false;
    out = from.toText();
    return true;
}

inline bool take(const Element &from, bool &out)
{
    if (from.type() != Type::Bool)
        return false;
    out = from.toBool();
    return true;
}

inline bool take(const Element &from, qint64 &out)
{
    if (from.type() != Type::Integer)
        return false;
    out = from.toInteger();
    return true;
}

inline bool take(const Element &from, int &out)
{
    qint64 whole = 0;
    if (!take(from, whole) || std::abs(whole) > std::numeric_limits<int>::max())
        return false;
    out = static_cast<int>(whole);
    return true;
}

inline bool take(const Element &from, double &out)
{
    if (from.type() != Type::Integer && from.type() != Type::Number)
        return false;
    out = from.toDouble();
    return true;
}

inline bool take(const Element &from, QJsonValue &out)
{
    out = from.toValue();
    return true;
}

/// What has rules of its own reads itself.
template<class T>
bool take(const Element &from, T &out);
template<class T>
bool take(const Element &from, std::optional<T> &out);
template<class T>
bool take(const Element &from, QList<T> &out);

template<HasFields T>
    requires(!ReadsItself<T>)
bool take(const Element &from, T &out)
{
    if (from.type() != Type::Object)
        return false;
    unsigned found = 0; // by field
    const auto takeMember = [&](QByteArrayView key, const Element &value) {
        unsigned bit = 1;
        const auto takeField = [&](const auto &field) {
            const bool isIt = key == QByteArrayView(field.name);
            const bool isSecond = isIt && (found & bit);
            found |= isIt ? bit : 0;
            bit <<= 1;
            return !isIt || (!isSecond && take(value, out.*(field.member)));
        };
        return std::apply([&](const auto &...field) { return (takeField(field) && ...); }, T::fields);
    };
    if (!from.eachMember(takeMember))
        return false;
    unsigned bit = 1;
    const auto isComplete = [&](const auto &field) {
        const bool isThere = found & bit;
        bit <<= 1;
        return isThere || !field.required;
    };
    static_assert(std::tuple_size_v<decltype(T::fields)> <= std::numeric_limits<unsigned>::digits);
    return std::apply([&](const auto &...field) { return (isComplete(field) && ...); }, T::fields);
}

template<class T>
bool take(const Element &from, std::optional<T> &out)
{
    out.reset();
    return from.type() == Type::Null || take(from, out.emplace());
}

template<class T>
bool take(const Element &from, QList<T> &out)
{
    out.clear();
    return from.type() == Type::List
        && from.eachItem([&out](const Element &item) { return take(item, out.emplaceBack()); });
}

template<class T>
bool take(const Element &from, T &out)
{
    Reader reader(UnknownKeys::Ignore, EmptyKeys::Refuse, Places::LeaveOut);
    read(from.toValue(), out, reader, {});
    return reader.faults().isEmpty();
}

} // namespace quick

/// Text straight to a value. InvalidInput names the byte where it is no JSON, or the JSON pointer of what is
/// not as it should be.
template<class T>
Result<T> parse(const QByteArray &text, UnknownKeys unknownKeys = UnknownKeys::Refuse)
{
    if (unknownKeys == UnknownKeys::Ignore) {
        T out{};
        const std::optional<Element> root = elementOf(text);
        if (root && quick::take(*root, out))
            return out;
    }
    const auto value = parseText(text);
    if (!value)
        return tl::unexpected(value.error());
    return fromJson<T>(*value, unknownKeys);
}

} // namespace agent::json
