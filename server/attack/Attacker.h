// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "server/attack/Attack.h"

namespace server {

/// How an attack went.
struct AttackOutcome
{
    bool isWithstood = false;
    QString said; ///< "421", or what came in place of an answer: "closed", "no answer", "gone afterwards".
};

/// Carries attacks out against a server that speaks HTTP at `host` and `port`.
class Attacker
{
public:
    Attacker(QString host, quint16 port);

    /// Unavailable: nobody answers there.
    agent::Task<> lookAround() const;
    QCoro::Task<AttackOutcome> carryOut(Attack attack) const;

private:
    QCoro::Task<std::optional<QByteArray>> replyTo(QByteArray bytes) const;
    QCoro::Task<bool> stillServes() const;
    QCoro::Task<AttackOutcome> flood(Attack attack) const;

    QString m_host;
    quint16 m_port;
};

} // namespace server
