// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/RunStore.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString saidLast(const QList<Message> &messages)
{
    const auto said = std::ranges::find(messages | std::views::reverse, Role::User, &Message::role);
    return said == messages.rend() ? QString() : said->text;
}

} // namespace

void StoredRun::take(const RunEvent &event)
{
    if (const auto *begin = std::get_if<RunStarted>(&event.body)) {
        *this = {event.run,
                 event.parent,
                 event.agent,
                 begin->session,
                 begin->dialect,
                 begin->client,
                 begin->principal,
                 begin->model,
                 saidLast(begin->input),
                 event.at,
                 {},
                 {},
                 0,
                 0,
                 {}};
    }
    if (const auto *end = std::get_if<RunFinished>(&event.body)) {
        finished = event.at;
        status = end->status;
        turns = end->turns;
        tokens = end->usage.totalTokens();
        costUsd = end->costUsd;
    }
}

bool RunQuery::fits(const StoredRun &run) const
{
    const bool fitsState = isAnyState || (run.isFinished() ? statuses.contains(run.status) : inProgress);
    return run.parent.isEmpty() && fitsState && (!agent || run.agent == *agent)
        && (!session || run.session == *session) && (!principal || run.principal == *principal);
}

tl::unexpected<Error> noSuchRun(const QString &id)
{
    return fail(ErrorKind::NotFound, u"There is no run \"%1\"; it may have been forgotten."_s.arg(id), id);
}

tl::unexpected<Error> noSuchSession(const QString &id)
{
    return fail(ErrorKind::NotFound, u"There is no session \"%1\"; it may have been forgotten."_s.arg(id));
}

tl::unexpected<Error> sessionInUse(const QString &id)
{
    return fail(ErrorKind::Conflict, u"A run of the session \"%1\" is in progress."_s.arg(id));
}

} // namespace agent
