// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlText.h"

#include "ui/editor/source/YamlTokens.h"

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace ui {

// --- comments

static bool isBlankLine(QByteArrayView line)
{
    return line.trimmed().isEmpty();
}

QByteArray withCommentsToggled(const QByteArray &lines)
{
    QList<QByteArray> list = lines.split('\n');
    int indent = INT_MAX;
    bool allCommented = true;
    for (const QByteArray &line : std::as_const(list)) {
        if (isBlankLine(line))
            continue;
        indent = std::min(indent, yamlIndent(line));
        allCommented = allCommented && line.trimmed().startsWith('#');
    }
    for (QByteArray &line : list) {
        if (isBlankLine(line))
            continue;
        const int hash = yamlIndent(line);
        if (allCommented)
            line.remove(hash, line.mid(hash).startsWith("# ") ? 2 : 1);
        else
            line.insert(indent, "# ");
    }
    return list.join('\n');
}

// --- the place of the caret

namespace {

/// A line as "indentation, dashes, key:".
struct LineHead
{
    int column = 0;       ///< Of the key, or of the text behind the dashes.
    int dash = -1;        ///< Column of the last dash.
    QByteArray key;       ///< Without the colon; empty if there is none.
    qsizetype value = -1; ///< Where the text behind the colon begins.
};

LineHead headOf(QByteArrayView line)
{
    LineHead head;
    int at = yamlIndent(line);
    while (at + 1 < line.size() && line.at(at) == '-' && line.at(at + 1) == ' ') {
        head.dash = at;
        at += 2 + yamlIndent(line.sliced(at + 2));
    }
    head.column = at;
    const qsizetype colon = line.indexOf(':', at);
    const bool endsKey = colon > at && (colon + 1 == line.size() || line.at(colon + 1) == ' ');
    if (endsKey && line.at(at) != '#') {
        head.key = line.sliced(at, colon - at).toByteArray();
        head.value = colon + 1;
    }
    return head;
}

/// Cuts the last line off a text and gives it, without its line end.
QByteArrayView takeLastLine(QByteArrayView &text)
{
    const qsizetype end = text.lastIndexOf('\n');
    const QByteArrayView line = text.sliced(end + 1);
    text = text.first(std::max<qsizetype>(end, 0));
    return line;
}

/// Goes up from a line to everything that it stands in.
class Climb
{
public:
    Climb(const LineHead &from, QStringList &path)
        : m_path(path)
    {
        enter(from);
    }

    bool isDone() const { return m_column <= 0 && m_list < 0; }

    void see(const LineHead &head)
    {
        if (!head.key.isEmpty() && holds(head)) {
            m_path.prepend(QString::fromUtf8(head.key));
            enter(head);
        } else if (m_list < 0 && head.dash >= 0 && head.column == m_column) {
            enter(head); // a sibling on the line of the dash
        }
    }

private:
    bool holds(const LineHead &head) const
    {
        if (m_list < 0)
            return head.column < m_column;
        return head.column < m_list || (head.column == m_list && head.dash < 0);
    }

    void enter(const LineHead &head)
    {
        m_column = head.column;
        m_list = head.dash;
        if (m_list >= 0)
            m_path.prepend(u"-"_s);
    }

    QStringList &m_path;
    int m_column = 0;
    int m_list = -1; ///< Column of the dashes whose key is looked for; -1: the parent of a mapping is.
};

/// Prepends everything that the line `from` stands in, going up through the lines above it.
void climb(QByteArrayView above, const LineHead &from, QStringList &path)
{
    Climb climb(from, path);
    while (!above.isEmpty() && !climb.isDone()) {
        const QByteArrayView line = takeLastLine(above);
        if (!isBlankLine(line) && !line.trimmed().startsWith('#'))
            climb.see(headOf(line));
    }
}

} // namespace

YamlPlace yamlPlaceAt(QByteArrayView textBeforeCaret)
{
    QByteArrayView above = textBeforeCaret;
    const QByteArrayView current = takeLastLine(above);
    const LineHead head = headOf(current);
    YamlPlace place;
    place.key = QString::fromUtf8(head.key);
    const qsizetype wordBegin =
        1 + std::max({current.lastIndexOf(' '), current.lastIndexOf('{'), current.lastIndexOf('[')});
    place.typed = current.sliced(wordBegin).toByteArray();
    place.isItem = head.dash >= 0 && head.key.isEmpty();
    place.isComment = current.trimmed().startsWith('#') || current.contains(" #");

    climb(above, head, place.path);
    return place;
}

} // namespace ui
