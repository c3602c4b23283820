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
    connect(&m_client, &ApprovalClient::limitRefused, dock, &ApprovalsDock::showLimitRefusal);
    connect(dock, &ApprovalsDock::answered, &m_client, &ApprovalClient::answer);
    connect(dock, &ApprovalsDock::raised, &m_client, &ApprovalClient::raise);
    connect(dock, &ApprovalsDock::cancelled, &m_client, &ApprovalClient::cancel);
    connect(&m_places.footer, &Footer::waitingClicked, dock, &ApprovalsDock::open);
    connect(&m_places.pill, &StatePill::waitingClicked, dock, &ApprovalsDock::open);
    showWaiting();
}

void ApprovalDesk::showWaiting()
{
    const int count = int(m_client.waiting().size() + m_client.limited().size());
    m_places.pill.setWaiting(count);
    m_places.footer.setWaiting(count);
    m_places.dock.setWaiting(m_client.waiting(), m_client.limited());
    if (count > 0)
        QApplication::alert(m_places.dock.parentWidget());
}

} // namespace ui

#include "moc_ApprovalDesk.cpp"
