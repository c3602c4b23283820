// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Folder.h"

#include <stop_token>

namespace agent {

/// The contents of a text file, below a head with its name and size. At most 1 MiB is read, and the head says
/// so when that was not all. Blocks. Errors: those of Folder::file(); InvalidInput (unknown encoding, not
/// text, not readable).
Result<QString> readTextFile(const Folder &folder, const QString &path, const QString &encoding);

/// The same with a number before each line, at most 1,000,000 characters, and the number of lines below.
Result<QString> numberTextFile(const Folder &folder, const QString &path, const QString &encoding);

/// Whether there is anything at a path, what it is, and its size or the number of things in it. Blocks.
/// Errors: Denied (outside the folder), InvalidInput.
Result<QString> fileExists(const Folder &folder, const QString &path);

/// What to list.
struct Listing
{
    QString directory;
    QString pattern; ///< On the name, with * and ?; or on the path below the folder if it has a "/".
    bool showHidden = false;
    bool recursive = false;
};

/// One line for each file and folder with its size, sorted by path, and a line with the total. Links are
/// shown but not followed. At most 1,000 entries. Blocks; ends soon after `stop`. Errors: those of
/// Folder::directory(); Cancelled.
Result<QString> listFiles(const Folder &folder, const Listing &listing, const std::stop_token &stop);

} // namespace agent
