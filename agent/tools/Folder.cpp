// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/Folder.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

tl::unexpected<Error> outside(const QString &path)
{
    return fail(ErrorKind::Denied, u"\"%1\" is outside the agent's folder"_s.arg(path), path);
}

/// Whether it may be one: what it says would hold at once, the policy included.
bool isAgentFile(const QString &path)
{
    return path.endsWith(u".yaml", Qt::CaseInsensitive) || path.endsWith(u".yml", Qt::CaseInsensitive);
}

} // namespace

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

QString Folder::written(const QString &path) const
{
    return QDir::cleanPath(QDir(m_path).absoluteFilePath(path.isEmpty() ? u"."_s : path));
}

// A path that leads out is refused in the same words whether anything is there or not, so that nobody can
// find out by asking.
Result<QString> Folder::inside(const QString &path) const
{
    if (path.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, u"a path cannot contain a null character"_s);
    const QString whole = written(path);
    const QString real = QFileInfo(whole).canonicalFilePath();
    if (!real.isEmpty())
        return contains(real) ? Result<QString>(real) : outside(path);
    if (whole != m_path && !whole.startsWith(m_path + u'/'))
        return outside(path);
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

// The nearest folder that exists is judged where it really is; what is missing below it has plain names.
Result<QString> Folder::placeOf(const QString &path) const
{
    const auto there = inside(path);
    if (there || there.error().kind != ErrorKind::NotFound)
        return file(path);
    const QString whole = written(path);
    QString base = whole;
    while (!QFileInfo::exists(base)) {
        if (QFileInfo(base).isSymLink())
            return outside(path);
        base = QFileInfo(base).path();
    }
    const QString real = QFileInfo(base).canonicalFilePath();
    if (!contains(real))
        return outside(path);
    if (!QFileInfo(real).isDir())
        return fail(ErrorKind::NotFound, u"\"%1\" lies below a file, not a folder"_s.arg(path), path);
    return real + whole.mid(base.size());
}

Result<QString> Folder::fileToWrite(const QString &path) const
{
    auto place = placeOf(path);
    if (!place)
        return place;
    const QString root = QFileInfo(m_path).canonicalFilePath();
    if (QStringView(*place).mid(root.size()).contains(u"/."))
        return fail(ErrorKind::Denied,
                    u"\"%1\" is hidden: names that begin with a dot are not written"_s.arg(path), path);
    if (isAgentFile(*place))
        return fail(
            ErrorKind::Denied,
            u"\"%1\" is not written: YAML files are agents and their cases, which a person writes"_s.arg(
                path),
            path);
    return place;
}

Result<QString> Folder::directory(const QString &path) const
{
    auto real = inside(path);
    if (real && !QFileInfo(*real).isDir())
        return fail(ErrorKind::NotFound, u"\"%1\" is a file, not a folder"_s.arg(path), path);
    return real;
}

} // namespace agent
