// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/client/Wire.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

class QNetworkReply;
class QNetworkRequest;

namespace ui {

/// The window's requests to the server it watches, and what came of them. It knows no widgets. Answers that
/// arrive after watch() or leave() belong to another server and are dropped.
class ControlClient : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// From now on requests go to `server` (its root), with `token` for the /control routes.
    void watch(const QUrl &server, const QByteArray &token);
    void leave();
    bool isWatching() const { return m_server.isValid(); }

    /// GET /health, answered by healthy() or unreachable().
    void askHealth();
    /// GET /control/agent, answered by served() or unreachable().
    void askAgent();
    /// PUT /control/agent: the agent as the window shows it. Of several texts in a row only the newest is
    /// sent once the one under way is answered. Answered by served(), refused() or unreachable().
    void putAgent(const QByteArray &text, const QString &path);

signals:
    void healthy(const ui::Health &health);
    void served(const ui::ServedAgent &agent);
    /// The server keeps the last good agent; `sentence` says why.
    void refused(const QString &sentence);
    void unreachable(const agent::Error &error);

private:
    struct Text
    {
        QByteArray text;
        QString path;
    };

    QNetworkRequest request(const QString &path) const;
    void whenDone(QNetworkReply *reply, const std::function<void(QNetworkReply &)> &take);
    void sendText(const Text &text);

    QNetworkAccessManager m_network;
    QUrl m_server;
    QByteArray m_token;
    int m_watch = 0; ///< Counts the servers watched, to know answers of an earlier one.
    bool m_sending = false;
    std::optional<Text> m_next;
};

} // namespace ui
