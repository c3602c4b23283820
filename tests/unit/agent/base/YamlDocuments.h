// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>

#include <random>

/// Documents and values for tests of editing in place.
namespace testing {

using Random = std::mt19937;

/// From 0 to `below` - 1.
int pick(Random &random, int below);

/// Small documents that are hard to edit, each for a reason.
QList<QByteArray> nastyDocuments();

/// Texts that mean something else without quotes, or cannot stand everywhere.
QStringList nastyTexts();

/// A valid document in many styles: block and flow, all quotings, block scalars, comments, blank lines,
/// anchors and aliases, LF or CRLF, with or without a line break at the end.
QByteArray randomDocument(Random &random);

/// A text, number, boolean, null, or a small list or mapping of these.
QJsonValue randomValue(Random &random, int depth = 2);

} // namespace testing
