// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlEdit.h"

#include "agent/base/Json.h"
#include "agent/base/Lines.h"
#include "agent/base/YamlEditor.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

tl::unexpected<Error> notThere(const QString &pointer)
{
    return fail(ErrorKind::NotFound, u"there is nothing at %1"_s.arg(pointer), pointer);
}

tl::unexpected<Error> shared(const Tree &tree, const Place &place, const QString &pointer)
{
    const Node &alias = tree.at(place.through);
    const Node &source = alias.target < 0 ? alias : tree.at(alias.target);
    return fail(ErrorKind::Denied,
                u"this value is shared through an alias; change it where it is written, in line %1"_s.arg(
                    Lines(tree.text).at(source.start).line),
                pointer);
}

/// The place of something that is to be changed as an entry: an alias may stand there, but not above it.
Result<Place> entryAt(const Tree &tree, const QString &pointer)
{
    Place place = find(tree, pointer);
    if (!place.missing.isEmpty() || place.owner < 0)
        return notThere(pointer);
    if (place.isShared && place.through != place.node)
        return shared(tree, place, pointer);
    return place;
}

/// A list, or a key without value that can become one.
Result<Place> listAt(const Tree &tree, const QString &pointer)
{
    Place place = find(tree, pointer);
    const Node &node = tree.at(place.node);
    if (place.isShared)
        return shared(tree, place, pointer);
    if (!place.missing.isEmpty() || (node.kind != Kind::Sequence && !isNull(node)))
        return notThere(pointer);
    return place;
}

bool hasOwnKey(const Tree &tree, int mapping, const QString &key)
{
    const QByteArray text = key.toUtf8();
    const auto &entries = tree.at(mapping).entries;
    return std::ranges::any_of(entries, [&](const Entry &e) { return tree.at(e.key).text == text; });
}

/// One part of a change that is made in several.
struct Part
{
    enum Kind { Set, Remove, Insert } kind = Set;
    QString pointer;
    qsizetype index = 0;
    QJsonValue value;
};

QList<Part> partsOf(const QJsonObject &before, const QJsonObject &after, const QString &pointer)
{
    QList<Part> parts;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (before.value(it.key()) != it.value())
            parts.append({Part::Set, json::pointer(pointer, it.key()), 0, it.value()});
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()))
            parts.append({Part::Remove, json::pointer(pointer, it.key()), 0, {}});
    }
    return parts;
}

QList<Part> partsOf(const QJsonArray &before, const QJsonArray &after, const QString &pointer)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype front = 0;
    while (front < shorter && before.at(front) == after.at(front))
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && before.at(before.size() - 1 - back) == after.at(after.size() - 1 - back))
        ++back;
    QList<Part> parts;
    for (qsizetype i = front; i < shorter - back; ++i)
        parts.append({Part::Set, json::pointer(pointer, i), 0, after.at(i)});
    for (qsizetype i = shorter - back; i < after.size() - back; ++i)
        parts.append({Part::Insert, pointer, i, after.at(i)});
    for (qsizetype i = before.size() - back - 1; i >= shorter - back; --i)
        parts.append({Part::Remove, json::pointer(pointer, i), 0, {}});
    return parts;
}

Result<TextEdit> applied(const Tree &tree, const Part &part)
{
    switch (part.kind) {
    case Part::Set:
        return set(tree, part.pointer, part.value);
    case Part::Remove:
        return remove(tree, part.pointer);
    case Part::Insert:
        return insert(tree, part.pointer, part.index, part.value);
    }
    Q_UNREACHABLE();
}

/// Changes a collection part by part, so that the comments and the layout of what stays are kept. Nothing if
/// a part cannot be changed or there are too many: each costs a reading of the text.
std::optional<TextEdit> inParts(const Tree &tree, const QString &pointer, const QJsonValue &before,
                                const QJsonValue &after)
{
    constexpr qsizetype mostParts = 16;
    const bool areObjects = before.isObject() && after.isObject() && !after.toObject().isEmpty();
    const bool areArrays = before.isArray() && after.isArray() && !after.toArray().isEmpty();
    if (!areObjects && !areArrays)
        return std::nullopt;
    const QList<Part> parts = areObjects ? partsOf(before.toObject(), after.toObject(), pointer)
                                         : partsOf(before.toArray(), after.toArray(), pointer);
    if (parts.size() > mostParts)
        return std::nullopt;
    Tree current = tree;
    for (const Part &part : parts) {
        const auto edit = applied(current, part);
        if (!edit)
            return std::nullopt;
        current = read(edit->appliedTo(current.text));
    }
    const Place place = find(current, pointer);
    if (!place.missing.isEmpty() || toJson(current, place.node) != after)
        return std::nullopt;
    return trimmed(tree.text, {0, tree.text.size(), current.text});
}

Result<TextEdit> setExisting(const Tree &tree, int node, const QString &pointer, const QJsonValue &value)
{
    const QJsonValue before = toJson(tree, node);
    if (before == value) {
        const qsizetype place = tree.at(node).begin;
        return TextEdit{place, place, {}};
    }
    if (const auto edit = inParts(tree, pointer, before, value))
        return *edit;
    return Editor(tree).setNode(node, value);
}

Result<TextEdit> setMissing(const Tree &tree, const Place &place, const QString &pointer, QJsonValue value)
{
    const Node &node = tree.at(place.node);
    if (place.isShared)
        return shared(tree, place, pointer);
    if (node.kind != Kind::Mapping && !isNull(node))
        return notThere(pointer);
    QStringList missing = place.missing;
    const QString key = missing.takeFirst();
    while (!missing.isEmpty())
        value = QJsonObject{{missing.takeLast(), value}};
    return Editor(tree).addKey(place.node, key, value);
}

} // namespace

Result<TextEdit> set(const Tree &tree, const QString &pointer, const QJsonValue &value)
{
    const Place place = find(tree, pointer);
    if (!place.missing.isEmpty())
        return setMissing(tree, place, pointer, value);
    if (!place.isShared)
        return setExisting(tree, place.node, pointer, value);
    if (pointer.isEmpty()) // the document is nothing but an alias
        return shared(tree, place, pointer);
    // What a merge key brings in can be overridden beside it.
    const qsizetype last = pointer.lastIndexOf(u'/');
    const Place above = find(tree, pointer.left(last));
    const QString key = steps(pointer).constLast();
    if (!above.isShared && tree.at(above.node).kind == Kind::Mapping && !hasOwnKey(tree, above.node, key))
        return Editor(tree).addKey(above.node, key, value);
    return shared(tree, place, pointer);
}

Result<TextEdit> remove(const Tree &tree, const QString &pointer)
{
    const auto place = entryAt(tree, pointer);
    if (!place)
        return tl::unexpected(place.error());
    return Editor(tree).removeEntry(place->owner, place->index);
}

Result<TextEdit> rename(const Tree &tree, const QString &pointer, const QString &newKey)
{
    const auto place = entryAt(tree, pointer);
    if (!place)
        return tl::unexpected(place.error());
    if (place->key < 0)
        return notThere(pointer);
    if (tree.at(place->key).text == newKey.toUtf8())
        return TextEdit{tree.at(place->key).begin, tree.at(place->key).begin, {}};
    if (hasOwnKey(tree, place->owner, newKey))
        return fail(ErrorKind::Conflict, u"there is already a key \"%1\""_s.arg(newKey), pointer);
    return Editor(tree).renameKey(place->key, newKey);
}

Result<TextEdit> insert(const Tree &tree, const QString &pointer, qsizetype index, const QJsonValue &item)
{
    const auto place = listAt(tree, pointer);
    if (!place)
        return tl::unexpected(place.error());
    if (index < 0 || index > static_cast<qsizetype>(tree.at(place->node).entries.size()))
        return notThere(json::pointer(pointer, index));
    return Editor(tree).insertItem(place->node, static_cast<int>(index), item);
}

Result<TextEdit> move(const Tree &tree, const QString &pointer, qsizetype from, qsizetype to)
{
    const auto place = listAt(tree, pointer);
    if (!place)
        return tl::unexpected(place.error());
    const auto count = static_cast<qsizetype>(tree.at(place->node).entries.size());
    for (const qsizetype index : {from, to}) {
        if (index < 0 || index >= count)
            return notThere(json::pointer(pointer, index));
    }
    if (from == to)
        return TextEdit{tree.at(place->node).begin, tree.at(place->node).begin, {}};
    return Editor(tree).moveItem(place->node, static_cast<int>(from), static_cast<int>(to));
}

} // namespace agent::yaml
