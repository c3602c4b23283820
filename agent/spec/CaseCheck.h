// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/CaseSpec.h"

namespace agent {

/// One thing that is not as a case expects it.
struct CaseMismatch
{
    QString what;     ///< "outcome", "equals", "contains", "matches", "json /days/0", "schema"
    QString expected; ///< As text; JSON that is not a text is laid out on several lines.
    QString got;

    bool operator==(const CaseMismatch &) const = default;
};

/// What of an expectation the result of a call does not meet; empty: it meets all. Where the outcome is
/// another one, nothing else is looked at. Pure; any thread.
QList<CaseMismatch> mismatches(const CaseExpectation &expect, ToolOutcome outcome, const QString &result);

} // namespace agent
