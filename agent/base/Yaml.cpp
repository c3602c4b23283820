// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Yaml.h"

#include "agent/base/YamlText.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

bool isOneOf(const QByteArray &word, std::initializer_list<const char *> words)
{
    return std::ranges::any_of(words, [&](const char *w) { return word == w; });
}

bool isNullWord(const QByteArray &word)
{
    return isOneOf(word, {"", "~", "null", "Null", "NULL"});
}

std::optional<bool> coreBoolean(const QByteArray &word)
{
    if (isOneOf(word, {"true", "True", "TRUE"}))
        return true;
    if (isOneOf(word, {"false", "False", "FALSE"}))
        return false;
    return std::nullopt;
}

// YAML 1.2.2, section 10.3.2.
std::optional<QJsonValue> coreNumber(const QByteArray &word)
{
    if (isOneOf(word, {".nan", ".NaN", ".NAN"}))
        return QJsonValue(std::numeric_limits<double>::quiet_NaN());
    if (isOneOf(word, {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"}))
        return QJsonValue(std::numeric_limits<double>::infinity());
    if (isOneOf(word, {"-.inf", "-.Inf", "-.INF"}))
        return QJsonValue(-std::numeric_limits<double>::infinity());
    const auto whole = [](bool fits, qint64 number, const QByteArray &digits, int base) {
        return fits ? QJsonValue(number) : QJsonValue(base == 10 ? digits.toDouble() : std::ldexp(1.0, 64));
    };
    static const QRegularExpression integer(u"\\A[-+]?[0-9]+\\z"_s);
    static const QRegularExpression octal(u"\\A0o[0-7]+\\z"_s);
    static const QRegularExpression hexadecimal(u"\\A0x[0-9a-fA-F]+\\z"_s);
    static const QRegularExpression real(u"\\A[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z"_s);
    const QString text = QString::fromUtf8(word);
    bool fits = false;
    if (integer.match(text).hasMatch()) {
        const qint64 number = word.toLongLong(&fits, 10);
        return whole(fits, number, word, 10);
    }
    if (octal.match(text).hasMatch()) {
        const qint64 number = word.mid(2).toLongLong(&fits, 8);
        return whole(fits, number, word, 8);
    }
    if (hexadecimal.match(text).hasMatch()) {
        const qint64 number = word.mid(2).toLongLong(&fits, 16);
        return whole(fits, number, word, 16);
    }
    if (real.match(text).hasMatch())
        return QJsonValue(word.toDouble());
    return std::nullopt;
}

QJsonValue scalarToJson(const Node &node)
{
    const QString text = decoded(node.text);
    if (node.style != Style::Plain)
        return text;
    if (isNullWord(node.text))
        return QJsonValue::Null;
    if (const auto boolean = coreBoolean(node.text))
        return *boolean;
    // Numbers begin with one of these; the look saves five regular expressions on most scalars.
    if (QByteArrayView("0123456789+-.").contains(node.text.front())) {
        if (const auto number = coreNumber(node.text))
            return *number;
    }
    return text;
}

bool isMerge(const Tree &tree, const Entry &entry)
{
    const Node &key = tree.at(entry.key);
    return key.style == Style::Plain && key.text == "<<";
}

int resolved(const Tree &tree, int node)
{
    return tree.at(node).kind == Kind::Alias ? tree.at(node).target : node;
}

/// The mappings a merge key brings in, the first wins.
QList<int> merged(const Tree &tree, int value)
{
    const int target = resolved(tree, value);
    if (target < 0)
        return {};
    if (tree.at(target).kind == Kind::Mapping)
        return {target};
    QList<int> list;
    for (const Entry &entry : tree.at(target).entries) {
        const int item = entry.key < 0 ? resolved(tree, entry.value) : -1;
        if (item >= 0 && tree.at(item).kind == Kind::Mapping)
            list.append(item);
    }
    return list;
}

using Members = QMap<QString, QJsonValue>;

void collect(const Tree &tree, int mapping, Members &members)
{
    for (const Entry &entry : tree.at(mapping).entries) {
        const QString key = decoded(tree.at(entry.key).text);
        if (!isMerge(tree, entry) && !members.contains(key))
            members.insert(key, toJson(tree, entry.value));
    }
    for (const Entry &entry : tree.at(mapping).entries) {
        if (!isMerge(tree, entry))
            continue;
        for (const int other : merged(tree, entry.value))
            collect(tree, other, members);
    }
}

} // namespace

QJsonValue toJson(const Tree &tree, int index)
{
    const Node &node = tree.at(index);
    switch (node.kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Scalar:
        return scalarToJson(node);
    case Kind::Alias:
        return node.target < 0 ? QJsonValue(QJsonValue::Null) : toJson(tree, node.target);
    case Kind::Sequence: {
        QJsonArray array;
        for (const Entry &entry : node.entries)
            array.append(toJson(tree, entry.value));
        return array;
    }
    case Kind::Mapping: {
        // A QJsonObject keeps its keys sorted and moves all that follow an insertion, so they come in order.
        Members members;
        collect(tree, index, members);
        QJsonObject object;
        for (auto it = members.constBegin(); it != members.constEnd(); ++it)
            object.insert(it.key(), it.value());
        return object;
    }
    }
    Q_UNREACHABLE();
}

namespace {

std::optional<std::size_t> itemOf(const Node &sequence, const QString &step)
{
    bool isNumber = false;
    const uint index = step.toUInt(&isNumber);
    if (!isNumber || index >= sequence.entries.size() || QString::number(index) != step)
        return std::nullopt;
    return index;
}

std::optional<std::size_t> memberOf(const Tree &tree, const Node &mapping, const QString &step)
{
    const QByteArray key = step.toUtf8();
    for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
        const Entry &entry = mapping.entries[i];
        if (tree.at(entry.key).text == key && !isMerge(tree, entry))
            return i;
    }
    return std::nullopt;
}

std::optional<Place> childOf(const Tree &tree, const Place &place, const QString &step);

std::optional<Place> mergedChildOf(const Tree &tree, const Node &mapping, int through, const QString &step)
{
    for (const Entry &entry : mapping.entries) {
        if (!isMerge(tree, entry))
            continue;
        for (const int other : merged(tree, entry.value)) {
            Place inside;
            inside.node = other;
            inside.through = through < 0 ? entry.value : through;
            if (const auto child = childOf(tree, inside, step))
                return child;
        }
    }
    return std::nullopt;
}

/// One step down.
std::optional<Place> childOf(const Tree &tree, const Place &place, const QString &step)
{
    const int container = resolved(tree, place.node);
    if (container < 0 || !tree.at(container).isCollection())
        return std::nullopt;
    const Node &node = tree.at(container);
    const bool isMapping = node.kind == Kind::Mapping;
    const auto index = isMapping ? memberOf(tree, node, step) : itemOf(node, step);
    if (!index)
        return isMapping ? mergedChildOf(tree, node, place.through, step) : std::nullopt;
    Place child = place;
    if (container != place.node && place.through < 0)
        child.through = place.node;
    child.owner = container;
    child.index = static_cast<int>(*index);
    child.key = node.entries[*index].key;
    child.node = node.entries[*index].value;
    return child;
}

} // namespace

bool isNull(const Node &node)
{
    return node.kind == Kind::Null
        || (node.kind == Kind::Scalar && node.style == Style::Plain && isNullWord(node.text));
}

QStringList steps(const QString &pointer)
{
    QStringList list = pointer.split(u'/');
    list.removeFirst();
    for (QString &step : list)
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    return list;
}

Place find(const Tree &tree, const QString &pointer)
{
    Place place;
    const QStringList list = steps(pointer);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const auto child = childOf(tree, place, list[i]);
        if (!child) {
            place.missing = list.mid(i);
            break;
        }
        place = *child;
    }
    if (place.through < 0 && tree.at(place.node).kind == Kind::Alias)
        place.through = place.node;
    place.isShared = place.through >= 0;
    return place;
}

std::optional<bool> booleanWord(const QByteArray &plain)
{
    if (isOneOf(plain, {"yes", "Yes", "YES", "on", "On", "ON"}))
        return true;
    if (isOneOf(plain, {"no", "No", "NO", "off", "Off", "OFF"}))
        return false;
    return std::nullopt;
}

bool isAmbiguous(const QByteArray &plain)
{
    if (isNullWord(plain) || coreBoolean(plain) || coreNumber(plain) || booleanWord(plain))
        return true;
    // YAML 1.1 also knows 1_000, 12:30:00, 2024-01-01, y, n, "=" and "<<".
    static const QRegularExpression looksNumeric(u"\\A[-+.0-9][-+._:0-9eExXoOa-fA-FTZ ]*\\z"_s);
    return isOneOf(plain, {"y", "Y", "n", "N", "=", "<<"})
        || looksNumeric.match(QString::fromUtf8(plain)).hasMatch();
}

} // namespace agent::yaml
