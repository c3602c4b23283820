// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QDeadlineTimer>
#include <QList>
#include <QStringView>

#include <functional>
#include <memory>

struct pcre2_real_code_16;

namespace agent {

/// A regular expression of a stranger (PCRE2's syntax, in Unicode; "." is not a line feed) that cannot take
/// longer than it is given. There are patterns for which a short text takes hours: PCRE2 asks back before
/// each of its steps, and is stopped when the time is over or 64 MiB are in use. Any thread.
class Pattern
{
public:
    /// The whole match, then its groups; a group that took no part is null. They look into the text.
    using Match = QList<QStringView>;
    /// Is told each match; false ends the search.
    using Visit = std::function<bool(const Match &)>;

    /// At most 2,000 characters. Errors: InvalidInput, with the place of the fault.
    static Result<Pattern> make(const QString &pattern, Qt::CaseSensitivity sensitivity);

    /// Looks through the whole text, in order; an empty match counts, also right behind another. Errors:
    /// Timeout (given up), InvalidInput (the text is not valid Unicode).
    Result<> each(const QString &text, const QDeadlineTimer &deadline, const Visit &visit) const;

    int groupCount() const;
    /// The number of a named group; -1 when there is none.
    int groupNamed(const QString &name) const;

private:
    explicit Pattern(std::shared_ptr<pcre2_real_code_16> code);

    std::shared_ptr<pcre2_real_code_16> m_code;
};

} // namespace agent
