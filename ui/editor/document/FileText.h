// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArray>

namespace ui {

/// The text of a file, and what of the file is not text but must come back when it is saved.
struct FileText
{
    QByteArray text;            ///< UTF-8, line ends as they stand in the file.
    bool byteOrderMark = false; ///< The file begins with U+FEFF.

    bool operator==(const FileText &) const = default;
};

/// Reads a whole file. Errors: NotFound, Denied, InvalidInput (not UTF-8, or holds a NUL), each with the
/// path.
agent::Result<FileText> readText(const QString &path);

/// Writes a whole file, or leaves it as it was. Permissions stay; a symbolic link stays one and its target is
/// written. Errors: Denied, Unavailable (disk full).
agent::Result<> writeText(const QString &path, const FileText &file);

/// Whether a line of the text ends in CR LF; the first line end decides for the whole text.
bool hasCarriageReturns(const QByteArray &text);

/// The text with every line end as asked.
QByteArray withLineEnds(QByteArray text, bool carriageReturns);

} // namespace ui
