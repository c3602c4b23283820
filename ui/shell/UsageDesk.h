// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/UsageClient.h"

namespace ui {

class Footer;
class Theme;
class UsagePopover;

/// Says what the served agent has used: today in the footer, the rest in a popover over it.
class UsageDesk : public QObject
{
    Q_OBJECT
public:
    /// `host`, `theme` and `footer` must outlive it; the popover belongs to `window`.
    UsageDesk(const ServerHost &host, const Theme &theme, Footer &footer, QWidget *window);

    /// To be told who is served, and everything the log says.
    void setAgent(const ServedAgent &agent);
    void note(const QList<LogEntry> &entries) { m_client.note(entries); }

signals:
    void limitsWanted(); ///< The limits of the served agent are to be changed.

private:
    void showUsage();

    UsageClient m_client;
    Footer &m_footer;
    UsagePopover *m_popover;
    ServedAgent m_agent;
};

} // namespace ui
