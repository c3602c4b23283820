// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// Counts malloc(), calloc(), realloc() and what is made of them, such as operator new and Qt's containers:
/// they are replaced in the program this is linked into (glibc only).
namespace bench {

/// By the calling thread since it began.
std::uint64_t allocationsHere();
/// By all threads since the program began.
std::uint64_t allocationsEverywhere();

} // namespace bench
