// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Testing.h"

#include <QByteArrayList>
#include <QFile>

namespace testing {

QByteArray data(const QString &name)
{
    QFile file(QLatin1String(TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qUtf8Printable(file.fileName()));
    return file.readAll();
}

QByteArray field(const QByteArray &message, const QByteArray &name)
{
    QByteArrayList values;
    const QByteArray head = message.left(message.indexOf("\r\n\r\n"));
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            values.append(line.mid(colon + 1).trimmed());
    }
    return values.join(", ");
}

} // namespace testing
