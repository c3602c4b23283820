// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

namespace http {

/// The process that listens on a TCP port, as "python3, pid 4711". Empty if there is none or it cannot be
/// seen (another user's, or a system without /proc). Reads files only; may take some milliseconds.
QString portHolder(quint16 port);

/// The first port after `port` that is free on all `addresses`, 0 if there is none. By the time it is used
/// somebody else may have taken it.
quint16 nextFreePort(quint16 port, const QList<QHostAddress> &addresses);

} // namespace http
