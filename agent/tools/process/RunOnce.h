// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/tools/process/Sandbox.h"

#include <QByteArray>

namespace agent {

/// What is kept of a program's standard output, of its standard error (the end), and at how much it is ended.
constexpr qsizetype keptOutputBytes = qsizetype(32) * 1024;
constexpr qsizetype keptNoteBytes = qsizetype(2) * 1024;
constexpr qint64 mostOutputBytes = qint64(16) << 20;

/// A program that is to run once.
struct Job
{
    Program program; ///< Its command is an absolute path.
    Allowance allowance;
    Walls walls = Walls::Bubblewrap;
    QByteArray input; ///< Its standard input.
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    qsizetype keptOutput = keptOutputBytes;
};

/// How it has ended.
enum class End {
    Exited,       ///< By itself; Ended::status tells with what.
    Killed,       ///< By a signal, whose number Ended::status is.
    NotStarted,   ///< Ended::notes tells why.
    TimedOut,     ///< It was ended when its time was up …
    Stopped,      ///< … because nobody wants its result any more …
    WroteTooMuch, ///< … or because it wrote more than mostOutputBytes.
};

struct Ended
{
    End how = End::Exited;
    int status = 0;
    QByteArray output;      ///< The beginning of what it wrote.
    qint64 outputBytes = 0; ///< How much that was.
    QByteArray notes;       ///< The end of its standard error.
};

/// Runs a program to its end. Whatever becomes of it, all processes that it has started end with it: behind
/// bubblewrap none can escape; with LimitsOnly those are missed that have left its session and have also
/// emptied their environment.
QCoro::Task<Ended> runOnce(Job job, std::stop_token stop);

} // namespace agent
