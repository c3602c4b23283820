// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/command/CommandTools.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/Folder.h"
#include "agent/tools/command/CommandTemplate.h"
#include "agent/tools/process/ExecutingTool.h"

#include <QDir>
#include <QFileInfo>

#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The program sees what the file gives it, and the little that programs cannot do without.
Result<Environment> environmentOf(const CommandTool &tool, const ToolEnvironment &environment)
{
    Environment made = bareEnvironment(environment.environment);
    made.insert(u"HOME"_s, QDir(environment.folder).canonicalPath());
    for (auto it = tool.env.begin(); it != tool.env.end(); ++it) {
        Result<QString> filled = filledIn(it.value(), environment.environment);
        if (!filled)
            return tl::unexpected(filled.error());
        made.insert(it.key(), *filled);
    }
    return made;
}

/// The program, found; a path in it is seen from the agent file's folder.
Result<QString> commandOf(const CommandTool &tool, const ToolEnvironment &environment)
{
    const QString found =
        pathOf({tool.program, {}, environment.folder, bareEnvironment(environment.environment)});
    if (found.isEmpty())
        return fail(ErrorKind::NotFound, u"there is no program \"%1\" in PATH"_s.arg(tool.program));
    const QFileInfo file(found);
    if (!file.isFile() || !file.isExecutable())
        return fail(ErrorKind::NotFound, u"\"%1\" is no program that can be started"_s.arg(found));
    return file.absoluteFilePath();
}

Result<Job> jobOf(const CommandTool &tool, const ToolEnvironment &environment)
{
    const Result<QString> command = commandOf(tool, environment);
    if (!command)
        return tl::unexpected(command.error());
    const Result<QString> folder = Folder(environment.folder).directory(tool.cwd);
    if (!folder)
        return tl::unexpected(folder.error());
    const Result<Environment> variables = environmentOf(tool, environment);
    if (!variables)
        return tl::unexpected(variables.error());
    const auto seconds = std::chrono::seconds(static_cast<qint64>(std::ceil(tool.timeout)));
    Job job;
    job.program = {*command, {}, *folder, *variables};
    job.allowance = {environment.folder, tool.writes, tool.network, seconds};
    job.walls = environment.walls ? *environment.walls : bestWalls();
    job.timeout = std::chrono::milliseconds(static_cast<qint64>(tool.timeout * 1000));
    if (const auto possible = confined(job.program, job.allowance, job.walls); !possible)
        return tl::unexpected(possible.error());
    return job;
}

} // namespace

Result<ToolPtr> makeCommandTool(const CommandTool &tool, const ToolSpec &spec,
                                const ToolEnvironment &environment)
{
    const Result<Job> job = jobOf(tool, environment);
    if (!job)
        return tl::unexpected(job.error());
    const QJsonObject parameters = spec.parameters.value_or(noParameters());
    const CommandTemplate words(tool, parameters);
    if (const auto known = checkPlaces(words.places(), parameters); !known)
        return tl::unexpected(known.error());
    const auto plan = [job = *job, words](const QJsonObject &arguments) -> Result<Job> {
        const Result<CommandTemplate::Filled> filled = words.fill(arguments);
        if (!filled)
            return tl::unexpected(filled.error());
        Job made = job;
        made.program.arguments = filled->arguments;
        made.input = filled->input;
        return made;
    };
    const ToolInfo info{spec.name, spec.description, parameters, u"command"_s, SideEffect::Executes};
    return std::make_shared<ExecutingTool>(info, tool.program, plan);
}

} // namespace agent
