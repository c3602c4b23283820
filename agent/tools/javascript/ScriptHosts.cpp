// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/javascript/ScriptHosts.h"

#include "agent/tools/javascript/ScriptFetch.h"
#include "agent/tools/javascript/ScriptWire.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const QString hostName = u"slipway-toolhost"_s;

/// A process lives long, so its own time is no limit: who waits for it ends it.
Result<Program> hostProgram(Walls walls)
{
    const QString path = QCoreApplication::applicationDirPath() + u'/' + hostName;
    if (!QFileInfo(path).isExecutable())
        return fail(ErrorKind::NotFound,
                    u"tools in JavaScript need the program %1, which is not there"_s.arg(path));
    const QString nobodys = u"/usr/bin"_s; // a folder it must be given; none of the person's
    const Program program{path, {}, nobodys, {{u"LC_ALL"_s, u"C.UTF-8"_s}}};
    return confined(program, {nobodys, false, false, std::chrono::hours(24)}, walls);
}

const QString wasKilled = u"its process was killed from outside, as the system does where memory runs out"_s;

/// What to say of a process that its code has ended (see ScriptWire.h). Where none had begun it was not the
/// code.
tl::unexpected<Error> crashed(const QString &how, bool hasBegun)
{
    if (how == u"killed" || !hasBegun)
        return fail(ErrorKind::Unavailable, wasKilled);
    if (how == u"memory")
        return fail(ErrorKind::InvalidInput,
                    u"its code takes more than %1 MiB of memory"_s.arg(mostScriptMemoryBytes >> 20));
    return fail(ErrorKind::InvalidInput,
                how == u"nesting" ? u"its code nests too deeply for the JavaScript engine"_s
                                  : u"its code made the JavaScript engine crash"_s);
}

struct Conversation
{
    bool hasBegun = false;
    int fetches = 0;
};

/// What one fetch() gives. Its time is that of the call, so if it was not enough, or is not wanted any more,
/// neither is the rest: Timeout, Cancelled.
Task<QJsonObject> fetched(QJsonObject wanted, ScriptCall call, ScriptPatience patience)
{
    const Result<ScriptFetch> wish = json::fromJson<ScriptFetch>(wanted);
    Result<FetchRequest> request = wish ? requestFor(*wish) : tl::unexpected(wish.error());
    if (!request)
        co_return answerFor(tl::unexpected(request.error()));
    const auto left = patience.end - std::chrono::steady_clock::now();
    request->timeout = std::chrono::duration_cast<std::chrono::milliseconds>(left);
    request->mayReachPrivateNetwork = call.mayReachPrivateNetwork;
    const Result<FetchReply> reply = co_await fetch(*request, patience.stop);
    const bool isOver =
        !reply && (reply.error().kind == ErrorKind::Timeout || reply.error().kind == ErrorKind::Cancelled);
    if (isOver)
        co_return tl::unexpected(reply.error());
    co_return answerFor(reply);
}

/// Speaks with a process until it has an outcome.
Task<ScriptOutcome> converse(ScriptHostPtr host, ScriptCall call, ScriptPatience patience,
                             std::shared_ptr<Conversation> state)
{
    constexpr int mostFetches = 20;
    host->send({{u"code"_s, call.code}, {u"args"_s, call.args}, {u"fetch"_s, call.mayFetch}});
    while (true) {
        const Result<QJsonObject> said = co_await host->next(patience);
        if (!said)
            co_return tl::unexpected(said.error());
        const QJsonValue wanted = said->value(u"fetch"_s);
        if (said->contains(u"begun"_s)) {
            state->hasBegun = true;
        } else if (said->contains(u"crash"_s)) {
            co_return crashed(said->value(u"crash"_s).toString(), state->hasBegun);
        } else if (wanted.isUndefined()) {
            co_return json::fromJson<ScriptOutcome>(*said, json::UnknownKeys::Ignore);
        } else if (!call.mayFetch || ++state->fetches > mostFetches) {
            host->send({{u"error"_s, u"fetch() may be called %1 times in a call"_s.arg(mostFetches)}});
        } else {
            const Result<QJsonObject> answer = co_await fetched(wanted.toObject(), call, patience);
            if (!answer)
                co_return tl::unexpected(answer.error());
            host->send(*answer);
        }
    }
}

/// What to say when a process has ended by itself.
tl::unexpected<Error> broken(const Error &error, bool hasBegun)
{
    if (error.kind != ErrorKind::Unavailable)
        return tl::unexpected(error);
    return fail(ErrorKind::Unavailable, hasBegun ? wasKilled : hostName + u' ' + error.message);
}

} // namespace

ScriptHosts::ScriptHosts(std::optional<Walls> walls)
    : m_walls(walls)
{
}

Walls ScriptHosts::walls()
{
    if (!m_walls)
        m_walls = bestWalls();
    return *m_walls;
}

Result<ScriptHostPtr> ScriptHosts::started()
{
    return hostProgram(walls()).map(
        [](const Program &program) { return std::make_shared<ScriptHost>(program); });
}

Result<ScriptHostPtr> ScriptHosts::idleOne()
{
    m_idle.removeIf([](const ScriptHostPtr &host) { return !host->isRunning(); });
    if (m_idle.isEmpty())
        return started();
    return m_idle.takeFirst();
}

Result<ScriptOutcome> ScriptHosts::check(QString code)
{
    constexpr auto patience = std::chrono::seconds(5);
    const auto end = std::chrono::steady_clock::now() + patience;
    for (int tries = 0;; ++tries) { // as in run()
        const Result<ScriptHostPtr> host = idleOne();
        if (!host)
            return tl::unexpected(host.error());
        (*host)->send({{u"code"_s, code}});
        Result<QJsonObject> said = (*host)->nextNow(end);
        const bool hasBegun = said && said->contains(u"begun"_s);
        if (hasBegun)
            said = (*host)->nextNow(end);
        if (said && said->contains(u"crash"_s))
            said = crashed(said->value(u"crash"_s).toString(), hasBegun);
        if (said) {
            m_idle.append(*host);
            return json::fromJson<ScriptOutcome>(*said, json::UnknownKeys::Ignore);
        }
        if (hasBegun || tries == most || said.error().kind != ErrorKind::Unavailable)
            return broken(said.error(), hasBegun);
    }
}

Task<ScriptHostPtr> ScriptHosts::borrowed(ScriptPatience patience)
{
    while (m_busy >= most) {
        const auto left = patience.end - std::chrono::steady_clock::now();
        if (patience.stop.stop_requested())
            co_return fail(ErrorKind::Cancelled, u"was stopped"_s);
        if (left.count() <= 0)
            co_return fail(ErrorKind::Timeout, u"nothing was free in time"_s);
        const auto wake = std::make_shared<Wake>();
        wake->on(patience.stop).after(std::chrono::ceil<std::chrono::milliseconds>(left));
        m_waiting.append(wake);
        co_await wake->wait();
        m_waiting.removeOne(wake);
    }
    Result<ScriptHostPtr> host = idleOne();
    if (host)
        ++m_busy;
    co_return host;
}

void ScriptHosts::giveBack(const ScriptHostPtr &host)
{
    --m_busy;
    if (host->isRunning())
        m_idle.append(host);
    if (m_idle.size() < warm) {
        if (const Result<ScriptHostPtr> fresh = started())
            m_idle.append(*fresh);
    }
    for (const auto &waiting : std::as_const(m_waiting))
        waiting->fire();
}

Task<ScriptOutcome> ScriptHosts::run(ScriptCall call, ScriptPatience patience)
{
    for (int tries = 0;; ++tries) { // each that rested may have been ended meanwhile, unnoticed
        const Result<ScriptHostPtr> host = co_await borrowed(patience);
        if (!host)
            co_return tl::unexpected(host.error());
        const auto state = std::make_shared<Conversation>();
        const Result<ScriptOutcome> outcome = co_await converse(*host, call, patience, state);
        if (!outcome)
            (*host)->end();
        giveBack(*host);
        if (outcome)
            co_return *outcome;
        if (state->hasBegun || tries == most || outcome.error().kind != ErrorKind::Unavailable)
            co_return broken(outcome.error(), state->hasBegun);
    }
}

} // namespace agent
