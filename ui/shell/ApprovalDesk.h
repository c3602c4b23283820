// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/ApprovalClient.h"

namespace ui {

class ApprovalsDock;
class Footer;
class StatePill;

/// What is done with tool calls and runs at a limit that wait for a person: says everywhere that they do, and
/// takes the answer from the dock to the server.
class ApprovalDesk : public QObject
{
    Q_OBJECT
public:
    /// Where it is said.
    struct Places
    {
        ApprovalsDock &dock;
        Footer &footer;
        StatePill &pill;
    };

    /// `host` and `places` must outlive it.
    ApprovalDesk(const ServerHost &host, const Places &places, QObject *parent);

    /// To be told everything the log says.
    void note(const QList<LogEntry> &entries) { m_client.note(entries); }

private:
    void showWaiting();

    ApprovalClient m_client;
    Places m_places;
};

} // namespace ui
