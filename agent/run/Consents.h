// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QSet>
#include <QString>

namespace agent {

struct Run;

/// The tools that people have allowed "always": for all later calls in a session. Belongs to an agent and is
/// forgotten with it, so that nothing stays allowed in an agent file that has changed. Of many sessions the
/// ones used last are remembered. Server's thread.
class Consents
{
public:
    static constexpr int mostSessions = 1000;

    /// A run without a session is a session of its own, as with usage; a run that another one asked for
    /// belongs to the session of that one.
    void allow(const Run &run, const QString &tool);
    bool isAllowed(const Run &run, const QString &tool) const;

private:
    QCache<QString, QSet<QString>> m_allowed{mostSessions}; // tools by session
};

} // namespace agent
