// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ApprovalDesk.h"

#include "ui/approvals/ApprovalsDock.h"
#include "ui/shell/Footer.h"
#include "ui/shell/StatePill.h"

#include <QApplication>

namespace ui {

ApprovalDesk::ApprovalDesk(const ServerHost &host, const Places &places, QObject *parent)
    : QObject(parent)
    , m_client(host)
    , m_places(places)
{
    ApprovalsDock *dock = &m_places.dock;
    connect(&m_client, &ApprovalClient::changed, this, &ApprovalDesk::showWaiting);
    connect(&m_client, &ApprovalClient::refused, dock, &ApprovalsDock::showRefusal);
    connect(dock, &ApprovalsDock::answered, &m_client, &ApprovalClient::answer);
    connect(&m_places.footer, &Footer::waitingClicked, dock, &ApprovalsDock::open);
    connect(&m_places.pill, &StatePill::waitingClicked, dock, &ApprovalsDock::open);
    showWaiting();
}

void ApprovalDesk::showWaiting()
{
    const QList<Approval> &waiting = m_client.waiting();
    m_places.pill.setWaiting(int(waiting.size()));
    m_places.footer.setWaiting(int(waiting.size()));
    m_places.dock.setWaiting(waiting);
    if (!waiting.isEmpty())
        QApplication::alert(m_places.dock.parentWidget());
}

} // namespace ui

#include "moc_ApprovalDesk.cpp"
