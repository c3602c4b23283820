// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/Sandbox.h"

#include "agent/base/Log.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Where programs and what they need lie; a person's files do not.
const QStringList &systemFolders()
{
    static const QStringList folders{u"/usr"_s,   u"/bin"_s,    u"/sbin"_s, u"/lib"_s, u"/lib32"_s,
                                     u"/lib64"_s, u"/libx32"_s, u"/etc"_s,  u"/opt"_s, u"/nix"_s};
    return folders;
}

bool isIn(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder.endsWith(u'/') ? folder : folder + u'/');
}

bool isInSystem(const QString &path)
{
    return std::ranges::any_of(systemFolders(), [&](const QString &folder) { return isIn(path, folder); });
}

QString realPath(const QString &path)
{
    return QFileInfo(path).canonicalFilePath();
}

/// Only our own, so that nothing in the agent's folder can take its place.
QString systemProgram(const QString &name)
{
    return QStandardPaths::findExecutable(name, {u"/usr/bin"_s, u"/bin"_s, u"/usr/local/bin"_s});
}

/// The threads of this user: outside of a namespace of its own the limit counts them all.
qint64 threadsOfThisUser()
{
    qint64 threads = 0;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        struct stat info = {};
        if (entry.at(0).isDigit() && ::stat(qPrintable(u"/proc/%1/task"_s.arg(entry)), &info) == 0
            && info.st_uid == ::getuid())
            threads += qint64(info.st_nlink) - 2; // a folder for each
    }
    return threads;
}

/// Inside the walls, so that it counts there.
Result<QStringList> limits(const Program &program, const Allowance &allowance, Walls walls)
{
    const QString prlimit = systemProgram(u"prlimit"_s);
    if (prlimit.isEmpty())
        return fail(ErrorKind::Unavailable,
                    u"a program can only be run where prlimit is (package util-linux)"_s);
    const qint64 others = walls == Walls::LimitsOnly ? threadsOfThisUser() : 0;
    // Some programs reserve much more of the address space than they use.
    constexpr qint64 mostAddresses = 8 * mostMemoryBytes;
    const QStringList options{u"--data=%1"_s.arg(mostMemoryBytes),
                              u"--as=%1"_s.arg(mostAddresses),
                              u"--fsize=%1"_s.arg(mostFileBytes),
                              u"--nproc=%1"_s.arg(others + mostProcesses),
                              u"--cpu=%1"_s.arg(allowance.time.count() + 1),
                              u"--core=0"_s};
    return QStringList{prlimit} + options + QStringList{u"--"_s, program.command} + program.arguments;
}

/// A file in the agent's folder that is to be covered, wherever it really lies in there.
void cover(QStringList &arguments, const QString &file, const QString &folder, const QString &by)
{
    const QString real = realPath(file);
    if (!real.isEmpty() && isIn(real, folder) && QFileInfo(real).isFile())
        arguments << u"--ro-bind"_s << (by.isEmpty() ? real : by) << real;
}

/// The agent's folder; what must not be read in there, and what must not be written.
QStringList folderMounts(const Allowance &allowance, const QString &folder)
{
    QStringList arguments{allowance.writes ? u"--bind"_s : u"--ro-bind"_s, folder, folder};
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u".env"_s, u".env.*"_s}, QDir::Files | QDir::Hidden))
        cover(arguments, dir.filePath(name), folder, u"/dev/null"_s);
    if (!allowance.writes)
        return arguments;
    for (const QString &name : dir.entryList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files | QDir::Hidden))
        cover(arguments, dir.filePath(name), folder, {}); // it would give itself more rights
    return arguments;
}

/// What lies outside of the system and of the agent's folder, which is mounted as it may be.
QStringList readable(const QStringList &paths, const QString &folder)
{
    QStringList arguments;
    for (const QString &path : paths) {
        if (!isInSystem(path) && !isIn(path, folder))
            arguments << u"--ro-bind-try"_s << path << path;
    }
    return arguments;
}

/// Small file systems in memory; they count for no process.
QStringList scratch(const QString &folder)
{
    return {u"--size"_s, QString::number(mostMemoryBytes / 16), u"--tmpfs"_s, folder};
}

QStringList walls(const Program &program, const Allowance &allowance, const QString &folder,
                  const QString &home)
{
    QStringList arguments{u"--unshare-all"_s, u"--die-with-parent"_s, u"--new-session"_s, u"--cap-drop"_s,
                          u"ALL"_s};
    if (allowance.network)
        arguments << u"--share-net"_s;
    for (const QString &system : systemFolders()) {
        const QString target = QFile::symLinkTarget(system); // /bin is /usr/bin on most systems: a mount less
        if (isIn(target, u"/usr"_s))
            arguments << u"--symlink"_s << target << system;
        else
            arguments << u"--ro-bind-try"_s << system << system;
    }
    if (allowance.network) // where /etc/resolv.conf leads to
        arguments << u"--ro-bind-try"_s << u"/run/systemd/resolve"_s << u"/run/systemd/resolve"_s;
    arguments << u"--proc"_s << u"/proc"_s << u"--dev"_s << u"/dev"_s;
    arguments += scratch(u"/dev/shm"_s) + scratch(u"/tmp"_s);
    if (isInSystem(home))
        arguments += scratch(home);
    arguments += readable(allowance.reads, folder);
    arguments += folderMounts(allowance, folder);
    const QString real = realPath(program.command);
    if (!isInSystem(real) && !isIn(real, folder))
        arguments << u"--ro-bind"_s << real << program.command;
    arguments << u"--remount-ro"_s << u"/dev"_s << u"--remount-ro"_s << u"/"_s;
    return arguments << u"--chdir"_s << program.folder << u"--"_s;
}

/// Why bubblewrap cannot be used; empty if it can.
QString whatIsWrongWithBubblewrap()
{
    const QString command = systemProgram(u"true"_s);
    const auto trial = confined({command, {}, u"/usr"_s, {}}, {u"/usr"_s}, Walls::Bubblewrap);
    if (!trial)
        return trial.error().message;
    if (trial->command.isEmpty())
        return u"bubblewrap is not installed"_s;
    constexpr int patience = 5000;
    QProcess process;
    process.setProcessEnvironment(asProcessEnvironment({}));
    process.start(trial->command, trial->arguments);
    if (process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0)
        return {};
    const QString note = QString::fromUtf8(process.readAllStandardError()).simplified().left(200);
    return u"bubblewrap does not work here (%1)"_s.arg(note.isEmpty() ? process.errorString() : note);
}

Walls foundOut()
{
    const QString fault = whatIsWrongWithBubblewrap();
    if (fault.isEmpty())
        return Walls::Bubblewrap;
    qCWarning(log::tools).noquote()
        << u"Commands and Python files of agents run without a sandbox, for %1: they can read and change "
           "what you can, and use the network; only their time, memory and number of processes are "
           "limited. Install the package bubblewrap, or serve only agents you trust."_s.arg(fault);
    return Walls::LimitsOnly;
}

} // namespace

Walls bestWalls()
{
    static const Walls best = foundOut();
    return best;
}

Result<Program> confined(const Program &program, const Allowance &allowance, Walls kind)
{
    const QString folder = realPath(allowance.folder);
    const QString home = realPath(QDir::homePath());
    if (!home.isEmpty() && isIn(home, folder))
        return fail(ErrorKind::Denied,
                    u"the agent file lies in \"%1\", which holds your home folder, and no program is to see "
                    "that; put the file into a folder of its own"_s.arg(folder));
    Result<QStringList> limited = limits(program, allowance, kind);
    if (!limited)
        return tl::unexpected(limited.error());
    if (kind == Walls::LimitsOnly)
        return Program{limited->takeFirst(), *limited, program.folder, program.environment};
    return Program{systemProgram(u"bwrap"_s), walls(program, allowance, folder, home) + *limited,
                   program.folder, program.environment};
}

} // namespace agent
