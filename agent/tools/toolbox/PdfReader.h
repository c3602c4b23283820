// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QDeadlineTimer>
#include <QStringList>

#include <stop_token>

namespace agent {

/// What one of Poppler's programs says about a file.
struct PdfCall
{
    QString program; ///< "pdfinfo" or "pdftotext", looked for in PATH.
    QStringList arguments;
    qsizetype maxBytes = 0; ///< Of its output; more is not waited for.
    QDeadlineTimer deadline;
};

/// Runs it without a shell, in a bare environment, with at most 1 GiB of memory, unable to write files; ends
/// it when it takes too long or `stop` says so. Blocks. Errors: those of extractPdfText().
Result<QByteArray> runPdfProgram(const PdfCall &call, const std::stop_token &stop);

} // namespace agent
