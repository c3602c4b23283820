// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Consents.h"

#include "agent/run/Run.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const Run &firstRun(const Run &run)
{
    return run.parent ? firstRun(*run.parent) : run;
}

/// No name of a session has a space in it.
QString sessionOf(const Run &run)
{
    const QString &session = run.request.session;
    return session.isEmpty() ? u"run "_s + firstRun(run).id : session;
}

/// Two agents of a file may call different tools by one name.
QString nameOf(const Run &run, const QString &tool)
{
    const QString agent = run.agent->team.isEmpty() ? run.agent->spec.name : mainAgent();
    return agent + u'\n' + tool;
}

} // namespace

void Consents::allow(const Run &run, const QString &tool)
{
    const QString session = sessionOf(run);
    if (!m_allowed.contains(session))
        m_allowed.insert(session, new QSet<QString>());
    m_allowed.object(session)->insert(nameOf(run, tool));
}

bool Consents::isAllowed(const Run &run, const QString &tool) const
{
    const QSet<QString> *known = m_allowed.object(sessionOf(run));
    return known && known->contains(nameOf(run, tool));
}

} // namespace agent
