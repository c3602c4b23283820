// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

class QCommandLineParser;

namespace app {

void print(const QString &line);
void complain(const QString &line);

/// Reads a command's arguments. When they are wrong, or --help was asked for, prints what is to be said and
/// returns the exit status the command ends with.
std::optional<int> parse(QCommandLineParser &parser, const QString &command, const QStringList &arguments);

} // namespace app
