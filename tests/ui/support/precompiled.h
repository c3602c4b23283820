// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most tests of the window include, parsed once: cmake/precompiled.h says more.
#include "tests/support/precompiled.h"
#include "ui/precompiled.h"

#include <QAccessible>
#include <QClipboard>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
