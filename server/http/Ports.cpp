// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Ports.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTcpServer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {
namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The socket inodes that listen on a port, from one of the kernel's tables (proc(5), /proc/net/tcp).
void collectListeners(const QString &table, quint16 port, QSet<QByteArray> &inodes)
{
    for (const QByteArray &line : contents(table).split('\n')) {
        const QByteArrayList columns = line.simplified().split(' ');
        constexpr int local = 1;
        constexpr int state = 3;
        constexpr int inode = 9;
        if (columns.size() <= inode || columns[state] != "0A")
            continue;
        const QByteArray &address = columns[local];
        if (address.mid(address.lastIndexOf(':') + 1).toUShort(nullptr, 16) == port)
            inodes.insert(columns[inode]);
    }
}

bool holdsAny(const QString &process, const QSet<QByteArray> &inodes)
{
    const QDir descriptors(process + u"/fd"_s);
    const QStringList names = descriptors.entryList(QDir::Files | QDir::System);
    return std::ranges::any_of(names, [&](const QString &name) {
        // Qt would make an absolute path of "socket:[1234]"; only its end matters.
        const QString target = QFile::symLinkTarget(descriptors.filePath(name));
        const qsizetype at = target.lastIndexOf(u"socket:["_s);
        return at >= 0 && inodes.contains(target.mid(at + 8).chopped(1).toLatin1());
    });
}

bool isFree(quint16 port, const QList<QHostAddress> &addresses)
{
    return std::ranges::all_of(addresses, [port](const QHostAddress &address) {
        QTcpServer probe;
        return probe.listen(address, port) || probe.serverError() != QAbstractSocket::AddressInUseError;
    });
}

} // namespace

QString portHolder(quint16 port)
{
    QSet<QByteArray> inodes;
    collectListeners(u"/proc/net/tcp"_s, port, inodes);
    collectListeners(u"/proc/net/tcp6"_s, port, inodes);
    if (inodes.isEmpty())
        return {};
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isProcess = false;
        entry.toUInt(&isProcess);
        const QString process = u"/proc/"_s + entry;
        if (isProcess && holdsAny(process, inodes))
            return u"%1, pid %2"_s.arg(QString::fromLocal8Bit(contents(process + u"/comm"_s).trimmed()),
                                       entry);
    }
    return {};
}

quint16 nextFreePort(quint16 port, const QList<QHostAddress> &addresses)
{
    for (int candidate = port + 1; candidate <= 0xffff; ++candidate) {
        if (isFree(quint16(candidate), addresses))
            return quint16(candidate);
    }
    return 0;
}

} // namespace http
