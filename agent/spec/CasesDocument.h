// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"
#include "agent/values/CaseSpec.h"

namespace agent {

/// Where the cases of an agent file are kept: "weather.cases.yaml" beside "weather.yaml".
QString casesBeside(const QString &agentFile);
/// Whether a path is named like a cases file.
bool isCasesFile(const QString &path);
/// The agent file whose cases such a file keeps: "weather.yaml" for "weather.cases.yaml".
QString agentBeside(const QString &casesFile);

/// The text of a cases file (docs/cases.md), read once. A value; reading executes nothing and opens no file.
/// Any thread.
class CasesDocument
{
public:
    /// Reads UTF-8 YAML 1.2. Never fails: whatever is wrong stands in diagnostics(), with its place as in an
    /// agent file. With `agent`, the tools are held against that agent's.
    explicit CasesDocument(const QByteArray &text, const std::optional<AgentSpec> &agent = {});

    /// Every fault, in the order of the text.
    const QList<Diagnostic> &diagnostics() const { return m_diagnostics; }
    /// The cases in the order of the file, if there is no Diagnostic of Severity::Error.
    const std::optional<QList<ToolCase>> &cases() const { return m_cases; }

private:
    QList<Diagnostic> m_diagnostics;
    std::optional<QList<ToolCase>> m_cases;
};

} // namespace agent
