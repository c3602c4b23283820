// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Code.h"

#include "agent/tools/Folder.h"
#include "agent/tools/process/ExecutingTool.h"
#include "agent/tools/process/ToolJob.h"
#include "agent/tools/toolbox/CommandLine.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<Job> codeJob(const QString &command, const QStringList &arguments, qint64 timeout,
                    const ToolEnvironment &environment)
{
    constexpr qint64 longest = 300;
    constexpr qsizetype mostShown = qsizetype(10) * 1024;
    JobTerms terms;
    terms.timeout = static_cast<double>(std::clamp(timeout, qint64(1), longest));
    const Program program{command, arguments, QFileInfo(environment.folder).canonicalFilePath(), {}};
    Result<Job> job = jobOn(terms, program, environment);
    if (job)
        job->keptOutput = mostShown;
    return job;
}

/// The system's own where PATH leads to it: behind the walls a Python elsewhere would not find its library.
QString python(const Environment &environment)
{
    QStringList folders = environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    std::ranges::stable_partition(
        folders, [](const QString &folder) { return folder.startsWith(u"/usr") || folder == u"/bin"; });
    return folders.isEmpty() ? QString() : QStandardPaths::findExecutable(u"python3"_s, folders);
}

/// The program that the first word of a command line means.
Result<QString> programCalled(const QString &word, const ToolEnvironment &environment)
{
    const QString name = QFileInfo(word).fileName();
    const QString byName = pathOf({name, {}, environment.folder, bareEnvironment(environment.environment)});
    const bool isByName = !word.contains(u'/') || QFileInfo(word) == QFileInfo(byName);
    if (isByName && byName.isEmpty())
        return fail(ErrorKind::NotFound, u"there is no program \"%1\" in PATH"_s.arg(word));
    if (isByName)
        return QFileInfo(byName).absoluteFilePath();
    Result<QString> file = Folder(environment.folder).file(word);
    if (file && !QFileInfo(*file).isExecutable())
        return fail(ErrorKind::InvalidInput, u"\"%1\" is no program that can be started"_s.arg(word));
    return file;
}

QString standardError(const Ended &ended)
{
    const QString text = QString::fromUtf8(ended.notes).trimmed();
    if (text.isEmpty())
        return {};
    const QString note =
        ended.notes.size() < keptNoteBytes ? QString() : u"(cut: the last %1 bytes)\n"_s.arg(keptNoteBytes);
    return u"--- stderr ---\n"_s + note + text;
}

QString endOf(const Ended &ended)
{
    if (ended.how == End::Killed)
        return u"Ended by signal %1"_s.arg(ended.status);
    return ended.status == 0 ? QString() : u"Exit code: %1"_s.arg(ended.status);
}

} // namespace

Result<Job> pythonJob(const CodeRun &run, const ToolEnvironment &environment)
{
    if (run.text.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"the code is empty"_s);
    const QString command = python(environment.environment);
    if (command.isEmpty())
        return fail(ErrorKind::Unavailable,
                    u"Python code needs python3, which is not in PATH; install it (on Debian and Ubuntu: apt "
                    "install python3)"_s);
    const QStringList arguments{u"-I"_s, u"-B"_s, u"-X"_s, u"utf8"_s, u"-"_s};
    Result<Job> job = codeJob(command, arguments, run.timeout, environment);
    if (job)
        job->input = run.text.toUtf8();
    return job;
}

Result<Job> commandLineJob(const CodeRun &run, const ToolEnvironment &environment)
{
    const Result<QStringList> words = wordsOf(run.text);
    if (!words)
        return tl::unexpected(words.error());
    const Result<QString> command = programCalled(words->constFirst(), environment);
    if (!command)
        return tl::unexpected(command.error());
    return codeJob(*command, words->mid(1), run.timeout, environment);
}

ToolResult describeRun(const Ended &ended, const Job &job)
{
    if (ended.how != End::Exited && ended.how != End::Killed)
        return toToolResult(ended, QFileInfo(job.program.command).fileName(), job);
    const QString output = shownOutput(ended.output, ended.outputBytes);
    const QString end = endOf(ended);
    QStringList parts{output.trimmed().isEmpty() ? QString() : output, standardError(ended), end};
    parts.removeAll(QString());
    if (parts.isEmpty())
        parts.append(u"(no output)"_s);
    QString text;
    for (const QString &part : parts)
        text += text.isEmpty() || text.endsWith(u'\n') ? part : u'\n' + part;
    return {end.isEmpty() ? ToolOutcome::Ok : ToolOutcome::Error, text};
}

} // namespace agent
