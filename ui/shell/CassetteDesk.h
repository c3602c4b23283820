// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Cassette.h"

#include <QObject>

#include <optional>

namespace ui {

class Actions;
class Documents;
class ServerDesk;
class ServerHost;

/// What is done with cassettes: records the agent in front to a new one, replays one, and goes back to live.
/// While so a banner says it, with what the cassette covers and the way back.
class CassetteDesk : public QObject
{
    Q_OBJECT
public:
    /// What it works with; all must outlive it.
    struct Around
    {
        ServerHost &host;
        Actions &actions;
        Documents &documents;
        ServerDesk &server;
    };

    /// Dialogs belong to `window`.
    CassetteDesk(const Around &around, QWidget *window);

    /// Begins a new cassette with the agent in front, with the calls of tools or without.
    void record(const QString &path, bool tools);
    /// Looks into a cassette and replays it at the speed that is chosen; one of another agent only when
    /// somebody says so.
    void replay(const QString &path);

private:
    void askWhereToRecord(bool tools);
    void askWhatToReplay();
    double speed() const;
    /// Of a replay that runs, too: it begins anew.
    void takeSpeed();
    void follow();
    void showUse(const CassetteUse &use);
    void take(const QString &path, const CassetteContent &content);
    void refuse(const QString &path, const QString &sentence);
    void begin(const QString &path, const CassetteContent &content);
    void showRecorded(const QString &path, const CassetteContent &content);

    Around m_around;
    QWidget *m_window;
    QString m_wanted;                 ///< The cassette that is looked into to be replayed.
    QString m_ended;                  ///< The one that was recorded last, and is looked into to tell of it.
    CassetteContent m_content;        ///< Of the one that is replayed.
    std::optional<CassetteUse> m_use; ///< As it was told last.
};

} // namespace ui
