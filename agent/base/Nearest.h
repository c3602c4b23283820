// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace agent {

/// The candidate a person most likely meant, or an empty string when none is near (edit distance with swaps
/// counted as one, at most a third of the word's length, at least 1; case does not count).
QString nearest(const QString &word, const QStringList &candidates);

} // namespace agent
