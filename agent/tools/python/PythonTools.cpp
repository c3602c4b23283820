// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/python/PythonTools.h"

#include "agent/base/Nearest.h"
#include "agent/tools/Arguments.h"
#include "agent/tools/Folder.h"
#include "agent/tools/process/ToolJob.h"
#include "agent/tools/python/PythonCall.h"
#include "agent/values/Resources.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// One entry of the agent file with its Python file, read.
struct PythonEntry
{
    ToolSpec spec;
    PythonTool tool;
    QString path;
    PythonFile file;

    QString fileName() const { return QFileInfo(path).fileName(); }
};

tl::unexpected<Error> noFunction(const PythonEntry &entry)
{
    QStringList names;
    for (const PythonFunction &function : entry.file.functions)
        names.append(function.function);
    if (names.isEmpty() || entry.tool.function.isEmpty())
        return fail(
            ErrorKind::NotFound,
            u"%1 has no function that could be a tool; those whose names begin with \"_\" are none"_s.arg(
                entry.fileName()));
    const QString near = nearest(entry.tool.function, names);
    const QString hint =
        near.isEmpty() ? u"it has "_s + names.join(u", "_s) : u"did you mean \"%1\"?"_s.arg(near);
    return fail(ErrorKind::NotFound,
                u"%1 has no function \"%2\"; %3"_s.arg(entry.fileName(), entry.tool.function, hint));
}

/// Those that the entry means.
Result<QList<PythonFunction>> meantBy(const PythonEntry &entry)
{
    const QString wanted = entry.tool.function;
    QList<PythonFunction> meant = entry.file.functions;
    meant.removeIf([&](const PythonFunction &one) {
        return wanted.isEmpty() ? !one.offered : one.function != wanted && one.name != wanted;
    });
    if (meant.isEmpty())
        return noFunction(entry);
    return wanted.isEmpty() ? meant : meant.first(1);
}

/// Parameters that the agent file gives may word the function's anew, and leave some out, but invent none.
Result<> checkWording(const QJsonObject &given, const PythonFunction &function)
{
    const QJsonObject own = function.parameters[u"properties"].toObject();
    const QStringList names = given[u"properties"].toObject().keys();
    for (const QString &name : names) {
        if (!own.contains(name) && !function.parameters[u"additionalProperties"].toBool())
            return fail(ErrorKind::InvalidInput,
                        u"the function \"%1\" has no parameter \"%2\""_s.arg(function.function, name));
    }
    for (const QJsonValue &required : function.parameters[u"required"].toArray()) {
        if (!names.contains(required.toString()))
            return fail(ErrorKind::InvalidInput,
                        u"the function \"%1\" needs \"%2\", which is not among the parameters"_s.arg(
                            function.function, required.toString()));
    }
    return {};
}

Result<ToolInfo> infoOf(const PythonEntry &entry, const PythonFunction &function)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    const ToolSpec &spec = entry.spec;
    ToolInfo info{spec.name.isEmpty() ? function.name : spec.name,
                  spec.description.isEmpty() ? function.description : spec.description,
                  spec.parameters.value_or(function.parameters), u"python"_s, SideEffect::Executes};
    if (!pattern.match(info.name).hasMatch())
        return fail(
            ErrorKind::InvalidInput,
            u"%1, line %2: a tool cannot be named \"%3\"; a name has 1 to 64 letters, digits, \"_\" or "
            "\"-\""_s.arg(entry.fileName())
                .arg(function.line)
                .arg(info.name));
    const Result<> wording = spec.parameters ? checkWording(*spec.parameters, function) : Result<>();
    if (!wording)
        return tl::unexpected(wording.error());
    if (const auto usable = checkParameters(info.parameters); !usable)
        return tl::unexpected(usable.error());
    return info;
}

Result<Job> callingJob(const PythonEntry &entry, const ToolEnvironment &environment)
{
    const PythonTool &tool = entry.tool;
    const QStringList arguments{u"-I"_s,   u"-B"_s, u"-X"_s,
                                u"utf8"_s, u"-c"_s, QString::fromUtf8(resource(u"python/call.py"_s))};
    const Program program{entry.file.executable, arguments, QFileInfo(entry.path).path(), {}};
    Result<Job> job = jobOn({tool.env, tool.timeout, tool.network, tool.writes}, program, environment);
    if (job)
        job->allowance.reads = entry.file.places;
    return job;
}

} // namespace

PythonTools::PythonTools(ToolEnvironment environment)
    : m_environment(std::move(environment))
{
}

Task<QList<PlacedTool>> PythonTools::tools(ToolSpec spec)
{
    PythonEntry entry{spec, std::get<PythonTool>(spec.kind), {}, {}};
    const Result<QString> path = Folder(m_environment.folder).file(entry.tool.file);
    if (!path)
        co_return tl::unexpected(path.error());
    entry.path = *path;
    if (!m_files.contains(*path)) {
        const Result<PythonFile> file = co_await readPythonFile(*path, m_environment);
        if (!file)
            co_return tl::unexpected(file.error());
        m_files.insert(*path, *file);
    }
    entry.file = m_files.value(*path);
    const Result<QList<PythonFunction>> meant = meantBy(entry);
    if (!meant)
        co_return tl::unexpected(meant.error());
    const Result<Job> job = callingJob(entry, m_environment);
    if (!job)
        co_return tl::unexpected(job.error());

    QList<PlacedTool> made;
    for (const PythonFunction &function : *meant) {
        const Result<ToolInfo> info = infoOf(entry, function);
        if (!info)
            co_return tl::unexpected(info.error());
        const PythonRequest request{*path,
                                    function.function,
                                    {},
                                    function.madeOfLists,
                                    {QFileInfo(m_environment.folder).canonicalFilePath()},
                                    QString::fromUtf8(resource(u"python/selectools.py"_s))};
        made.append({std::make_shared<PythonCall>(*info, request, *job),
                     u"%1, line %2"_s.arg(entry.fileName()).arg(function.line)});
    }
    co_return made;
}

} // namespace agent
