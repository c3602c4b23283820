// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/Owners.h"

#include <fcntl.h>

namespace agent {
namespace {

struct flock byteOf(qint64 number)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = number;
    lock.l_len = 1;
    return lock;
}

} // namespace

Owners::Owners(const QString &file)
    : m_file(file)
{
    if (m_file.open(QIODevice::ReadWrite))
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

// The locks of an open file, not those of a process: they hold between two servers in one process too, and
// are not lost when another part of the program closes the same file.
bool Owners::become(qint64 number)
{
    struct flock lock = byteOf(number);
    return fcntl(m_file.handle(), F_OFD_SETLK, &lock) == 0;
}

bool Owners::isThere(qint64 number) const
{
    struct flock lock = byteOf(number);
    const bool isAsked = fcntl(m_file.handle(), F_OFD_GETLK, &lock) == 0;
    return !isAsked || lock.l_type != F_UNLCK;
}

} // namespace agent
