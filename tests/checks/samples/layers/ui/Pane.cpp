// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Route.h" // finding
#include "agent/providers/Provider.h" // finding
#include "Neighbour.h" // finding
#include "agent/spec/SpecDocument.h"
#include "ui/ServerHost.h"
#include <QWidget>
