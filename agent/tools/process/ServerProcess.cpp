// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/ServerProcess.h"

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype longestLine = qsizetype(8) * 1024 * 1024;
constexpr qsizetype longestNote = qsizetype(16) * 1024;
constexpr qsizetype longestShown = 300;

} // namespace

ServerProcess::ServerProcess(Program program)
    : m_program(std::move(program))
{
    m_process.setArguments(m_program.arguments);
    m_process.setWorkingDirectory(m_program.folder);
    m_process.setProcessEnvironment(asProcessEnvironment(m_program.environment));
    m_process.setChildProcessModifier([] { ::setsid(); }); // a group that can be ended as one
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ServerProcess::readLines);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ServerProcess::readNotes);
    connect(&m_process, &QProcess::finished, this, [this] {
        readNotes();
        takeNotes(m_notes.flush());
        takeEnd(howItEnded());
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            takeEnd(u"could not be started: "_s + m_process.errorString());
    });
}

ServerProcess::~ServerProcess()
{
    constexpr int patience = 500;
    m_process.disconnect(this);
    const auto isOver = [this](int milliseconds) {
        return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(milliseconds);
    };
    if (m_process.state() == QProcess::Starting)
        m_process.waitForStarted(patience);
    m_process.closeWriteChannel();
    if (!isOver(patience)) {
        signalGroup(SIGTERM);
        isOver(patience);
    }
    signalGroup(SIGKILL); // the rest of the group too, which may live on
    isOver(-1);
}

void ServerProcess::start()
{
    m_isRunning = true;
    const QString path = pathOf(m_program);
    if (path.isEmpty()) {
        takeEnd(u"could not be started: there is no program \"%1\" in PATH"_s.arg(m_program.command));
        return;
    }
    m_process.setProgram(path);
    m_process.start();
    m_group = m_process.processId();
}

void ServerProcess::send(const QByteArray &line)
{
    if (m_isRunning)
        m_process.write(line + '\n');
}

void ServerProcess::waitForSomething(std::chrono::milliseconds limit)
{
    if (m_isRunning)
        m_process.waitForReadyRead(static_cast<int>(limit.count()));
}

void ServerProcess::giveUp(const QString &why)
{
    takeEnd(why);
}

void ServerProcess::readLines()
{
    const QByteArrayList lines = m_lines.feed(m_process.readAllStandardOutput());
    for (const QByteArray &line : lines) {
        if (m_isRunning) // a line may be the last straw
            emit lineRead(line);
    }
    if (m_lines.pendingBytes() > longestLine)
        giveUp(u"sent a message of more than %1 MiB"_s.arg(longestLine >> 20));
}

void ServerProcess::readNotes()
{
    QByteArrayList lines = m_notes.feed(m_process.readAllStandardError());
    if (m_notes.pendingBytes() > longestNote)
        lines += m_notes.flush();
    takeNotes(lines);
}

void ServerProcess::takeNotes(const QByteArrayList &lines)
{
    for (const QByteArray &line : lines) {
        m_lastNote = QString::fromUtf8(line.left(longestShown)).simplified();
        emit noteRead(line.left(longestNote));
    }
}

QString ServerProcess::howItEnded() const
{
    const QString how = m_process.exitStatus() == QProcess::CrashExit
        ? u"was ended by a signal"_s
        : u"ended by itself with the status %1"_s.arg(m_process.exitCode());
    return m_lastNote.isEmpty() ? how : u"%1; the last it said: %2"_s.arg(how, m_lastNote);
}

void ServerProcess::takeEnd(const QString &why)
{
    if (!std::exchange(m_isRunning, false))
        return;
    signalGroup(SIGKILL); // what it has left behind
    m_group = 0;          // the number may soon be another group's
    emit ended(why);
}

void ServerProcess::signalGroup(int signal) const
{
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), signal);
}

} // namespace agent

#include "moc_ServerProcess.cpp"
