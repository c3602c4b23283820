// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QStringList>

namespace agent {

/// The words of a command line, split as POSIX shells do (Shell Command Language, 2.2 Quoting): by blanks,
/// with '…', "…" and backslash. Nothing is expanded: "*" and "~" are characters. At least one word. Pure.
///
/// Errors: InvalidInput, as a sentence for the model: it is empty, a quote is not closed, it holds a line
/// break, a null character or one of ; | & ` $( { } > <, quoted or not. Those mean more than one program, and
/// a model that writes them expects a shell.
Result<QStringList> wordsOf(const QString &line);

} // namespace agent
