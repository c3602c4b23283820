// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// Lines, words and characters, one a line; with `detailed` also the characters without spaces, tabs and line
/// ends, and two averages. Characters are those of Unicode. Any thread, as everything here.
Result<QString> countText(const QString &text, bool detailed);

/// The text in another case: "upper", "lower", "title", "sentence", "camel", "snake" or "kebab". The last
/// three take words apart where a small letter meets a capital, too. Errors: InvalidInput.
Result<QString> convertCase(const QString &text, const QString &type);

/// The beginning of a text and the suffix, together `maxLength` characters; a text that fits stays as it is.
/// Errors: InvalidInput (a length below 1).
Result<QString> truncateText(const QString &text, qint64 maxLength, const QString &suffix);

} // namespace agent
