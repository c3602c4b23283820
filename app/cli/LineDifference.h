// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace app {

/// How one text differs from another, line by line and in order: "- " what is expected and not there, "+ "
/// what is there and not expected, "  " what both have. Texts of very many lines (1000) are not compared: all
/// of one stands before all of the other.
QStringList lineDifference(const QStringList &expected, const QStringList &got);

} // namespace app
