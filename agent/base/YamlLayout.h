// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Yaml.h"

#include <QByteArrayList>

namespace agent::yaml {

/// How the text around the nodes of a tree is laid out: lines, indentation, comments, blank lines. The tree
/// must outlive it. "Line end" means the place before the line break.
class Layout
{
public:
    explicit Layout(const Tree &tree);

    const QByteArray &lineBreak() const { return m_lineBreak; } ///< LF or CRLF, as the first line has it.
    int step() const { return m_step; }                         ///< Spaces a nested mapping is indented by.
    int column(qsizetype place) const;                          ///< Bytes since the start of its line.
    int columnOf(const Node &collection) const;                 ///< Of a block collection's entries.
    bool beginsLine(qsizetype place) const;                     ///< Whether only spaces stand before it.

    qsizetype lineStart(qsizetype place) const;
    qsizetype lineEnd(qsizetype place) const;
    qsizetype nextLine(qsizetype place) const; ///< The end of the text if there is none.

    /// Behind the value or key of an entry, whichever comes last.
    qsizetype entryEnd(const Node &collection, int index) const;
    /// The end of the last line an entry of a block collection stands on, comment included.
    qsizetype contentEnd(const Node &collection, int index) const;
    /// The same for any node.
    qsizetype contentEnd(const Node &node) const;
    /// Where the comment lines that belong to an entry begin, or the entry itself.
    qsizetype lead(const Node &collection, int index) const;
    /// What is commented between a key and its value and behind the value, as one comment: "# …" or empty.
    /// Of a block collection only what stands on the line of its key.
    QByteArray comment(const Node &node) const;
    /// Only the part behind the value, or behind the header of a block scalar.
    QByteArray trailingComment(const Node &node) const;
    /// The blanks before the trailing comment, as they are; two if there is none.
    QByteArray gap(const Node &node) const;

    bool isBlankLine(qsizetype start) const;
    /// Where the line after the blank ones at `start` begins.
    qsizetype skipBlankLines(qsizetype start) const;
    /// Where the comment lines that are indented deeper than `column`, from the line at `start` on, end.
    qsizetype skipDeeperComments(qsizetype start, int column) const;
    /// Whether the list has blank lines between most of its items.
    bool isSpaced(const Node &list) const;

    QByteArray joined(const QByteArrayList &lines) const { return lines.join(m_lineBreak); }

private:
    qsizetype afterBreak(qsizetype contentEnd) const;
    QByteArrayList commentsIn(qsizetype begin, qsizetype end) const;
    qsizetype firstCharacter(qsizetype lineStart) const;

    const Tree &m_tree;
    const QByteArray &m_text;
    QByteArray m_lineBreak;
    int m_step = 2;
};

} // namespace agent::yaml
