// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace agent {

/// The bytes of a file that is compiled in, by its name under ":/slipway/". Safe from every thread.
/// A name that is not there is a fault of the build and ends the program.
QByteArray resource(const QString &name);

} // namespace agent
