// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/base/SseReader.h"
#include "ui/ServerHost.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

namespace ui {

/// One event of GET /control/attack: the number of attacks that follow, or one of them.
struct AttackStep
{
    int attacks = 0;
    QString name;
    QString danger; ///< What it would allow.
    bool withstood = false;
    QString said; ///< "421", "closed" …

    static constexpr auto fields = std::tuple{agent::json::field("attacks", &AttackStep::attacks),
                                              agent::json::field("name", &AttackStep::name),
                                              agent::json::field("danger", &AttackStep::danger),
                                              agent::json::field("withstood", &AttackStep::withstood),
                                              agent::json::field("said", &AttackStep::said)};
};

/// Has the server attack itself. Knows no widgets.
class AttackClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it.
    explicit AttackClient(const ServerHost &host, QObject *parent = nullptr);
    ~AttackClient() override;

    /// While a server runs; one that goes on is given up.
    void attack();
    bool isAttacking() const { return !m_reply.isNull(); }

signals:
    void told(const ui::AttackStep &step);
    /// `trouble` is empty if all went its way.
    void ended(const QString &trouble);

private:
    void giveUp();
    void read();

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    agent::SseReader m_reader;
};

} // namespace ui
