// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loop/Allocations.h"

#include <atomic>
#include <cstddef>

// These names are the C library's.
// NOLINTBEGIN(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name)
extern "C" {
void *__libc_malloc(std::size_t size);
void *__libc_calloc(std::size_t count, std::size_t size);
void *__libc_realloc(void *memory, std::size_t size);
}

namespace {

std::atomic<std::uint64_t> everywhere = 0;
thread_local constinit std::uint64_t here = 0;

void count()
{
    everywhere.fetch_add(1, std::memory_order_relaxed);
    ++here;
}

} // namespace

extern "C" void *malloc(std::size_t size)
{
    count();
    return __libc_malloc(size);
}

extern "C" void *calloc(std::size_t number, std::size_t size)
{
    count();
    return __libc_calloc(number, size);
}

extern "C" void *realloc(void *memory, std::size_t size)
{
    count();
    return __libc_realloc(memory, size);
}

// NOLINTEND(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name)

std::uint64_t bench::allocationsHere()
{
    return here;
}

std::uint64_t bench::allocationsEverywhere()
{
    return everywhere.load(std::memory_order_relaxed);
}
