// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

namespace agent {

/// An event as it stands in a table; or several pieces of one text, which follow each other.
struct EventRow
{
    qint64 seq = 0; ///< Of the first.
    qint64 at = 0;  ///< Milliseconds since 1970, UTC; of the first.
    QString agent;
    int turn = 0;
    QString name;    ///< eventName()
    QByteArray body; ///< JSON.

    bool operator==(const EventRow &) const = default;
};

/// Events of one run. Pieces of a text, most of what a run is made of, become one row.
QList<EventRow> rowsOf(const QList<RunEvent> &events);

/// The same events again: each with its seq and its time. Errors: Internal (the row holds no event).
Result<QList<RunEvent>> eventsOf(const EventRow &row, const QString &run, const QString &parent);

} // namespace agent
