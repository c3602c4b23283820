// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

namespace ui {

/// What a piece of YAML is, as far as colours go.
enum class YamlKind : char { Plain, Comment, Key, String, Number, Constant, Mark };

/// A run of bytes of one kind.
struct YamlToken
{
    YamlKind kind = YamlKind::Plain;
    int length = 0; ///< In bytes.

    bool operator==(const YamlToken &) const = default;
};

/// What a line needs to know of the one before: whether it stands inside a scalar of several lines. Packs
/// into one int, which is what an editor keeps for each line.
struct YamlLineState
{
    enum Inside { Nothing, Block, DoubleQuotes, SingleQuotes };

    Inside inside = Nothing;
    int indent = 0; ///< Inside::Block: the lines further in than this belong to the block.

    bool operator==(const YamlLineState &) const = default;
    int packed() const { return indent * 4 + inside; }
    static YamlLineState unpacked(int state) { return {static_cast<Inside>(state & 3), state / 4}; }
};

/// Cuts one line (without its line end) into tokens that cover it without a gap, and gives the state for the
/// line after. Never fails: broken YAML gets some colour too. Not a parser; SpecDocument is.
QList<YamlToken> yamlTokens(QByteArrayView line, YamlLineState &state);

/// Number of spaces a line begins with.
int yamlIndent(QByteArrayView line);

} // namespace ui
