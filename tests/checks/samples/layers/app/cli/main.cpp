// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/AgentLoop.h"
#include "app/common/Wiring.h"
#include "server/control/Log.h"
#include "ui/ServerHost.h" // finding
#include <QGuiApplication> // finding
