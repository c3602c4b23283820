// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/ServerHost.h"
#include "ui/client/TokenWire.h"

#include <QNetworkAccessManager>

#include <functional>

class QNetworkReply;

namespace ui {

/// Asks the server for tokens, and gives them back. Knows no widgets; while no server runs it asks nobody.
class TokenClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it.
    explicit TokenClient(const ServerHost &host, QObject *parent = nullptr);

    /// GET /control/tokens, answered by listed().
    void askList();
    /// POST /control/tokens with the usual scopes, answered by given().
    void give(const QString &name);
    /// DELETE /control/tokens/{name}, answered by revoked().
    void revoke(const QString &name);
    /// Asks the server as whoever has the token would; answered by triedOut().
    void tryOut(const QString &token);

signals:
    void listed(const QList<ui::GivenToken> &tokens);
    void given(const ui::NewToken &token);
    void revoked(const QString &name);
    void triedOut();
    /// Any of it could not be done; `sentence` says why.
    void refused(const QString &sentence);

private:
    void whenDone(QNetworkReply *reply, const std::function<void(QNetworkReply &)> &take);

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
};

} // namespace ui
