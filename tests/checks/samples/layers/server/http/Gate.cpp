// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Error.h"
#include "agent/run/AgentLoop.h" // finding
#include "server/dialects/Native.h" // finding
#include "ui/ServerHost.h" // finding
#include "tests/support/Testing.h" // finding
#include <QHttpServer>
#include <QWidget> // finding
