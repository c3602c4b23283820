// SPDX-License-Identifier: GPL-3.0-or-later
// Runs JavaScript of tools for a Slipway that started it, behind walls, and talks to nobody else. The engine
// is made once; each request is worked off by a copy of this process, which then ends with all that the code
// did. The copy for the next request is made before that comes, so nobody waits for it.
#include "app/toolhost/Channel.h"
#include "app/toolhost/Crash.h"
#include "app/toolhost/Limits.h"
#include "app/toolhost/ScriptEngine.h"

#include <QCoreApplication>

#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int endOfInput = 3;

[[noreturn]] void workOffOne(toolhost::Channel &channel, toolhost::ScriptEngine &engine)
{
    toolhost::endWithParent();
    const auto request = channel.read();
    if (!request)
        ::_exit(endOfInput);
    toolhost::tellStackOverflow();
    channel.write({{QStringLiteral("begun"), true}});
    channel.write(engine.answer(*request));
    ::_exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    toolhost::limitThisProcess();
    toolhost::endWithParent();
    const QCoreApplication application(argc, argv);
    toolhost::Channel channel;
    toolhost::ScriptEngine engine(channel);
    while (true) {
        const pid_t copy = ::fork();
        if (copy == 0)
            workOffOne(channel, engine);
        int status = 0;
        rusage usage{};
        if (copy < 0 || ::wait4(copy, &status, 0, &usage) != copy)
            return 1;
        if (WIFEXITED(status) && WEXITSTATUS(status) == endOfInput)
            return 0;
        if (status != 0) {
            channel.write({{QStringLiteral("crash"), toolhost::crashOf(status, usage)}});
            return 1;
        }
    }
}
