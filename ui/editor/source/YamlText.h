// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

namespace ui {

/// Comments the lines out, behind their common indentation; takes the "#" away when all of them have one.
/// Blank lines stay. Line ends stay as they are.
QByteArray withCommentsToggled(const QByteArray &lines);

/// Where a caret stands in YAML, guessed from indentation alone, so that it works while the text is broken.
struct YamlPlace
{
    QStringList path; ///< Keys from the root to the mapping or list the caret is in; "-" for a list item.
    QString key;      ///< The key on the caret's line that it stands behind; empty: it writes a key or item.
    QByteArray typed; ///< The part of the word before the caret.
    bool isItem = false; ///< Straight behind a dash.
    bool isComment = false;

    bool operator==(const YamlPlace &) const = default;
};

/// Reads upwards from the caret and no further than it must: a file may be long, and every key asks.
YamlPlace yamlPlaceAt(QByteArrayView textBeforeCaret);

} // namespace ui
