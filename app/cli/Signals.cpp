// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Signals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <unistd.h>

namespace app {
namespace {

std::array<int, 2> wire{-1, -1};

// Runs in signal context: write() is all it may do.
void onSignal(int number)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(wire[1], &byte, 1);
    std::signal(number, SIG_DFL);
}

} // namespace

Signals::Signals(QObject *parent)
    : QObject(parent)
{
    if (::pipe(wire.data()) != 0)
        qFatal("no pipe can be opened");
    auto *notifier = new QSocketNotifier(wire[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit stopAsked();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Signals::~Signals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    ::close(wire[0]);
    ::close(wire[1]);
}

} // namespace app

#include "moc_Signals.cpp"
