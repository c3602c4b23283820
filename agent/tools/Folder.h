// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// The one folder whose files an agent's tools may touch, with everything below it. A path is looked at where
/// it really leads: symbolic links are followed first and judged afterwards. Any thread.
class Folder
{
public:
    /// `path` may be relative to the working folder; it need not exist yet.
    explicit Folder(const QString &path);

    /// The real, absolute path of a regular file. Errors: NotFound (nothing there, or a folder), Denied (it
    /// leads out of the folder, or is a device, pipe or socket).
    Result<QString> file(const QString &path) const;
    /// The real, absolute path of a folder. Errors: as for file().
    Result<QString> directory(const QString &path) const;
    /// The real, absolute path of whatever is there. Errors: as for file().
    Result<QString> entry(const QString &path) const { return inside(path); }
    /// Where a file may be written: a regular file that is there, or one that is not yet, whose folders may
    /// be missing too. Errors: as for file(); Denied (a link that leads nowhere, a name on the way that
    /// begins with a dot: such files steer other programs; a YAML file, which may be an agent
    /// file or its cases: an agent must not rewrite itself).
    Result<QString> fileToWrite(const QString &path) const;
    /// Whether a real, absolute path is this folder or below it.
    bool contains(const QString &realPath) const;

private:
    QString written(const QString &path) const;
    Result<QString> placeOf(const QString &path) const;
    Result<QString> inside(const QString &path) const;

    QString m_path;
};

} // namespace agent
