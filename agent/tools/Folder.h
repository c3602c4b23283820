// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// The one folder whose files an agent's tools may read, with everything below it. A path is looked at where
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
    /// Whether a real, absolute path is this folder or below it.
    bool contains(const QString &realPath) const;

private:
    Result<QString> inside(const QString &path) const;

    QString m_path;
};

} // namespace agent
