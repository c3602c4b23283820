// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

#include <QString>

#include <optional>

namespace ui {

/// An agent file as tabs, titles and lists show it.
struct AgentCard
{
    QString path; ///< Absolute.
    QString name; ///< The agent's name; the file's base name where there is none.
    QString icon; ///< A name that Theme::icon() knows: what its first tool is about.
    int tools = 0;
    int problems = 0;                 ///< Errors, not warnings.
    std::optional<quint16> port = {}; ///< On which it is to be served, as the file says; 0: any that is free.

    bool operator==(const AgentCard &) const = default;
};

/// Of a text that has been read. `diagnostics` are those of the text that was read last: a text that is no
/// YAML has problems, but its name is that of the text before.
AgentCard cardOf(const QString &path, const agent::SpecDocument &readable,
                 const QList<agent::Diagnostic> &diagnostics);
/// Reads the file; one that cannot be read has the name of the file and one problem.
AgentCard cardOf(const QString &path);

} // namespace ui
