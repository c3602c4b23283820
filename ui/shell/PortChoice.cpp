// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PortChoice.h"

namespace ui {

PortChoice::Port PortChoice::of(const AgentCard &agent) const
{
    if (!agent.port)
        return {m_own, Origin::Window};
    const auto chosen = m_chosen.find(agent.path);
    if (chosen != m_chosen.end() && chosen->inPlaceOf == *agent.port)
        return {chosen->port, Origin::Person};
    return {*agent.port, Origin::File};
}

void PortChoice::choose(const AgentCard &agent, quint16 port)
{
    if (!agent.port)
        m_own = port;
    else if (port == *agent.port)
        m_chosen.remove(agent.path);
    else
        m_chosen.insert(agent.path, {port, *agent.port});
}

} // namespace ui
