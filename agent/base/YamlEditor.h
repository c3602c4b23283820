// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/TextEdit.h"
#include "agent/base/YamlCheck.h"
#include "agent/base/YamlLayout.h"

#include <functional>

namespace agent::yaml {

/// Finds the splice for one change of one node. Each function tries the ways to write it, the nicest first,
/// and returns the first whose text reads back as intended, or Denied. The tree must outlive it.
class Editor
{
public:
    explicit Editor(const Tree &tree);

    /// Gives the node at this index another value. Not for aliases.
    Result<TextEdit> setNode(int index, const QJsonValue &value) const;
    /// Adds a key that is not there yet to the mapping at this index, as the last.
    Result<TextEdit> addKey(int index, const QString &key, const QJsonValue &value) const;
    Result<TextEdit> removeEntry(int collection, int index) const;
    /// Of the key that is the node at this index.
    Result<TextEdit> renameKey(int index, const QString &name) const;
    Result<TextEdit> insertItem(int list, int index, const QJsonValue &item) const;
    Result<TextEdit> moveItem(int list, int from, int to) const;

private:
    using Candidates = QList<TextEdit>;
    using Check = std::function<bool(const Tree &)>;

    /// How a value is written: on the line of its key, or with lines of its own below.
    struct Form
    {
        enum Kind { Inline, BlockScalar, Collection } kind = Inline;
        QByteArrayList lines;
    };

    Result<TextEdit> firstThatHolds(const Candidates &candidates, const Check &check) const;
    std::optional<Error> aliasInto(int first, int count) const;
    QList<Form> forms(const Node &node, const QJsonValue &value) const;
    QList<Form> textForms(const Node &node, const QByteArray &text) const;
    TextEdit flowEdit(const Node &node, const QByteArray &text) const;
    TextEdit blockEdit(const Node &node, const Form &form) const;
    TextEdit rootEdit(const Node &root, const Form &form) const;
    QByteArray composed(const Node &node, const Form &form) const;
    Candidates removals(const Node &collection, int index) const;
    Candidates flowRemovals(const Node &collection, int index) const;
    TextEdit itemInsertion(const Node &list, int index, const QByteArrayList &lines) const;

    int ownerColumn(const Node &node) const;
    int childColumn(const Node &node) const;
    int textColumn(const Node &node) const;
    const Entry &entryOf(const Node &node) const;

    const Tree &m_tree;
    Layout m_layout;
};

} // namespace agent::yaml
