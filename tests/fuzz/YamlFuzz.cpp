// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Json.h"
#include "agent/base/YamlEdit.h"
#include "tests/fuzz/Fuzzing.h"
#include "tests/unit/agent/base/YamlDocuments.h"

#include <algorithm>
#include <functional>
#include <optional>

using namespace agent;
using namespace Qt::StringLiterals;
using testing::pick;
using testing::Random;

namespace {

void requireSense(const yaml::Tree &tree)
{
    testing::require(tree.isReadable() || tree.faults.size() == 1, "a text that is no YAML has one fault");
    const auto isInside = [&](qsizetype begin, qsizetype end) {
        return begin >= 0 && begin <= end && end <= tree.text.size();
    };
    for (const yaml::Fault &fault : tree.faults)
        testing::require(isInside(fault.begin, fault.end), "a fault lies within the text",
                         fault.message.toUtf8());
    for (const yaml::Node &node : tree.nodes) {
        testing::require(isInside(node.start, node.begin) && isInside(node.head, node.begin)
                             && isInside(node.begin, node.end),
                         "a node lies within the text", node.text);
    }
}

/// A node with the pointer to it.
struct Spot
{
    QString pointer;
    int node = 0;
};

void collectSpots(const yaml::Tree &tree, const Spot &here, QList<Spot> &spots)
{
    spots.append(here);
    const auto &entries = tree.at(here.node).entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QString pointer = entries[i].key < 0
            ? json::pointer(here.pointer, static_cast<qsizetype>(i))
            : json::pointer(here.pointer, QString::fromUtf8(tree.at(entries[i].key).text));
        collectSpots(tree, {pointer, entries[i].value}, spots);
    }
}

using Change = std::function<QJsonValue(const QJsonValue &)>;

/// What comes of a value when the one at this place in it is changed. Made anew: where one collection takes
/// the place of another, Qt 6.4 may leak.
QJsonValue changedAt(const QJsonValue &value, QStringList steps, const Change &change)
{
    if (steps.isEmpty())
        return change(value);
    const QString step = steps.takeFirst();
    if (value.isArray()) {
        const QJsonArray old = value.toArray();
        QJsonArray list;
        for (qsizetype i = 0; i < old.size(); ++i)
            list.append(i == step.toInt() ? changedAt(old.at(i), steps, change) : old.at(i));
        return list;
    }
    const QJsonObject old = value.toObject();
    QJsonObject object{{step, changedAt(old.value(step), steps, change)}};
    for (const QString &key : old.keys()) {
        if (key != step)
            object.insert(key, old.value(key));
    }
    return object;
}

// What is in a list or mapping is changed in these: Qt 6.4 leaks what is taken out of its own or replaced in
// them, and writes anywhere beyond a list's end. A key that stands twice has a value of another length than
// the tree has there.
using Items = QList<QJsonValue>;
using Members = QMap<QString, QJsonValue>;

Items itemsOf(const QJsonValue &list)
{
    Items items;
    for (const QJsonValue &item : list.toArray())
        items.append(item);
    return items;
}

Members membersOf(const QJsonValue &mapping)
{
    Members members;
    const QJsonObject object = mapping.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        members.insert(it.key(), it.value());
    return members;
}

QJsonValue valueOf(const Items &items)
{
    QJsonArray list;
    for (const QJsonValue &item : items)
        list.append(item);
    return list;
}

QJsonValue valueOf(const Members &members)
{
    QJsonObject object;
    for (auto it = members.begin(); it != members.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

/// One edit, and what the document is to mean afterwards.
struct Attempt
{
    QString what;
    Result<TextEdit> edit;
    QJsonValue expected;
};

class Attempts
{
public:
    Attempts(const yaml::Tree &tree, Random &random)
        : m_tree(tree)
        , m_random(random)
    {
        QList<Spot> spots;
        collectSpots(tree, {}, spots);
        m_spot = spots[pick(random, static_cast<int>(spots.size()))];
        m_value = testing::randomValue(random);
        m_count = static_cast<int>(tree.at(m_spot.node).entries.size());
    }

    std::optional<Attempt> next()
    {
        const yaml::Kind kind = m_tree.at(m_spot.node).kind;
        switch (pick(m_random, 6)) {
        case 0:
            return set();
        case 1:
            return kind == yaml::Kind::Mapping ? std::optional(add()) : std::nullopt;
        case 2:
            return m_spot.pointer.isEmpty() ? std::nullopt : std::optional(remove());
        case 3:
            return isKey() ? std::optional(rename()) : std::nullopt;
        case 4:
            return kind == yaml::Kind::Sequence ? std::optional(insert()) : std::nullopt;
        default:
            return kind == yaml::Kind::Sequence && m_count > 0 ? std::optional(move()) : std::nullopt;
        }
    }

private:
    QJsonValue changed(const QString &pointer, const Change &change) const
    {
        return changedAt(yaml::toJson(m_tree), yaml::steps(pointer), change);
    }
    QString above() const { return m_spot.pointer.left(m_spot.pointer.lastIndexOf(u'/')); }
    QString last() const { return yaml::steps(m_spot.pointer).constLast(); }
    bool isKey() const
    {
        return !m_spot.pointer.isEmpty()
            && m_tree.at(m_tree.at(m_spot.node).parent).kind == yaml::Kind::Mapping;
    }

    Attempt set() const
    {
        return {u"set "_s + m_spot.pointer, yaml::set(m_tree, m_spot.pointer, m_value),
                changed(m_spot.pointer, [this](const QJsonValue &) { return m_value; })};
    }
    Attempt add() const
    {
        const QString pointer = m_spot.pointer + u"/a new key"_s;
        return {u"add "_s + pointer, yaml::set(m_tree, pointer, m_value),
                changed(pointer, [this](const QJsonValue &) { return m_value; })};
    }
    Attempt remove() const
    {
        const auto without = [this](const QJsonValue &owner) -> QJsonValue {
            Items items = itemsOf(owner);
            Members members = membersOf(owner);
            if (owner.isArray() && last().toInt() < items.size())
                items.removeAt(last().toInt());
            members.remove(last());
            return owner.isArray() ? valueOf(items) : valueOf(members);
        };
        return {u"remove "_s + m_spot.pointer, yaml::remove(m_tree, m_spot.pointer),
                changed(above(), without)};
    }
    Attempt rename() const
    {
        const QString name = u"another name"_s;
        const auto renamed = [&](const QJsonValue &owner) {
            Members members = membersOf(owner);
            members.insert(name, members.take(last()));
            return valueOf(members);
        };
        return {u"rename "_s + m_spot.pointer, yaml::rename(m_tree, m_spot.pointer, name),
                changed(above(), renamed)};
    }
    Attempt insert()
    {
        const int index = pick(m_random, m_count + 1);
        const auto longer = [&](const QJsonValue &value) {
            Items items = itemsOf(value);
            items.insert(std::min<qsizetype>(index, items.size()), m_value);
            return valueOf(items);
        };
        return {u"insert %1/%2"_s.arg(m_spot.pointer).arg(index),
                yaml::insert(m_tree, m_spot.pointer, index, m_value), changed(m_spot.pointer, longer)};
    }
    Attempt move()
    {
        const int from = pick(m_random, m_count);
        const int to = pick(m_random, m_count);
        const auto moved = [&](const QJsonValue &value) {
            Items items = itemsOf(value);
            if (std::max(from, to) < items.size())
                items.move(from, to);
            return valueOf(items);
        };
        return {u"move %1 from %2 to %3"_s.arg(m_spot.pointer).arg(from).arg(to),
                yaml::move(m_tree, m_spot.pointer, from, to), changed(m_spot.pointer, moved)};
    }

    const yaml::Tree &m_tree;
    Random &m_random;
    Spot m_spot;
    QJsonValue m_value;
    int m_count = 0;
};

/// A key that stands twice means one thing only, and what is shared changes in several places.
bool isPlain(const yaml::Tree &tree)
{
    return tree.faults.isEmpty()
        && std::ranges::none_of(tree.nodes, [](const yaml::Node &n) { return n.kind == yaml::Kind::Alias; });
}

} // namespace

void testing::fuzz(const QByteArray &input)
{
    yaml::Tree tree = yaml::read(input);
    requireSense(tree);
    if (!tree.isReadable())
        return;
    Random random(qChecksum(input));
    for (int i = 0; i < 4; ++i) {
        const auto attempt = Attempts(tree, random).next();
        if (!attempt || !attempt->edit)
            continue;
        const yaml::Tree changed = yaml::read(attempt->edit->appliedTo(tree.text));
        const QByteArray story =
            attempt->what.toUtf8() + "\n--- before\n" + tree.text + "\n--- after\n" + changed.text + "\n---";
        require(changed.isReadable(), "an edited text can be read", story);
        requireSense(changed);
        if (isPlain(tree))
            require(json::text(yaml::toJson(changed)) == json::text(attempt->expected),
                    "an edit brings about what is meant and nothing else", story);
        tree = changed;
    }
}
