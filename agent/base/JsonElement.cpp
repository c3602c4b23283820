// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/JsonElement.h"

#include <QJsonArray>
#include <QJsonObject>

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace agent::json {

using simdjson::dom::element;
using simdjson::dom::element_type;

struct ElementAccess
{
    using Raw = std::array<std::byte, 2 * sizeof(void *)>;
    static_assert(sizeof(element) == sizeof(Raw) && std::is_trivially_copyable_v<element>);

    static element of(const Element &wrapped)
    {
        element inner;
        std::memcpy(&inner, wrapped.m_element.data(), sizeof inner);
        return inner;
    }
    static Element wrap(const element &inner)
    {
        Element wrapped;
        std::memcpy(wrapped.m_element.data(), &inner, sizeof inner);
        return wrapped;
    }
};

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

Element::Type Element::type() const
{
    switch (ElementAccess::of(*this).type()) {
    case element_type::NULL_VALUE:
        return Type::Null;
    case element_type::BOOL:
        return Type::Bool;
    case element_type::INT64:
        return Type::Integer;
    case element_type::UINT64:
    case element_type::DOUBLE:
        return Type::Number;
    case element_type::STRING:
        return Type::Text;
    case element_type::ARRAY:
        return Type::List;
    case element_type::OBJECT:
        return Type::Object;
    }
    Q_UNREACHABLE();
}

bool Element::toBool() const
{
    return ElementAccess::of(*this).get_bool().value_unsafe();
}

qint64 Element::toInteger() const
{
    return ElementAccess::of(*this).get_int64().value_unsafe();
}

double Element::toDouble() const
{
    return ElementAccess::of(*this).get_double().value_unsafe();
}

QString Element::toText() const
{
    return textOf(ElementAccess::of(*this).get_string().value_unsafe());
}

bool Element::forItems(VisitItem visit, void *context) const
{
    const simdjson::dom::array items = ElementAccess::of(*this).get_array().value_unsafe();
    return std::ranges::all_of(
        items, [&](const element &item) { return visit(context, ElementAccess::wrap(item)); });
}

bool Element::forMembers(VisitMember visit, void *context) const
{
    const simdjson::dom::object members = ElementAccess::of(*this).get_object().value_unsafe();
    return std::ranges::all_of(members, [&](const simdjson::dom::key_value_pair &member) {
        const QByteArrayView key(member.key.data(), static_cast<qsizetype>(member.key.size()));
        return visit(context, key, ElementAccess::wrap(member.value));
    });
}

QJsonValue Element::toValue() const
{
    switch (type()) {
    case Type::Null:
        return QJsonValue::Null;
    case Type::Bool:
        return toBool();
    case Type::Integer:
        return toInteger();
    case Type::Number:
        return toDouble();
    case Type::Text:
        return toText();
    case Type::List: {
        QJsonArray list;
        eachItem([&list](const Element &item) {
            list.append(item.toValue());
            return true;
        });
        return list;
    }
    case Type::Object: {
        QJsonObject object;
        eachMember([&object](QByteArrayView key, const Element &value) {
            const QString name = QString::fromUtf8(key);
            object.remove(name); // Qt 6.4 leaks an object that another value replaces
            object.insert(name, value.toValue());
            return true;
        });
        return object;
    }
    }
    Q_UNREACHABLE();
}

std::optional<Element> elementOf(QByteArrayView text)
{
    constexpr qsizetype most = qsizetype(64) * 1024; // what one thread keeps is some times this
    static thread_local simdjson::dom::parser parser;
    static thread_local std::array<char, most + simdjson::SIMDJSON_PADDING> padded;
    if (text.isEmpty() || text.size() > most)
        return std::nullopt;
    std::memcpy(padded.data(), text.data(), static_cast<std::size_t>(text.size()));
    element root;
    if (parser.parse(padded.data(), static_cast<std::size_t>(text.size()), false).get(root))
        return std::nullopt;
    return ElementAccess::wrap(root);
}

} // namespace agent::json
