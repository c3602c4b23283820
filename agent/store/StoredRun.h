// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

namespace agent {

/// A run as lists show it: a fold of its events.
struct StoredRun
{
    QString id;
    QString parent; ///< Id of the run that asked for it; empty: a client did.
    QString agent;  ///< Who began it.
    QString session;
    QString dialect;
    QString client;
    QString principal;
    QString model;      ///< It began with.
    QString prompt;     ///< What the person said last.
    QDateTime started;  ///< UTC.
    QDateTime finished; ///< Invalid while it is in progress, as are those below.
    RunStatus status = RunStatus::Completed;
    int turns = 0;
    qint64 tokens = 0;
    std::optional<double> costUsd;

    bool isFinished() const { return finished.isValid(); }
    /// An event of the run, in their order.
    void take(const RunEvent &event);
    bool operator==(const StoredRun &) const = default;
};

} // namespace agent
