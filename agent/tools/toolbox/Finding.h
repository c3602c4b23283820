// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <chrono>

namespace agent {

/// What to look for in a text.
struct Search
{
    QString pattern; ///< A regular expression, see agent/base/Pattern.h.
    Qt::CaseSensitivity sensitivity = Qt::CaseSensitive;
    std::chrono::milliseconds limit{2'000};
};

/// How many matches there are and, with `returnMatches`, the first 20: the group where the pattern has one,
/// all groups where it has several, else the whole match. Blocks for as long as the search may take. Errors:
/// those of Pattern.
Result<QString> searchText(const QString &text, const Search &search, bool returnMatches);

/// The number of replacements, a blank line, the text. In the replacement \1 or \g<1> is a group, \g<name> a
/// named one, \0 the whole match, \n and \t a line end and a tab. `most` 0: all. Blocks. Errors: those of
/// Pattern; InvalidInput (no such group, a result of more than 1,000,000 characters).
Result<QString> replaceText(const QString &text, const Search &search, const QString &replacement,
                            qint64 most);

/// Addresses of mail, each once (case does not count), in order. Any thread.
Result<QString> extractEmails(const QString &text);

/// http and https addresses, each once, in order, without the punctuation of the sentence around them.
Result<QString> extractUrls(const QString &text);

} // namespace agent
