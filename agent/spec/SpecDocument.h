// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/base/TextEdit.h"
#include "agent/values/AgentSpec.h"
#include "agent/values/Environment.h"

#include <QByteArray>
#include <QJsonValue>

#include <memory>
#include <optional>

namespace agent {

enum class Severity {
    Error,   ///< The agent cannot be served.
    Warning, ///< It can, but something asked for will not happen.
    Note,    ///< Worth knowing; nothing is lost.
};

/// What is to be said about one place of an agent file.
struct Diagnostic
{
    Severity severity = Severity::Error;
    QString message;     ///< A sentence: what was expected and what stands there.
    QString suggestion;  ///< The nearest known word, or empty.
    int line = 1;        ///< From 1.
    int column = 1;      ///< From 1, in characters (code points).
    qsizetype begin = 0; ///< The place as bytes of the text, [begin, end); at least one byte if there is one.
    qsizetype end = 0;
    QString pointer; ///< Of the value or key meant; empty for the whole document and faults of YAML itself.

    bool operator==(const Diagnostic &) const = default;
};

/// "agent.yaml:12:7: error: unknown key \"modle\"; did you mean \"model\"?"
QString toString(const Diagnostic &diagnostic, const QString &path);

/// The text of an agent file, read once, with the position of everything in it. A value: it never changes; an
/// edit gives the splice of the text that would bring it about, and the caller reads the new text. Reading
/// executes nothing and opens no file. Any thread.
class SpecDocument
{
public:
    /// Reads UTF-8 YAML 1.2. Never fails: whatever is wrong stands in diagnostics(). `path` is used for the
    /// default name only; `environment` fills in the ${NAME} of the text.
    explicit SpecDocument(const QByteArray &text, const QString &path = {},
                          const Environment &environment = {});

    const QByteArray &text() const;
    const Environment &environment() const; ///< It was read with.
    /// Every fault, in the order of the text. A text that is not YAML has one.
    const QList<Diagnostic> &diagnostics() const;
    /// The agent, if there is no Diagnostic of Severity::Error.
    const std::optional<AgentSpec> &spec() const;
    /// Whether it is YAML at all, so that the editing functions work.
    bool isReadable() const;
    /// The value at a JSON pointer; undefined where there is none. "" is the whole document.
    QJsonValue value(const QString &pointer) const;
    /// Where the value at `pointer` stands (or the nearest thing above it), as bytes.
    std::pair<qsizetype, qsizetype> placeOf(const QString &pointer) const;
    /// Whether the value comes through an alias or a merge key, so that editing it here would change other
    /// places.
    bool isShared(const QString &pointer) const;

    // In-place edits. Only the lines concerned change: comments, order, quotes and layout of everything else
    // stay. Each result was read again and equals the old tree plus the intended change; an edit that cannot
    // be made that way is refused. Errors: NotFound (no such place), Denied (shared through an alias, with
    // the place to edit instead), Conflict (key exists), InvalidInput (the text is not readable).

    /// Sets the value at `pointer`; adds the last key to its mapping if it is not there. Missing mappings
    /// above it are added too.
    Result<TextEdit> set(const QString &pointer, const QJsonValue &value) const;
    /// Removes a key or a list item, with the comment lines that belong to it.
    Result<TextEdit> remove(const QString &pointer) const;
    /// Gives the key at `pointer` another name.
    Result<TextEdit> rename(const QString &pointer, const QString &newKey) const;
    /// Puts an item into the list at `pointer` before `index`; at the end if index is the list's size.
    Result<TextEdit> insert(const QString &pointer, qsizetype index, const QJsonValue &item) const;
    /// Moves a list item so that it stands at `to` afterwards.
    Result<TextEdit> move(const QString &pointer, qsizetype from, qsizetype to) const;

private:
    template<class Edit>
    Result<TextEdit> edited(Edit edit) const;

    struct Tree;
    std::shared_ptr<const Tree> m_tree;
};

} // namespace agent
