// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/Tool.h"
#include "agent/spec/Templates.h" // finding
#include "agent/run/AgentLoop.h" // finding
#include "agent/values/Usage.h"
#include <QtWidgets/QLabel> // finding
#include <QString>
