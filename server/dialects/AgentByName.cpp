// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/AgentByName.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {

Result<AgentPtr> agentByName(const QString &name, const ServedAgent &served)
{
    const QString known = served.agent()->spec.name;
    if (name.compare(known, Qt::CaseInsensitive) == 0)
        return served.agent();
    return fail(ErrorKind::NotFound,
                u"There is no model \"%1\" here; the one there is, is the agent \"%2\"."_s.arg(name, known),
                u"/model"_s);
}

} // namespace server
