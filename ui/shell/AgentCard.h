// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace ui {

/// An agent file as lists show it.
struct AgentCard
{
    QString path; ///< Absolute.
    QString name; ///< The agent's name; the file's base name where there is none.
    QString icon; ///< A name that Theme::icon() knows: what its first tool is about.
    int tools = 0;
    int problems = 0; ///< Errors, not warnings.

    bool operator==(const AgentCard &) const = default;
};

/// Reads the text of an agent file.
AgentCard cardOf(const QString &path, const QByteArray &text);
/// Reads the file; one that cannot be read has the name of the file and one problem.
AgentCard cardOf(const QString &path);

} // namespace ui
