// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Folder.h"

#include <stop_token>

namespace agent {

/// A CSV file to be shown row by row.
struct CsvFile
{
    QString path;
    QString delimiter;
    QString encoding;
};

/// A head with the file's name, size and columns, then each row with the names of its cells, then the number
/// of rows. What is beyond 1 MiB of the file, or 1,000,000 characters, is left out, and the end says so.
/// Blocks; ends soon after `stop`. Errors: those of openTextFile() and csvDelimiter(); Cancelled.
Result<QString> processCsvFile(const Folder &folder, const CsvFile &file, const std::stop_token &stop);

} // namespace agent
