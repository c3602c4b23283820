// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace agent {

/// Environment variables, as the program found them or a test made them up.
using Environment = QMap<QString, QString>;

/// The process's own.
Environment processEnvironment();

/// What a file of lines NAME=value says, as ".env" has them: "#" begins a remark, "export" before a name is
/// skipped, a value in single quotes is taken as it is, one in double quotes may have \n, \t, \" and \\.
struct DotEnv
{
    Environment values;
    QStringList faults; ///< "line 3: expected NAME=value"; such lines are skipped.
};
DotEnv readDotEnv(const QByteArray &text);

/// The path of the ".env" beside an agent file, whether it exists or not.
QString dotEnvBeside(const QString &agentFile);
/// What stands in it; nothing if there is none, or one of more than 1 MiB. Any thread.
QByteArray dotEnvTextBeside(const QString &agentFile);

/// `outer`, and for what it does not say the ".env" beside an agent file, SLIPWAY_… left out.
Environment environmentBeside(const QString &agentFile, Environment outer);

/// `variables`, and for what they leave unset or empty the keys a person gave the program.
Environment withKeys(Environment variables, const Environment &keys);

/// The text with ${NAME} and ${NAME:-default} filled in; the default counts where the variable is not set or
/// empty. "$${" stands for "${". Anything else with a dollar stays. InvalidInput names a variable that is not
/// set.
Result<QString> filledIn(const QString &text, const Environment &environment);

} // namespace agent
