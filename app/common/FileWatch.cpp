// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/FileWatch.h"

#include <QDateTime>
#include <QFileInfo>

#include <chrono>

using namespace std::chrono_literals;

namespace app {
namespace {

QByteArray stamp(const QString &path)
{
    const QFileInfo info(path);
    return QByteArray::number(info.size()) + ' '
        + QByteArray::number(info.lastModified().toMSecsSinceEpoch());
}

} // namespace

FileWatch::FileWatch(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_seen(stamp(m_path))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(100ms);
    connect(&m_settle, &QTimer::timeout, this, &FileWatch::look);
    const auto soon = [this] { m_settle.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    m_watcher.addPaths({m_path, QFileInfo(m_path).absolutePath()});
}

void FileWatch::look()
{
    // A file that was replaced is no longer watched.
    if (!m_watcher.files().contains(m_path) && QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
    const QByteArray now = stamp(m_path);
    if (now == m_seen)
        return;
    m_seen = now;
    emit changed();
}

} // namespace app
