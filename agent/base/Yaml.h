// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

/// YAML 1.2 (core schema) as a tree that knows the place of everything in its text, for reading and for
/// editing in place. All places are byte offsets into the text. libfyaml is the parser underneath.
namespace agent::yaml {

enum class Kind { Null, Scalar, Alias, Mapping, Sequence };
enum class Style { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

/// One key with its value, or one list item.
struct Entry
{
    int key = -1;        ///< Node; -1 in a list.
    int value = -1;      ///< Node; Kind::Null where nothing is written.
    qsizetype start = 0; ///< Where the entry's text begins: at "-", "?" or the key with its anchor.
    qsizetype mark = -1; ///< Just behind "-" or ":"; -1 where there is none.
};

struct Node
{
    Kind kind = Kind::Null;
    Style style = Style::Plain;
    bool inFlow = false; ///< Inside [ ] or { }.
    int parent = -1;     ///< Node; -1 for the root.
    int depth = 0;       ///< Of the root 0.
    int size = 1;        ///< Nodes in this subtree, this one included; they follow it directly.
    int target = -1;     ///< Of an alias: the node it stands for; -1 if there is none.
    qint64 expanded = 1; ///< Like size, with every alias counted as what it stands for.
    qsizetype head = 0;  ///< Just behind what must stand before it: "-", ":" or its own anchor or tag.
    qsizetype start = 0; ///< Where it begins, anchor and tag included.
    qsizetype begin = 0; ///< [begin, end): its own text with quotes, brackets or block header. A block
    qsizetype end = 0;   ///< scalar ends behind its last line, a block collection with its last entry.
    QByteArray text;     ///< A scalar's value, an alias's anchor; UTF-8.
    QByteArray anchor;   ///< Without "&".
    QByteArray tag;      ///< As written.
    std::vector<Entry> entries;

    bool isCollection() const { return kind == Kind::Mapping || kind == Kind::Sequence; }
    bool isBlockScalar() const { return style == Style::Literal || style == Style::Folded; }
};

struct Fault
{
    QString message;
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const Fault &) const = default;
};

/// Limits that keep a hostile file from costing time or memory; these are an agent file's.
constexpr qsizetype maxBytes = qsizetype{1024} * 1024;
constexpr int maxDepth = 100;
constexpr qint64 maxNodes = 100'000; ///< With aliases written out.

/// The limits that other files may have otherwise.
struct Limits
{
    qsizetype bytes = maxBytes;
    qint64 nodes = maxNodes;
};

struct Tree
{
    QByteArray text;
    std::vector<Node> nodes; ///< In the order of the text; the first is the root. Empty if not readable.
    QList<Fault> faults;     ///< Not readable: exactly one. Else duplicate keys, unknown aliases, tags …

    bool isReadable() const { return !nodes.empty(); }
    const Node &at(int node) const { return nodes[static_cast<std::size_t>(node)]; }
};

/// Reads one document. Never fails: what is wrong stands in Tree::faults. Prints nothing.
Tree read(const QByteArray &text, const Limits &limits = {});

/// What the node at this index means: core schema for plain scalars, aliases and merge keys ("<<") written
/// out.
QJsonValue toJson(const Tree &tree, int index = 0);

/// Where a JSON pointer leads.
struct Place
{
    int node = 0;          ///< The value, or the nearest one above that exists.
    int key = -1;          ///< The node of its key, if it has one.
    int owner = -1;        ///< The collection that holds it, -1 for the root.
    int index = -1;        ///< Its entry there.
    bool isShared = false; ///< The way led through an alias or a merge key.
    int through = -1;      ///< That alias, or the value of that merge key.
    QStringList missing;   ///< The steps that could not be followed; empty if all could.
};

/// Follows a pointer (RFC 6901). An alias at the very end is not followed further, but counts as shared.
Place find(const Tree &tree, const QString &pointer);

/// Whether nothing is written, or a plain null.
bool isNull(const Node &node);

/// The parts of a JSON pointer, unescaped.
QStringList steps(const QString &pointer);

/// Whether a plain scalar of this text would be anything but text, here or for a reader of YAML 1.1.
bool isAmbiguous(const QByteArray &plain);

/// yes, no, on, off in their YAML 1.1 spellings.
std::optional<bool> booleanWord(const QByteArray &plain);

} // namespace agent::yaml
