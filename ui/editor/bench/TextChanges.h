// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace ui {

/// How a text differs from the one before it, line by line.
struct TextChanges
{
    QList<int> added; ///< Lines of the new text, from 0, that were not in the old one.
    int removed = 0;  ///< How many of the old one are gone.

    bool isEmpty() const { return added.isEmpty() && removed == 0; }
    bool operator==(const TextChanges &) const = default;
};

TextChanges changesBetween(const QString &before, const QString &now);

} // namespace ui
