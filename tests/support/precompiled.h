// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most tests include, parsed once: cmake/precompiled.h says more.
#include "agent/values/AgentSpec.h"
#include "agent/values/RunEvent.h"
#include "cmake/precompiled.h"

#include <QSignalSpy>
#include <QTest>
