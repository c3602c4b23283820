// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace bench {

/// What a piece of work has cost. Of two threads: the one that asks, and all others but those of the bench.
struct Cost
{
    double agentMicroseconds = 0; ///< CPU time of the calling thread.
    double otherMicroseconds = 0; ///< CPU time of the process's other threads.
    std::uint64_t agentAllocations = 0;
    std::uint64_t otherAllocations = 0;

    Cost &operator-=(const Cost &other);
    friend Cost operator-(Cost a, const Cost &b) { return a -= b; }
};

/// Since the program began, as the calling thread sees it.
Cost costSoFar();

/// Resident memory of the process.
double residentMebibytes();

} // namespace bench
