// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/command/CommandTools.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/Folder.h"
#include "agent/tools/command/CommandTemplate.h"
#include "agent/tools/process/ExecutingTool.h"
#include "agent/tools/process/ToolJob.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

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
    return jobOn({tool.env, tool.timeout, tool.network, tool.writes}, {*command, {}, *folder, {}},
                 environment);
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
