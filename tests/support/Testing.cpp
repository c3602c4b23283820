// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Testing.h"

#include <QFile>

namespace testing {

QByteArray data(const QString &name)
{
    QFile file(QLatin1String(TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qUtf8Printable(file.fileName()));
    return file.readAll();
}

} // namespace testing
