// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlLayout.h"

#include "agent/base/YamlText.h"

#include <algorithm>

namespace agent::yaml {
namespace {

QByteArray lineBreakOf(const QByteArray &text)
{
    const qsizetype newline = text.indexOf('\n');
    return newline > 0 && text[newline - 1] == '\r' ? "\r\n" : "\n";
}

/// A line of dashes or the like, which heads a section rather than one entry.
bool isRule(QByteArrayView comment)
{
    if (!comment.startsWith("#"))
        return false;
    const QByteArrayView text = comment.sliced(1).trimmed();
    return text.startsWith("---") || text.startsWith("===") || text.startsWith("###");
}

} // namespace

Layout::Layout(const Tree &tree)
    : m_tree(tree)
    , m_text(tree.text)
    , m_lineBreak(lineBreakOf(tree.text))
{
    const auto isBlockMapping = [](const Node &n) {
        return n.kind == Kind::Mapping && n.style == Style::Block;
    };
    for (const Node &node : tree.nodes) {
        if (node.parent < 0 || node.inFlow || !isBlockMapping(node) || !isBlockMapping(tree.at(node.parent)))
            continue;
        m_step = std::clamp(columnOf(node) - columnOf(tree.at(node.parent)), 1, 8);
        return;
    }
}

qsizetype Layout::lineStart(qsizetype place) const
{
    return place == 0 ? 0 : m_text.lastIndexOf('\n', place - 1) + 1;
}

qsizetype Layout::lineEnd(qsizetype place) const
{
    const qsizetype newline = m_text.indexOf('\n', place);
    if (newline < 0)
        return m_text.size();
    return newline > place && m_text[newline - 1] == '\r' ? newline - 1 : newline;
}

qsizetype Layout::nextLine(qsizetype place) const
{
    const qsizetype newline = m_text.indexOf('\n', place);
    return newline < 0 ? m_text.size() : newline + 1;
}

int Layout::column(qsizetype place) const
{
    qsizetype start = lineStart(place);
    if (start == 0)
        start = behindByteOrderMarks(m_text);
    return static_cast<int>(place - start);
}

int Layout::columnOf(const Node &collection) const
{
    return column(collection.entries.front().start);
}

qsizetype Layout::firstCharacter(qsizetype start) const
{
    while (start < m_text.size() && m_text[start] == ' ')
        ++start;
    return start;
}

bool Layout::beginsLine(qsizetype place) const
{
    return firstCharacter(place - column(place)) >= place;
}

qsizetype Layout::afterBreak(qsizetype contentEnd) const
{
    if (contentEnd == 0 || m_text[contentEnd - 1] != '\n')
        return lineEnd(contentEnd);
    // A block scalar ends behind its last line break.
    return contentEnd >= 2 && m_text[contentEnd - 2] == '\r' ? contentEnd - 2 : contentEnd - 1;
}

qsizetype Layout::entryEnd(const Node &collection, int index) const
{
    const Entry &entry = collection.entries[static_cast<std::size_t>(index)];
    const qsizetype keyEnd = entry.key < 0 ? entry.start : m_tree.at(entry.key).end;
    return std::max({m_tree.at(entry.value).end, entry.mark, keyEnd});
}

qsizetype Layout::contentEnd(const Node &collection, int index) const
{
    return afterBreak(entryEnd(collection, index));
}

qsizetype Layout::contentEnd(const Node &node) const
{
    return afterBreak(node.end);
}

qsizetype Layout::lead(const Node &collection, int index) const
{
    const qsizetype start = collection.entries[static_cast<std::size_t>(index)].start;
    if (!beginsLine(start))
        return start;
    const int own = column(start);
    const qsizetype limit = index > 0 ? contentEnd(collection, index - 1) : collection.head;
    qsizetype lead = start;
    while (lineStart(lead) > 0) {
        const qsizetype above = lineStart(lineStart(lead) - 1);
        const qsizetype first = firstCharacter(above);
        const bool isComment = first < m_text.size() && m_text[first] == '#';
        if (above <= limit || !isComment || column(first) != own
            || isRule(QByteArrayView(m_text).sliced(first, lineEnd(first) - first)))
            break;
        lead = first;
    }
    // What stands at the very top is about the file.
    return index == 0 && collection.parent < 0 && lineStart(lead) == 0 ? start : lead;
}

QByteArrayList Layout::commentsIn(qsizetype begin, qsizetype end) const
{
    QByteArrayList comments;
    for (qsizetype place = begin; place < end; ++place) {
        if (m_text[place] != '#' || (place > 0 && !QByteArrayView(" \t\n").contains(m_text[place - 1])))
            continue;
        comments.append(m_text.mid(place, lineEnd(place) - place).trimmed());
        place = lineEnd(place);
    }
    return comments;
}

QByteArray Layout::comment(const Node &node) const
{
    const bool isLarge = node.isCollection() && node.style == Style::Block;
    const qsizetype end = isLarge ? std::min(lineEnd(node.head), node.begin) : node.begin;
    QByteArrayList comments = commentsIn(node.head, end);
    if (const QByteArray trailing = trailingComment(node); !trailing.isEmpty())
        comments.append(trailing);
    return comments.join(' ');
}

QByteArray Layout::trailingComment(const Node &node) const
{
    if (node.isCollection() && node.style == Style::Block)
        return {};
    const qsizetype place = node.isBlockScalar() ? node.begin : node.end;
    return commentsIn(place, lineEnd(place)).join(' ');
}

QByteArray Layout::gap(const Node &node) const
{
    const QByteArray comment = trailingComment(node);
    if (comment.isEmpty())
        return "  ";
    const qsizetype mark = m_text.indexOf(comment, node.isBlockScalar() ? node.begin : node.end);
    qsizetype start = mark;
    while (start > 0 && (m_text[start - 1] == ' ' || m_text[start - 1] == '\t'))
        --start;
    return m_text.mid(start, mark - start);
}

bool Layout::isBlankLine(qsizetype start) const
{
    return start < m_text.size()
        && QByteArrayView(m_text).sliced(start, lineEnd(start) - start).trimmed().isEmpty();
}

qsizetype Layout::skipBlankLines(qsizetype start) const
{
    while (isBlankLine(start))
        start = nextLine(start);
    return start;
}

qsizetype Layout::skipDeeperComments(qsizetype start, int column) const
{
    qsizetype end = start;
    for (qsizetype line = start; line < m_text.size(); line = nextLine(line)) {
        const qsizetype first = firstCharacter(line);
        if (isBlankLine(line))
            continue;
        if (first >= m_text.size() || m_text[first] != '#' || first - line <= column)
            break;
        end = nextLine(line);
    }
    return end;
}

bool Layout::isSpaced(const Node &list) const
{
    const int count = static_cast<int>(list.entries.size());
    int spaced = 0;
    for (int i = 1; i < count; ++i)
        spaced += isBlankLine(lineStart(std::max<qsizetype>(lineStart(lead(list, i)) - 1, 0))) ? 1 : 0;
    return count > 1 && spaced * 2 >= count - 1;
}

} // namespace agent::yaml
