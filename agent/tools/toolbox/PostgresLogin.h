// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/Environment.h"

#include <QByteArray>
#include <QMap>

namespace agent {

/// Connection parameters by their names in libpq: host, hostaddr, port, dbname, user, password …
using PostgresLogin = QMap<QByteArray, QByteArray>;

/// Where a model's connection string (a postgresql:// address or key=value words) leads.
///
/// "${NAME}" alone stands for an environment variable that holds a postgresql:// address: a person chose that
/// database, so it may be anywhere and set anything. What the model wrote itself may name one host with a
/// public address, is reached at exactly the address that was checked, and is given nothing of the person's:
/// no password file, no PGPASSWORD, no certificate.
///
/// Errors: InvalidInput (unreadable, no host, a key that a model may not set, no such variable), Denied (not
/// a public address), Unavailable (no such host). Looks names up, so it blocks.
Result<PostgresLogin> postgresLogin(const QString &connection, const Environment &environment,
                                    bool mayReachPrivateNetwork);

} // namespace agent
