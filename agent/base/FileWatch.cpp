// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/FileWatch.h"

#include <QFileInfo>

#include <chrono>

using namespace std::chrono_literals;

namespace agent {

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(150ms);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, [this] {
        watchAgain();
        const QStringList files = m_files;
        for (const QString &file : files)
            emit touched(file);
    });
}

void FileWatch::setFiles(const QStringList &paths)
{
    m_files = paths;
    watchAgain();
}

void FileWatch::watchAgain()
{
    QStringList wanted;
    for (const QString &file : std::as_const(m_files)) {
        const QString folder = QFileInfo(file).absolutePath();
        for (const QString &path : {file, folder}) {
            if (QFileInfo::exists(path) && !wanted.contains(path))
                wanted.append(path);
        }
    }
    QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList gone;
    for (const QString &path : std::as_const(watched)) {
        if (!wanted.removeOne(path))
            gone.append(path);
    }
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

} // namespace agent

#include "moc_FileWatch.cpp"
