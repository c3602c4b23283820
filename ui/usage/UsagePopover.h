// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/AgentSpec.h"
#include "ui/client/UsageWire.h"
#include "ui/theme/Popover.h"

class QLabel;

namespace ui {

class Meter;

/// What an agent has used today and in a session, against its limits.
class UsagePopover : public Popover
{
    Q_OBJECT
public:
    UsagePopover(const Theme &theme, QWidget *parent);

    struct Content
    {
        QString agent;
        UsedTotal day;
        std::optional<UsedTotal> session; ///< Absent: no client has named one.
        agent::LimitsSpec limits;
    };
    void setContent(const Content &content);

signals:
    void limitsWanted(); ///< The limits are to be changed.

private:
    struct Section
    {
        QLabel *title = nullptr;
        QWidget *meters = nullptr;
        Meter *tokens = nullptr;
        Meter *cost = nullptr;
    };
    Section addSection(const Theme &theme, const QString &name);
    static void fill(const Section &section, const UsedTotal &used, const agent::CapSpec &cap);

    QLabel *m_agent;
    Section m_day;
    Section m_session;
    QLabel *m_noSession;
    QLabel *m_unknown;
};

} // namespace ui
