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

bool hasEntries(const QJsonValue &value)
{
    return !value.toObject().isEmpty() || !value.toArray().isEmpty();
}

Style styleOf(const Node &node)
{
    return node.kind == Kind::Scalar ? node.style : Style::Plain;
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
    return *std::ranges::find_if(entries, isIts);
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
    if (value.isString())
        return textForms(node, value.toString().toUtf8());
    if (node.inFlow)
        return {{Form::Inline, {flowText(value)}}};
    const Form inlined{Form::Inline, {inlineValue(value, styleOf(node), Spot::Block)}};
    if (!hasEntries(value))
        return {inlined};
    return {{Form::Collection, blockLines(value, m_layout.step())}, inlined};
}

QList<Editor::Form> Editor::textForms(const Node &node, const QByteArray &text) const
{
    const Style style = styleOf(node);
    const Spot spot = node.inFlow ? Spot::Flow : Spot::Block;
    QList<Form> forms;
    const bool isBlock = style == Style::Literal || style == Style::Folded;
    if (!node.inFlow && (isBlock || (style == Style::Plain && text.contains('\n')))) {
        const int indent = textColumn(node) - ownerColumn(node);
        for (const Style one : {style, Style::Literal}) {
            if (const auto lines = blockScalar(text, one, indent))
                forms.append({Form::BlockScalar, *lines});
        }
    }
    forms.append({Form::Inline, {inlineText(text, style, spot)}});
    forms.append({Form::Inline, {inlineText(text, Style::DoubleQuoted, spot)}});
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
    const bool wasInline = !node.isBlockScalar() && (!node.isCollection() || node.style != Style::Block);
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

} // namespace agent::yaml
