// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/UsageDesk.h"

#include "ui/shell/Footer.h"
#include "ui/usage/UsagePopover.h"
#include "ui/usage/UsageText.h"

#include <algorithm>

namespace ui {

UsageDesk::UsageDesk(const ServerHost &host, const Theme &theme, Footer &footer, QWidget *window)
    : QObject(window)
    , m_client(host)
    , m_footer(footer)
    , m_popover(new UsagePopover(theme, window))
{
    connect(&m_client, &UsageClient::changed, this, &UsageDesk::showUsage);
    connect(&m_footer, &Footer::usageClicked, m_popover, [this](QWidget *from) { m_popover->popUp(from); });
    connect(m_popover, &UsagePopover::limitsWanted, this, &UsageDesk::limitsWanted);
}

void UsageDesk::setAgent(const ServedAgent &agent)
{
    m_agent = agent;
    m_client.setAgent(agent.name);
    showUsage();
}

void UsageDesk::showUsage()
{
    const std::optional<UsedTotal> &today = m_client.day();
    if (!today)
        return m_footer.setUsage({}, false);
    const UsedTotal &day = *today;
    const std::optional<UsedTotal> &session = m_client.session();
    const double ofSession = session ? share(*session, m_agent.limits.session) : 0;
    const bool isNearLimit = std::max(share(day, m_agent.limits.day), ofSession) >= warningShare;
    m_footer.setUsage(todayText(day), isNearLimit);
    m_popover->setContent({m_agent.name, day, session, m_agent.limits});
}

} // namespace ui

#include "moc_UsageDesk.cpp"
