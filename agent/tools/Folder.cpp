// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/Folder.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace agent {

Folder::Folder(const QString &path)
    : m_path(QDir(path).absolutePath())
{
}

bool Folder::contains(const QString &realPath) const
{
    const QString root = QFileInfo(m_path).canonicalFilePath();
    const QString slash = root.endsWith(u'/') ? root : root + u'/';
    return !root.isEmpty() && (realPath == root || realPath.startsWith(slash));
}

// A path that leads out is refused in the same words whether anything is there or not, so that nobody can
// find out by asking.
Result<QString> Folder::inside(const QString &path) const
{
    const auto outside = fail(ErrorKind::Denied, u"\"%1\" is outside the agent's folder"_s.arg(path), path);
    if (path.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, u"a path cannot contain a null character"_s);
    const QString written = QDir::cleanPath(QDir(m_path).absoluteFilePath(path.isEmpty() ? u"."_s : path));
    const QString real = QFileInfo(written).canonicalFilePath();
    if (!real.isEmpty())
        return contains(real) ? Result<QString>(real) : outside;
    if (written != m_path && !written.startsWith(m_path + u'/'))
        return outside;
    return fail(ErrorKind::NotFound, u"there is no \"%1\" in the agent's folder"_s.arg(path), path);
}

Result<QString> Folder::file(const QString &path) const
{
    auto real = inside(path);
    if (!real)
        return real;
    const QFileInfo info(*real);
    if (info.isDir())
        return fail(ErrorKind::NotFound, u"\"%1\" is a folder, not a file"_s.arg(path), path);
    if (!info.isFile())
        return fail(ErrorKind::Denied, u"\"%1\" is not a regular file"_s.arg(path), path);
    return real;
}

Result<QString> Folder::directory(const QString &path) const
{
    auto real = inside(path);
    if (real && !QFileInfo(*real).isDir())
        return fail(ErrorKind::NotFound, u"\"%1\" is a file, not a folder"_s.arg(path), path);
    return real;
}

} // namespace agent
