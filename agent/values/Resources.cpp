// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Resources.h"

#include <QFile>
#include <QtGlobal>

using namespace Qt::StringLiterals;

// A static library's resources are left out by the linker unless somebody asks for them by name.
static void registerResources()
{
    Q_INIT_RESOURCE(values);
}

namespace agent {

QByteArray resource(const QString &name)
{
    [[maybe_unused]] static const bool registered = (registerResources(), true);
    QFile file(u":/slipway/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the resource %s is missing", qUtf8Printable(name));
    return file.readAll();
}

} // namespace agent
