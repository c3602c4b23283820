// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Processes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace testing {

QString longNap()
{
    return u"4711.%1"_s.arg(QCoreApplication::applicationPid());
}

QStringList processesWith(const QString &word)
{
    QStringList found;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        QFile file(u"/proc/%1/cmdline"_s.arg(entry));
        if (!entry.at(0).isDigit() || !file.open(QIODevice::ReadOnly))
            continue;
        const QString line = QString::fromUtf8(file.readAll().replace('\0', ' '));
        if (line.contains(word))
            found.append(line);
    }
    return found;
}

QStringList processesLeft()
{
    constexpr int mostLooks = 500;
    constexpr int enough = 5; // looks in a row that show none
    int without = 0;
    QStringList left;
    for (int look = 0; look < mostLooks && without < enough; ++look) {
        left = processesWith(longNap());
        without = left.isEmpty() ? without + 1 : 0;
        QTest::qWait(10);
    }
    return left;
}

} // namespace testing
