// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Redactor.h"

#include <QByteArray>
#include <QString>

namespace agent {

/// One exchange with a provider as it went over the wire, bodies only.
struct Traffic
{
    QString provider; ///< The folder it is kept in.
    QByteArray request;
    QByteArray reply;
    QString ending = QStringLiteral("json"); ///< Of the reply's file: "sse", "ndjson" or "json".
    Redactor redactor{};                     ///< Stands before the files.
};

/// Writes <folder>/<provider>/0001.request.json and 0001.reply.sse (or its ending) with the next free number:
/// debug log, bug report and test data in one. Does nothing when `folder` is empty; a folder that cannot be
/// written is a line in the log. Blocks for the length of the writing.
void keepTraffic(const QString &folder, const Traffic &traffic);

} // namespace agent
