// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace agent {

/// A line that two texts have in common: its place in each, from 0.
struct LineMatch
{
    qsizetype before = 0;
    qsizetype now = 0;

    bool operator==(const LineMatch &) const = default;
};

/// As many lines as two texts have in common in the same order, both places rising. Where four million pairs
/// of lines or more lie between the common beginning and the common end, none of those between counts.
QList<LineMatch> matchingLines(const QStringList &before, const QStringList &now);

} // namespace agent
