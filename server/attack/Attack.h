// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QList>
#include <QString>

namespace server {

/// One known attack on a local server, as the bytes of a connection, and how a server withstands it: after it
/// the server must serve on, and unless the attack only ties the server up, the answer must be one of these.
struct Attack
{
    QString name;   ///< "a Host of another name"
    QString danger; ///< What it would allow, in one sentence.
    QByteArray bytes;
    QList<int> withstood;     ///< Statuses that refuse it; empty: any, or none.
    QByteArrayList forbidden; ///< What the answer must not hold; case does not count.
    QByteArrayList needed;    ///< What it must hold.
    int connections = 1;      ///< How many at once; more than one are left hanging while another client asks.
};

/// All of them, for a server that clients reach as `host`, such as "127.0.0.1:8000".
QList<Attack> attacks(const QByteArray &host);

} // namespace server
