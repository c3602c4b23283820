// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/LeftBehind.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr const char *variable = "SLIPWAY_CALL";

bool bears(const QString &process, const QByteArray &mark)
{
    constexpr qint64 longest = qint64(1) << 20;
    QFile environment(u"/proc/%1/environ"_s.arg(process));
    return environment.open(QIODevice::ReadOnly) && environment.read(longest).contains(mark);
}

/// Whether there were any.
bool endOnce(const QByteArray &mark)
{
    bool found = false;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isProcess = false;
        const pid_t process = entry.toInt(&isProcess);
        if (isProcess && process != ::getpid() && bears(entry, mark))
            found = ::kill(process, SIGKILL) == 0 || found;
    }
    return found;
}

} // namespace

QByteArray markIn(Environment &environment)
{
    const QString value = QUuid::createUuid().toString(QUuid::Id128);
    environment.insert(QString::fromLatin1(variable), value);
    return variable + QByteArray("=") + value.toLatin1();
}

void endLeftBehind(const QByteArray &mark)
{
    constexpr int mostRounds = 100; // one that still forks may be a step ahead
    int rounds = 0;
    while (!mark.isEmpty() && rounds < mostRounds && endOnce(mark))
        ++rounds;
}

} // namespace agent
