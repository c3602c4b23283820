// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Pattern.h"

#include <QList>

#include <variant>

namespace agent {

/// What is to stand where a pattern matched: text with groups of the match in it, in the notation of Python's
/// re.sub: \1, \g<1>, \g<name>, \0 for the whole; \n, \r, \t, \\; any other backslash is itself.
class Replacement
{
public:
    /// Errors: InvalidInput (the pattern has no such group).
    static Result<Replacement> make(const QString &text, const Pattern &pattern);

    /// Ends early where `out` has more than maxResult characters.
    void appendTo(QString &out, const Pattern::Match &match) const;

private:
    QList<std::variant<QString, int>> m_pieces; ///< Texts and numbers of groups.
};

} // namespace agent
