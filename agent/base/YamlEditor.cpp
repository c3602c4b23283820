// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlEditor.h"

#include "agent/base/Lines.h"
#include "agent/base/YamlText.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Leaves out what is the same at both ends, so that an editor moves as little as possible.
TextEdit trimmed(const QByteArray &original, TextEdit edit)
{
    qsizetype same = 0;
    const qsizetype most = std::min(edit.end - edit.begin, edit.text.size());
    while (same < most && original[edit.begin + same] == edit.text[same])
        ++same;
    const auto splits = [](const QByteArray &text, qsizetype at) {
        return at < text.size() && (isContinuation(text[at]) || (at > 0 && text[at - 1] == '\r'));
    };
    while (same > 0 && (splits(original, edit.begin + same) || splits(edit.text, same)))
        --same;
    edit.begin += same;
    edit.text.remove(0, same);
    same = 0;
    const qsizetype left = std::min(edit.end - edit.begin, edit.text.size());
    while (same < left && original[edit.end - 1 - same] == edit.text[edit.text.size() - 1 - same])
        ++same;
    while (same > 0 && (splits(original, edit.end - same) || splits(edit.text, edit.text.size() - same)))
        --same;
    edit.end -= same;
    edit.text.chop(same);
    return edit;
}

bool isEmptyCollection(const QJsonValue &value)
{
    return (value.isObject() && value.toObject().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
}

QByteArrayList onLine(const QByteArray &text)
{
    return {text};
}

} // namespace

Editor::Editor(const Tree &tree)
    : m_tree(tree)
    , m_layout(tree)
{
}

Result<TextEdit> Editor::firstThatHolds(const Candidates &candidates, const Check &check) const
{
    for (const TextEdit &candidate : candidates) {
        if (check(read(candidate.appliedTo(m_tree.text))))
            return trimmed(m_tree.text, candidate);
    }
    return fail(ErrorKind::Denied,
                u"this change cannot be made here without touching other things; make it in the text"_s);
}

/// An alias elsewhere that stands for one of the nodes [first, first + count).
std::optional<Error> Editor::aliasInto(int first, int count) const
{
    for (int i = first + count; i < static_cast<int>(m_tree.nodes.size()); ++i) {
        const Node &alias = m_tree.at(i);
        if (alias.target < first || alias.target >= first + count)
            continue;
        return Error{ErrorKind::Denied,
                     u"the alias *%1 in line %2 needs what stands here; change that first"_s
                         .arg(QString::fromUtf8(alias.text))
                         .arg(Lines(m_tree.text).at(alias.begin).line),
                     {}};
    }
    return std::nullopt;
}

const Entry &Editor::entryOf(const Node &node) const
{
    const auto &entries = m_tree.at(node.parent).entries;
    const auto isIts = [&](const Entry &entry) { return &m_tree.at(entry.value) == &node; };
    return *std::find_if(entries.begin(), entries.end(), isIts);
}

int Editor::ownerColumn(const Node &node) const
{
    return node.parent < 0 ? 0 : m_layout.columnOf(m_tree.at(node.parent));
}

/// Where the lines of a collection begin that becomes the value of `node`.
int Editor::childColumn(const Node &node) const
{
    constexpr int dash = 2;
    if (node.parent < 0)
        return 0;
    return ownerColumn(node) + (m_tree.at(node.parent).kind == Kind::Sequence ? dash : m_layout.step());
}

/// Where the lines of a block scalar begin: where they are, if it is one.
int Editor::textColumn(const Node &node) const
{
    const int fallback = node.parent < 0 ? m_layout.step() : childColumn(node);
    if (!node.isBlockScalar())
        return fallback;
    const qsizetype first = m_layout.skipBlankLines(m_layout.nextLine(node.begin));
    qsizetype place = first;
    while (place < node.end && m_tree.text[place] == ' ')
        ++place;
    const int column = static_cast<int>(place - first);
    return first < node.end && column > ownerColumn(node) ? column : fallback;
}

QList<Editor::Form> Editor::forms(const Node &node, const QJsonValue &value) const
{
    const Style style = node.kind == Kind::Scalar ? node.style : Style::Plain;
    const Spot spot = node.inFlow ? Spot::Flow : Spot::Block;
    if (node.inFlow && !value.isString())
        return {{Form::Inline, onLine(flowText(value))}};
    if (!value.isString()) {
        const Form inlined{Form::Inline, onLine(inlineValue(value, style, spot))};
        const bool needsLines = (value.isObject() || value.isArray()) && !isEmptyCollection(value);
        return needsLines ? QList<Form>{{Form::Collection, blockLines(value, m_layout.step())}, inlined}
                          : QList<Form>{inlined};
    }
    const QByteArray text = value.toString().toUtf8();
    QList<Form> forms;
    const bool isBlock = style == Style::Literal || style == Style::Folded;
    if (!node.inFlow && (isBlock || (style == Style::Plain && text.contains('\n')))) {
        const int indent = textColumn(node) - ownerColumn(node);
        for (const Style one : {style, Style::Literal}) {
            if (const auto lines = blockScalar(text, one, indent))
                forms.append({Form::BlockScalar, *lines});
        }
    }
    forms.append({Form::Inline, onLine(inlineText(text, style, spot))});
    forms.append({Form::Inline, onLine(inlineText(text, Style::DoubleQuoted, spot))});
    return forms;
}

TextEdit Editor::flowEdit(const Node &node, const QByteArray &text) const
{
    if (node.begin < node.end)
        return {node.begin, node.end, text};
    const bool hasColon = node.parent < 0 || entryOf(node).mark >= 0;
    return {node.begin, node.end, (hasColon ? " " : ": ") + text};
}

/// The text from behind ":" or "-" on.
QByteArray Editor::composed(const Node &node, const Form &form) const
{
    const QByteArray comment = m_layout.comment(node);
    const QByteArray tail = comment.isEmpty() ? QByteArray() : m_layout.gap(node) + comment;
    if (form.kind == Form::Inline)
        return ' ' + form.lines.constFirst() + tail;
    if (form.kind == Form::BlockScalar) {
        const QByteArrayList lines = indented(form.lines.mid(1), textColumn(node));
        return m_layout.joined(QByteArrayList{' ' + form.lines.constFirst() + tail} + lines);
    }
    const bool isBesideDash = comment.isEmpty() && node.anchor.isEmpty() && node.tag.isEmpty()
        && m_tree.at(node.parent).kind == Kind::Sequence;
    QByteArrayList lines = indented(form.lines, childColumn(node));
    if (isBesideDash) {
        lines.first() = ' ' + form.lines.constFirst();
        return m_layout.joined(lines);
    }
    return m_layout.joined(QByteArrayList{tail} + lines);
}

TextEdit Editor::rootEdit(const Node &root, const Form &form) const
{
    const QByteArray &text = m_tree.text;
    const QByteArray comment = m_layout.trailingComment(root);
    QByteArrayList lines = form.lines;
    if (form.kind == Form::BlockScalar)
        lines = lines.mid(0, 1) + indented(lines.mid(1), textColumn(root));
    if (form.kind == Form::Collection && !comment.isEmpty())
        lines.prepend(comment);
    else if (!comment.isEmpty())
        lines.first() += m_layout.gap(root) + comment;
    if (root.kind == Kind::Null && root.begin == root.end) {
        const bool isFresh = text.isEmpty() || text.endsWith('\n') || m_layout.column(text.size()) == 0;
        return {text.size(), text.size(),
                (isFresh ? QByteArray() : m_layout.lineBreak()) + m_layout.joined(lines)
                    + m_layout.lineBreak()};
    }
    const QByteArray before = m_layout.column(root.begin) == 0 ? QByteArray() : m_layout.lineBreak();
    return {root.begin, m_layout.contentEnd(root), before + m_layout.joined(lines)};
}

TextEdit Editor::blockEdit(const Node &node, const Form &form) const
{
    const bool wasInline = !node.isBlockScalar() && !(node.isCollection() && node.style == Style::Block);
    if (wasInline && form.kind == Form::Inline && node.kind != Kind::Null)
        return {node.begin, node.end, form.lines.constFirst()};
    if (node.parent < 0)
        return rootEdit(node, form);
    if (node.kind == Kind::Null && form.kind == Form::Inline)
        return {node.head, node.head, ' ' + form.lines.constFirst()};
    TextEdit edit{node.head, m_layout.contentEnd(node), composed(node, form)};
    // Without its line break the last line of a block scalar would be another text.
    if (form.kind == Form::BlockScalar && edit.end == m_tree.text.size())
        edit.text += m_layout.lineBreak();
    return edit;
}

Result<TextEdit> Editor::setNode(int index, const QJsonValue &value) const
{
    const Node &node = m_tree.at(index);
    if (const auto error = aliasInto(index + 1, node.size - 1)) // one to the node itself stays good
        return tl::unexpected(*error);
    Candidates candidates;
    for (const Form &form : forms(node, value))
        candidates.append(node.inFlow ? flowEdit(node, form.lines.constFirst()) : blockEdit(node, form));
    return firstThatHolds(candidates, [&](const Tree &changed) {
        if (!changed.isReadable() || index >= static_cast<int>(changed.nodes.size()))
            return false;
        const Node &now = changed.at(index);
        return corresponds(m_tree, changed, spliced(m_tree, index, node.size, now.size))
            && now.anchor == node.anchor && now.tag == node.tag && now.parent == node.parent
            && toJson(changed, index) == value;
    });
}

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
        write(onLine(inlineText(key.toUtf8(), Style::Plain, Spot::Key) + ": " + flowText(value)));
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
                      itemInsertion(list, index, onLine("- " + flowText(item)))};
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
