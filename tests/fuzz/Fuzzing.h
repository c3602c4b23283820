// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace testing {

/// Tries one input; ends the program if something that must hold does not. Each program defines its own.
void fuzz(const QByteArray &input);

/// Ends the program unless it holds, so that libFuzzer keeps the input. `detail` is printed.
void require(bool holds, const char *what, const QByteArray &detail = {});

} // namespace testing
