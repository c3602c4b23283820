// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace agent {

/// Tells whose program still runs, for files that several programs of this machine write. Each owner has a
/// number and holds the lock of that byte of a file; the system takes it away when the program ends, however
/// it ends.
class Owners
{
public:
    explicit Owners(const QString &file);

    /// Takes a number that nobody has had yet. Whether that could be done.
    bool become(qint64 number);
    /// Whether the owner of that number is there; its own is never asked for.
    bool isThere(qint64 number) const;

private:
    QFile m_file;
};

} // namespace agent
