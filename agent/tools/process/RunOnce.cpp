// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/RunOnce.h"

#include "agent/tools/process/LeftBehind.h"

#include <QProcess>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Between fork and exec, where hardly anything may be called.
void becomeAnotherGroup()
{
    ::setsid(); // a group that can be ended as one
    // Where memory runs out, it goes before anything of the person's.
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); // NOLINT(*-vararg)
    if (file >= 0) {
        [[maybe_unused]] const auto written = ::write(file, "1000", 4);
        ::close(file);
    }
}

} // namespace

/// The program while it runs. (A coroutine's frame holds it, so it has a name of its own.)
class ChildProcess
{
public:
    ChildProcess(Program program, const Job &job, Wake &wake)
        : m_wake(wake)
        , m_keptOutput(job.keptOutput)
    {
        if (job.walls == Walls::LimitsOnly)
            m_mark = markIn(program.environment);
        m_process.setProgram(program.command);
        m_process.setArguments(program.arguments);
        m_process.setWorkingDirectory(program.folder);
        m_process.setProcessEnvironment(asProcessEnvironment(program.environment));
        m_process.setChildProcessModifier(becomeAnotherGroup);
        if (job.input.isEmpty())
            m_process.setStandardInputFile(QProcess::nullDevice());
        const auto watch = [this](auto signal, auto reaction) {
            QObject::connect(&m_process, signal, &m_process, reaction);
        };
        watch(&QProcess::readyReadStandardOutput, [this] { takeOutput(); });
        watch(&QProcess::readyReadStandardError, [this] { takeNotes(); });
        watch(&QProcess::finished, [this] {
            killAll();   // what it has left behind
            m_group = 0; // the number may soon be another group's
            m_wake.fire();
        });
        watch(&QProcess::errorOccurred, [this] { takeError(); });
    }
    ~ChildProcess()
    {
        constexpr int patience = 1000;
        m_process.disconnect();
        killAll();
        if (m_process.state() != QProcess::NotRunning)
            m_process.waitForFinished(patience);
        endLeftBehind(m_mark);
    }
    Q_DISABLE_COPY_MOVE(ChildProcess)

    void start(const QByteArray &input)
    {
        m_process.start();
        m_group = m_process.processId();
        if (!input.isEmpty()) {
            m_process.write(input);
            m_process.closeWriteChannel();
        }
    }

    /// How it has ended, now that it was woken.
    Ended ended(bool isStopped)
    {
        takeOutput();
        takeNotes();
        const bool isOver = m_process.state() == QProcess::NotRunning;
        const bool isCrash = m_process.exitStatus() == QProcess::CrashExit;
        if (m_ended.how == End::NotStarted || m_ended.how == End::WroteTooMuch)
            return m_ended;
        m_ended.status = m_process.exitCode();
        if (isStopped)
            m_ended.how = End::Stopped;
        else if (!isOver)
            m_ended.how = End::TimedOut;
        else
            m_ended.how = isCrash ? End::Killed : End::Exited;
        return m_ended;
    }

private:
    void takeOutput()
    {
        const QByteArray bytes = m_process.readAllStandardOutput();
        m_ended.output += bytes.left(m_keptOutput - m_ended.output.size());
        m_ended.outputBytes += bytes.size();
        count(bytes.size());
    }
    void takeNotes()
    {
        const QByteArray bytes = m_process.readAllStandardError();
        m_ended.notes = (m_ended.notes + bytes).right(keptNoteBytes);
        count(bytes.size());
    }
    void takeError()
    {
        if (m_process.error() != QProcess::FailedToStart)
            return; // such as an input that it did not read
        m_ended.how = End::NotStarted;
        m_ended.notes = m_process.errorString().toUtf8();
        m_wake.fire();
    }
    void count(qint64 bytes)
    {
        m_written += bytes;
        if (m_written <= mostOutputBytes || m_ended.how == End::WroteTooMuch)
            return;
        m_ended.how = End::WroteTooMuch;
        killAll();
        m_wake.fire();
    }
    void killAll() const
    {
        if (m_group > 0)
            ::kill(static_cast<pid_t>(-m_group), SIGKILL);
    }

    Wake &m_wake;
    qsizetype m_keptOutput;
    QProcess m_process;
    QByteArray m_mark;
    Ended m_ended;
    qint64 m_group = 0;
    qint64 m_written = 0;
};

QCoro::Task<Ended> runOnce(Job job, std::stop_token stop)
{
    const Result<Program> program = confined(job.program, job.allowance, job.walls);
    if (!program)
        co_return Ended{End::NotStarted, 0, {}, 0, program.error().message.toUtf8()};
    Wake wake;
    ChildProcess child(*program, job, wake);
    wake.on(stop).after(job.timeout);
    child.start(job.input);
    co_await wake.wait();
    co_return child.ended(stop.stop_requested());
}

} // namespace agent
