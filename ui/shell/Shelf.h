// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/AgentCard.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace ui {

/// Which agents somebody has: the files in the agents folder, and those opened from elsewhere. Reads files;
/// a file is read again only when it has changed.
class Shelf
{
public:
    /// `folder` holds agents as <name>/agent.yaml or <name>.yaml; it need not exist.
    explicit Shelf(QString folder);

    const QString &folder() const { return m_folder; }
    /// Files opened before, the newest first; those that are gone are left out of agents().
    void setRecent(const QStringList &paths) { m_recent = paths; }
    const QStringList &recent() const { return m_recent; }
    void remember(const QString &path);

    /// By name.
    QList<AgentCard> agents();

private:
    struct Known
    {
        QDateTime changed;
        AgentCard card;
    };

    AgentCard read(const QString &path);

    QString m_folder;
    QStringList m_recent;
    QHash<QString, Known> m_known;
};

} // namespace ui
