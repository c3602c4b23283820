// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// The command line, one function a command. Each takes the arguments after its own name and returns the exit
/// status: 0 good, 1 failed, 2 wrongly called. Results go to standard output, complaints to standard error.
namespace app {

int tools(const QStringList &arguments);
int call(const QStringList &arguments);
int serve(const QStringList &arguments);
int validate(const QStringList &arguments);
int listTemplates(const QStringList &arguments);
int attack(const QStringList &arguments);
int tokens(const QStringList &arguments);
int prices(const QStringList &arguments);
int usage(const QStringList &arguments);
int openApi(const QStringList &arguments);
int doctor(const QStringList &arguments);

} // namespace app
