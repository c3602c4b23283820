// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/python/PythonFile.h"

#include "agent/base/JsonParse.h"
#include "agent/tools/process/RunOnce.h"
#include "agent/values/Resources.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<QByteArray> sourceOf(const QString &path)
{
    constexpr qint64 most = qint64(1) << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound,
                    u"\"%1\" cannot be read: %2"_s.arg(QFileInfo(path).fileName(), file.errorString()));
    const QByteArray source = file.read(most + 1);
    if (source.size() > most)
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is longer than 1 MiB"_s.arg(QFileInfo(path).fileName()));
    return source.isEmpty() ? QByteArray("\n") : source;
}

/// The one that a person would start, with what it needs to find itself.
Result<Job> readingJob(const QByteArray &source, const ToolEnvironment &environment)
{
    Program program{u"python3"_s, {}, environment.folder, bareEnvironment(environment.environment)};
    program.command = pathOf(program);
    if (program.command.isEmpty())
        return fail(ErrorKind::Unavailable,
                    u"tools in Python files need python3, which is not in PATH; install it (on Debian and "
                    "Ubuntu: apt install python3)"_s);
    program.arguments = {u"-I"_s,   u"-B"_s, u"-X"_s,
                         u"utf8"_s, u"-c"_s, QString::fromUtf8(resource(u"python/describe.py"_s))};
    constexpr qsizetype longest = qsizetype(4) << 20;
    Job job;
    job.program = program;
    job.allowance.folder = environment.folder;
    job.walls =
        Walls::LimitsOnly; // a Python may lie anywhere; it tells us where, and runs nothing of the file
    job.input = source;
    job.keptOutput = longest;
    if (const auto possible = confined(job.program, job.allowance, job.walls); !possible)
        return tl::unexpected(possible.error());
    return job;
}

Result<PythonFile> fileFrom(const Ended &ended, const QString &name)
{
    Result<PythonFile> file = json::parse<PythonFile>(ended.output);
    if (ended.how != End::Exited || ended.status != 0 || !file) {
        const QString note = QString::fromUtf8(ended.notes).trimmed().section(u'\n', -1).left(300);
        return fail(ErrorKind::Unavailable,
                    u"python3 could not read \"%1\" (%2)"_s.arg(
                        name, note.isEmpty() ? u"it gave no answer"_s : note));
    }
    const auto &fault = file->fault;
    if (!fault)
        return file;
    const QString place = fault->line > 0 ? u", line %1"_s.arg(fault->line) : QString();
    return fail(ErrorKind::InvalidInput, name + place + u": "_s + fault->message);
}

} // namespace

Task<PythonFile> readPythonFile(QString path, ToolEnvironment environment)
{
    const Result<QByteArray> source = sourceOf(path);
    if (!source)
        co_return tl::unexpected(source.error());
    const Result<Job> job = readingJob(*source, environment);
    if (!job)
        co_return tl::unexpected(job.error());
    const std::stop_token never;
    const Ended ended = co_await runOnce(*job, never);
    co_return fileFrom(ended, QFileInfo(path).fileName());
}

} // namespace agent
