// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Folder.h"

namespace agent {

/// The beginning of a text file: at most 1 MiB of it.
struct TextFile
{
    QString text;
    qint64 bytesRead = 0;
    qint64 bytes = 0; ///< The whole file's.

    bool isCut() const { return bytesRead < bytes; }
};

/// Reads a text file. Blocks. Errors: those of Folder::file(); InvalidInput (unknown encoding, not text, not
/// readable).
Result<TextFile> openTextFile(const Folder &folder, const QString &path, const QString &encoding);

/// Text to be put into a file.
struct NewText
{
    QString path;
    QString text;
    QString mode = QStringLiteral("w"); ///< "w": instead of what is there; "a": behind it.
    QString encoding = QStringLiteral("utf-8");
};

/// Writes a text file, making the folders it needs: all of it or, if something goes wrong, nothing. The file
/// grows to 16 MiB at most. Blocks. Errors: those of Folder::fileToWrite(); InvalidInput (unknown encoding or
/// one that lacks a character, a null character, another mode, too large, not writable).
Result<QString> writeTextFile(const Folder &folder, const NewText &wanted);

} // namespace agent
