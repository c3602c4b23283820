// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QTimer>

namespace app {

/// Says when one file has changed, also when an editor replaces it by a new one. Several changes within 100
/// ms are one.
class FileWatch : public QObject
{
    Q_OBJECT
public:
    explicit FileWatch(QString path, QObject *parent = nullptr);

signals:
    void changed();

private:
    void look();

    QString m_path;
    QByteArray m_seen; ///< Size and time when last looked at, so that a neighbour's change is none of ours.
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
};

} // namespace app
