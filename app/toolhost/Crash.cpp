// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhost/Crash.h"

#include "agent/tools/javascript/ScriptWire.h"

#include <array>
#include <csignal>
#include <cstdint>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace toolhost {
namespace {

constexpr int stackOverflow = 10;
constexpr int otherFault = 11;

std::uintptr_t stackBegin = 0;
std::uintptr_t stackEnd = 0;

/// On a stack of its own; hardly anything may be called here.
void onFault(int, siginfo_t *info, void *)
{
    const auto place = reinterpret_cast<std::uintptr_t>(info->si_addr);
    ::_exit(place >= stackBegin && place < stackEnd ? stackOverflow : otherFault);
}

} // namespace

void tellStackOverflow()
{
    constexpr std::uintptr_t belowIt = std::uintptr_t(4)
        << 20; // that the system keeps free, and a large frame
    static std::array<char, 65536> stackOfTheHandler;
    pthread_attr_t attributes;
    void *begin = nullptr;
    std::size_t bytes = 0;
    if (::pthread_getattr_np(::pthread_self(), &attributes) != 0)
        return;
    ::pthread_attr_getstack(&attributes, &begin, &bytes);
    ::pthread_attr_destroy(&attributes);
    stackBegin = reinterpret_cast<std::uintptr_t>(begin) - belowIt;
    stackEnd = reinterpret_cast<std::uintptr_t>(begin) + bytes;

    stack_t stack{};
    stack.ss_sp = stackOfTheHandler.data();
    stack.ss_size = stackOfTheHandler.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action{};
    action.sa_sigaction = onFault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigaction(SIGSEGV, &action, nullptr);
    ::sigaction(SIGBUS, &action, nullptr);
}

QString crashOf(int status, const rusage &usage)
{
    if (status == 0)
        return {};
    if (WIFEXITED(status) && WEXITSTATUS(status) == stackOverflow)
        return u"nesting"_s;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        return u"killed"_s;
    // Where memory is refused the engine gives up, or uses what it was not given.
    constexpr quint64 much = agent::mostScriptMemoryBytes / 2;
    constexpr quint64 kilobyte = 1024;
    const bool gaveUp = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    return gaveUp || quint64(usage.ru_maxrss) * kilobyte > much ? u"memory"_s : u"crash"_s;
}

} // namespace toolhost
