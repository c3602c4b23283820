// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/RunStore.h"

using namespace Qt::StringLiterals;

namespace agent {

void StoredRun::take(const RunEvent &event)
{
    if (const auto *begin = std::get_if<RunStarted>(&event.body)) {
        const QString said = begin->input.isEmpty() ? QString() : begin->input.constLast().text;
        *this = {event.run,
                 event.parent,
                 event.agent,
                 begin->session,
                 begin->dialect,
                 begin->client,
                 begin->model,
                 said,
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

tl::unexpected<Error> noSuchRun(const QString &id)
{
    return fail(ErrorKind::NotFound, u"There is no run \"%1\"; it may have been forgotten."_s.arg(id), id);
}

} // namespace agent
