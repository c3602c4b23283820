// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Cassette.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <optional>

namespace ui {

/// The window's only other way to the server than HTTP: to switch it on and off. Implemented in app/, where
/// the server runs on a thread of its own. All on the window's thread.
class ServerHost : public QObject
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Running, Stopping };
    Q_ENUM(State)

    struct Start
    {
        QByteArray agentText; ///< The YAML as the window shows it, saved or not.
        QString agentPath;    ///< Absolute path of the agent file: its folder is what tools may read.
        quint16 port = 8000;
        std::optional<CassetteUse> cassette = {}; ///< Absent: live.
    };

    /// Why it did not start.
    struct Failure
    {
        QString message;       ///< A sentence for a person, with the fix.
        quint16 takenPort = 0; ///< Not 0: this port is taken …
        QString holder;        ///< … by this process ("python3, pid 4711"), empty if that cannot be seen …
        quint16 freePort = 0;  ///< … and this one is free.
    };

    using QObject::QObject;

    virtual State state() const = 0;
    /// "http://127.0.0.1:8000" while Running, else empty.
    virtual QUrl url() const = 0;
    /// The token that the /control routes want; new at each start of the program.
    virtual QByteArray controlToken() const = 0;

    virtual void start(const Start &start) = 0;
    virtual void stop() = 0;
    /// Looks into a cassette: answered by cassetteRead() or cassetteRefused(), whether a server runs or not.
    virtual void readCassette(const QString &path) = 0;

signals:
    void stateChanged(ui::ServerHost::State state);
    void failed(const ui::ServerHost::Failure &failure);
    void cassetteRead(const QString &path, const ui::CassetteContent &content);
    /// There is none, or it is damaged; `sentence` says what and where.
    void cassetteRefused(const QString &path, const QString &sentence);
};

} // namespace ui
