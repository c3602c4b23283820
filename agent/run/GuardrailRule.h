// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/GuardrailSpec.h"

#include <QRegularExpression>

namespace agent {

/// One rule of `guardrails`, ready to be laid on a text. A value that never changes; server's thread.
class GuardrailRule
{
public:
    /// `spec` has a pattern that compiles, or none.
    explicit GuardrailRule(const GuardrailSpec &spec);

    const GuardrailSpec &spec() const { return m_spec; }

    /// The value with a mark such as [email] in place of all that the rule finds in its texts, the names of
    /// its fields and its numbers; nothing where it finds nothing. Takes half a second at most: a text it has
    /// not looked through by then counts as found whole.
    std::optional<QJsonValue> marked(const QJsonValue &value) const;

private:
    GuardrailSpec m_spec;
    QRegularExpression m_pattern;
};

} // namespace agent
