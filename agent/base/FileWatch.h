// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace agent {

/// Notices that somebody wrote, replaced or removed a file, or something beside it: whoever listens looks
/// whether its content is another. Editors replace a file by renaming another over it, so the folder is
/// watched too; several notices in a row are told once.
class FileWatch : public QObject
{
    Q_OBJECT
public:
    explicit FileWatch(QObject *parent = nullptr);

    void setFiles(const QStringList &paths);

signals:
    /// Whatever happened is over; look at the file.
    void touched(const QString &path);

private:
    void watchAgain();

    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QStringList m_files;
};

} // namespace agent
