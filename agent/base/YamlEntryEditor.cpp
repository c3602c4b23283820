// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Editor that adds, removes, renames and moves entries.
#include "agent/base/YamlEditor.h"
#include "agent/base/YamlText.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace agent::yaml {

Result<TextEdit> Editor::addKey(int index, const QString &key, const QJsonValue &value) const
{
    const Node &mapping = m_tree.at(index);
    if (mapping.entries.empty())
        return setNode(index, QJsonObject{{key, value}});
    Candidates candidates;
    if (mapping.inFlow || mapping.style == Style::Flow) {
        const QByteArray name = inlineText(key.toUtf8(), Style::Plain, Spot::Flow);
        const qsizetype end = m_layout.entryEnd(mapping, static_cast<int>(mapping.entries.size()) - 1);
        candidates = {{end, end, ", " + name + ": " + flowText(value)}};
    } else {
        const qsizetype end = m_layout.contentEnd(mapping);
        const int column = m_layout.columnOf(mapping);
        const auto write = [&](const QByteArrayList &lines) {
            QByteArray text = m_layout.lineBreak() + m_layout.joined(indented(lines, column));
            if (end == m_tree.text.size() && lines.size() > 1)
                text += m_layout.lineBreak();
            candidates.append({end, end, text});
        };
        write(entryLines(key, value, m_layout.step()));
        write({inlineText(key.toUtf8(), Style::Plain, Spot::Key) + ": " + flowText(value)});
    }
    const int place = index + mapping.size;
    return firstThatHolds(candidates, [&](const Tree &changed) {
        const int fresh = static_cast<int>(changed.nodes.size()) - static_cast<int>(m_tree.nodes.size());
        return fresh >= 2 && corresponds(m_tree, changed, spliced(m_tree, place, 0, fresh))
            && changed.at(place).text == key.toUtf8() && changed.at(place).parent == index
            && toJson(changed, place + 1) == value && changed.at(place + 1).size == fresh - 1;
    });
}

Result<TextEdit> Editor::renameKey(int index, const QString &name) const
{
    const Node &key = m_tree.at(index);
    const Spot spot = key.inFlow ? Spot::Flow : Spot::Key;
    const QByteArray text = name.toUtf8();
    const Candidates candidates{{key.begin, key.end, inlineText(text, key.style, spot)},
                                {key.begin, key.end, inlineText(text, Style::DoubleQuoted, spot)}};
    return firstThatHolds(candidates, [&](const Tree &changed) {
        return corresponds(m_tree, changed, spliced(m_tree, index, 1, 1)) && changed.at(index).text == text
            && changed.at(index).kind == Kind::Scalar && changed.at(index).anchor == key.anchor
            && changed.at(index).parent == key.parent;
    });
}

TextEdit Editor::itemInsertion(const Node &list, int index, const QByteArrayList &lines) const
{
    const int column = m_layout.columnOf(list);
    const QByteArray blank = m_layout.isSpaced(list) ? m_layout.lineBreak() : QByteArray();
    QByteArrayList item = indented(lines, column);
    if (index == static_cast<int>(list.entries.size())) {
        const qsizetype end = m_layout.contentEnd(list);
        const QByteArray last =
            end == m_tree.text.size() && lines.size() > 1 ? m_layout.lineBreak() : QByteArray();
        return {end, end, m_layout.lineBreak() + blank + m_layout.joined(item) + last};
    }
    item.first() = lines.constFirst();
    const qsizetype place = m_layout.lead(list, index);
    return {place, place, m_layout.joined(item) + m_layout.lineBreak() + blank + QByteArray(column, ' ')};
}

Result<TextEdit> Editor::insertItem(int listIndex, int index, const QJsonValue &item) const
{
    const Node &list = m_tree.at(listIndex);
    const int count = static_cast<int>(list.entries.size());
    if (count == 0)
        return setNode(listIndex, QJsonArray{item});
    Candidates candidates;
    if (list.style == Style::Flow) {
        const qsizetype end = m_layout.entryEnd(list, count - 1);
        const QByteArray text = flowText(item);
        candidates = {index == count
                          ? TextEdit{end, end, ", " + text}
                          : TextEdit{list.entries[static_cast<std::size_t>(index)].start,
                                     list.entries[static_cast<std::size_t>(index)].start, text + ", "}};
    } else {
        candidates = {itemInsertion(list, index, blockLines(QJsonArray{item}, m_layout.step())),
                      itemInsertion(list, index, {"- " + flowText(item)})};
    }
    const int place =
        index == count ? listIndex + list.size : list.entries[static_cast<std::size_t>(index)].value;
    return firstThatHolds(candidates, [&](const Tree &changed) {
        const int fresh = static_cast<int>(changed.nodes.size()) - static_cast<int>(m_tree.nodes.size());
        return fresh >= 1 && corresponds(m_tree, changed, spliced(m_tree, place, 0, fresh))
            && changed.at(place).parent == listIndex && changed.at(place).size == fresh
            && toJson(changed, place) == item;
    });
}

Editor::Candidates Editor::flowRemovals(const Node &collection, int index) const
{
    const auto &entries = collection.entries;
    const qsizetype start = entries[static_cast<std::size_t>(index)].start;
    if (index + 1 < static_cast<int>(entries.size()))
        return {{start, entries[static_cast<std::size_t>(index) + 1].start, {}}};
    const qsizetype end = m_layout.entryEnd(collection, index);
    const qsizetype before = m_layout.entryEnd(collection, index - 1);
    // On a line of its own the comma before it stays, with the comment that may follow it.
    const TextEdit withComma{before, end, {}};
    if (m_layout.lineStart(start) > before)
        return {{start, end, {}}, withComma};
    return {withComma, {start, end, {}}};
}

Editor::Candidates Editor::removals(const Node &collection, int index) const
{
    const int count = static_cast<int>(collection.entries.size());
    const qsizetype lead = m_layout.lead(collection, index);
    if (index == 0 && !m_layout.beginsLine(lead)) { // behind the "-" of an outer item
        return {{lead, m_layout.lead(collection, 1), {}}, {lead, collection.entries[1].start, {}}};
    }
    const qsizetype begin =
        lead - m_layout.column(lead); // not the start of the line: a byte order mark stays
    const qsizetype own = m_layout.nextLine(m_layout.contentEnd(collection, index));
    const qsizetype end = m_layout.skipDeeperComments(own, m_layout.columnOf(collection));
    const qsizetype afterBlank = m_layout.skipBlankLines(end);
    Candidates candidates;
    if (index + 1 == count) {
        const qsizetype previous = m_layout.contentEnd(collection, index - 1);
        qsizetype blank = begin;
        while (m_layout.lineStart(blank - 1) > previous
               && m_layout.isBlankLine(m_layout.lineStart(blank - 1)))
            blank = m_layout.lineStart(blank - 1);
        if (end == m_tree.text.size() && !m_tree.text.endsWith('\n'))
            candidates.append({previous, end, {}});
        candidates.append({blank, end, {}});
    } else {
        const bool isAfterBlank =
            m_layout.lineStart(begin) == 0 || m_layout.isBlankLine(m_layout.lineStart(begin - 1));
        candidates.append({begin, isAfterBlank || index == 0 ? afterBlank : end, {}});
    }
    candidates += {{begin, afterBlank, {}}, {begin, own, {}}};
    return candidates;
}

Result<TextEdit> Editor::removeEntry(int collectionIndex, int index) const
{
    const Node &collection = m_tree.at(collectionIndex);
    if (collection.entries.size() == 1) {
        const bool isList = collection.kind == Kind::Sequence;
        return setNode(collectionIndex, isList ? QJsonValue(QJsonArray()) : QJsonValue(QJsonObject()));
    }
    const Entry &entry = collection.entries[static_cast<std::size_t>(index)];
    const int first = entry.key < 0 ? entry.value : entry.key;
    const int count = entry.value + m_tree.at(entry.value).size - first;
    if (const auto error = aliasInto(first, count))
        return tl::unexpected(*error);
    const bool isFlow = collection.inFlow || collection.style == Style::Flow;
    return firstThatHolds(
        isFlow ? flowRemovals(collection, index) : removals(collection, index),
        [&](const Tree &changed) { return corresponds(m_tree, changed, spliced(m_tree, first, count, 0)); });
}

Result<TextEdit> Editor::moveItem(int listIndex, int from, int to) const
{
    const Node &list = m_tree.at(listIndex);
    const bool isFlow = list.style == Style::Flow;
    const auto begin = [&](int i) {
        return isFlow ? list.entries[static_cast<std::size_t>(i)].start : m_layout.lead(list, i);
    };
    const auto end = [&](int i) {
        return isFlow ? m_layout.entryEnd(list, i) : m_layout.contentEnd(list, i);
    };
    const int low = std::min(from, to);
    const int high = std::max(from, to);
    // The items go round; what stands between them, commas and blank lines, stays.
    QByteArrayList items;
    for (int i = low; i <= high; ++i)
        items.append(m_tree.text.mid(begin(i), end(i) - begin(i)));
    from < to ? items.append(items.takeFirst()) : items.prepend(items.takeLast());
    QByteArray text;
    for (int i = low; i <= high; ++i) {
        text += items[i - low];
        if (i < high)
            text += m_tree.text.mid(end(i), begin(i + 1) - end(i));
    }
    return firstThatHolds({{begin(low), end(high), text}}, [&](const Tree &changed) {
        return corresponds(m_tree, changed, moved(m_tree, listIndex, from, to));
    });
}

} // namespace agent::yaml
