// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonValue>

#include <array>
#include <cstddef>
#include <optional>

namespace agent::json {

/// One value of a JSON text that simdjson has read. Looking at it costs next to nothing, and nothing is made
/// of what nobody looks at: for the small texts that come by the thousand. Valid until elementOf() is called
/// again in the same thread.
class Element
{
public:
    enum class Type { Null, Bool, Integer, Number, Text, List, Object };

    Type type() const;
    bool toBool() const;      ///< Of a Bool.
    qint64 toInteger() const; ///< Of an Integer.
    double toDouble() const;  ///< Of an Integer or a Number.
    QString toText() const;   ///< Of a Text.
    QJsonValue toValue() const;

    /// Calls `visit(Element)` for each item of a List, until it returns false. Whether it never did.
    template<class Visit>
    bool eachItem(Visit visit) const
    {
        return forItems(
            [](void *context, const Element &item) { return (*static_cast<Visit *>(context))(item); },
            &visit);
    }
    /// Likewise `visit(QByteArrayView key, Element)` for each member of an Object, in the text's order; a key
    /// that stands twice comes twice.
    template<class Visit>
    bool eachMember(Visit visit) const
    {
        return forMembers([](void *context, QByteArrayView key,
                             const Element &value) { return (*static_cast<Visit *>(context))(key, value); },
                          &visit);
    }

private:
    friend std::optional<Element> elementOf(QByteArrayView text);
    friend struct ElementAccess;
    using VisitItem = bool (*)(void *context, const Element &item);
    using VisitMember = bool (*)(void *context, QByteArrayView key, const Element &value);
    bool forItems(VisitItem visit, void *context) const;
    bool forMembers(VisitMember visit, void *context) const;

    // simdjson's own element, whose header nearly doubles what a small source costs to compile.
    alignas(void *) std::array<std::byte, 2 * sizeof(void *)> m_element{};
};

/// The value that a small text (at most 64 KiB) is; nothing if it is larger or simdjson does not take it,
/// which says nothing about its worth: json::parseText() tells what is wrong with it, if anything is.
std::optional<Element> elementOf(QByteArrayView text);

} // namespace agent::json
