// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loop/Cost.h"

#include "tests/bench/loop/Allocations.h"

#include <cstdio>
#include <ctime>

#include <unistd.h>

namespace bench {
namespace {

double microseconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e6 + double(time.tv_nsec) / 1e3;
}

} // namespace

Cost &Cost::operator-=(const Cost &other)
{
    agentMicroseconds -= other.agentMicroseconds;
    otherMicroseconds -= other.otherMicroseconds;
    agentAllocations -= other.agentAllocations;
    otherAllocations -= other.otherAllocations;
    return *this;
}

Cost costSoFar()
{
    const double mine = microseconds(CLOCK_THREAD_CPUTIME_ID);
    const std::uint64_t count = allocationsHere();
    return {mine, microseconds(CLOCK_PROCESS_CPUTIME_ID) - mine, count, allocationsEverywhere() - count};
}

double residentMebibytes()
{
    long total = 0;
    long resident = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &total, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return double(resident) * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

} // namespace bench
