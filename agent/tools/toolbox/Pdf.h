// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Folder.h"

#include <QList>

#include <chrono>
#include <stop_token>

namespace agent {

/// Pages, counted from 1, both included.
struct PageRange
{
    int first = 1;
    int last = 1;

    bool operator==(const PageRange &) const = default;
};

/// "1-3,5" for a document of so many pages, in order and apart; all of them for an empty text. Errors:
/// InvalidInput (not such a list, beyond the end, more than 200 pages).
Result<QList<PageRange>> pageRanges(const QString &written, int pageCount);

/// A PDF file to be read.
struct PdfFile
{
    QString path;
    QString pages;                           ///< As for pageRanges().
    std::chrono::milliseconds limit{20'000}; ///< For everything.
};

/// The text of a PDF file: a head with the number of pages, then each page below a rule, at most 20,000
/// characters. The file is read by Poppler's programs in processes of their own, with a limited time and
/// memory, since such files come from strangers. Blocks; ends soon after `stop`. Errors: those of
/// Folder::file() and pageRanges(); InvalidInput (not a PDF, broken, or it needs a password); Unavailable
/// (the programs are not installed); Timeout; Cancelled.
Result<QString> extractPdfText(const Folder &folder, const PdfFile &file, const std::stop_token &stop);

} // namespace agent
