// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/process/LineCutter.h"
#include "agent/tools/process/Program.h"

#include <QObject>
#include <QProcess>

#include <chrono>

namespace agent {

/// A program that is talked to in lines, each of at most 8 MiB. It has a process group of its own, and no
/// terminal; with this object the whole group ends.
class ServerProcess : public QObject
{
    Q_OBJECT
public:
    explicit ServerProcess(Program program);
    /// Closes the program's input, by which a good server ends (some 25 ms); asks it to end after half a
    /// second, and ends it after another one. Blocks so long. Whatever it has started itself ends too.
    ~ServerProcess() override;
    Q_DISABLE_COPY_MOVE(ServerProcess)

    /// Connect first: even this may end it at once.
    void start();
    bool isRunning() const { return m_isRunning; }
    /// Adds the end of the line. Nothing happens when it has ended.
    void send(const QByteArray &line);
    /// Blocks until it has written something, has ended, or the time is up.
    void waitForSomething(std::chrono::milliseconds limit);
    /// Ends it as if it had ended itself, with this reason.
    void giveUp(const QString &why);

signals:
    /// Of its standard output.
    void lineRead(const QByteArray &line);
    /// Of its standard error, cut after 16 KiB.
    void noteRead(const QByteArray &line);
    /// Once: it could not be started, it has ended, or it was given up. `why` goes on where the
    /// program's name stands.
    void ended(const QString &why);

private:
    void readLines();
    void readNotes();
    void takeNotes(const QByteArrayList &lines);
    void takeEnd(const QString &why);
    QString howItEnded() const;
    void signalGroup(int signal) const;

    Program m_program;
    QProcess m_process;
    LineCutter m_lines;
    LineCutter m_notes;
    QString m_lastNote; // often the reason why it ends
    qint64 m_group = 0; // the id of its process group, once there is one
    bool m_isRunning = false;
};

} // namespace agent
