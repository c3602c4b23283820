// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/ToolJob.h"

#include <QDir>

#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The program sees what the file gives it, and the little that programs cannot do without.
Result<Environment> environmentOf(const JobTerms &terms, const ToolEnvironment &environment)
{
    Environment made = bareEnvironment(environment.environment);
    made.insert(u"HOME"_s, QDir(environment.folder).canonicalPath());
    for (auto it = terms.env.begin(); it != terms.env.end(); ++it) {
        Result<QString> filled = filledIn(it.value(), environment.environment);
        if (!filled)
            return tl::unexpected(filled.error());
        made.insert(it.key(), *filled);
    }
    return made;
}

} // namespace

Result<Job> jobOn(const JobTerms &terms, Program program, const ToolEnvironment &environment)
{
    const Result<Environment> variables = environmentOf(terms, environment);
    if (!variables)
        return tl::unexpected(variables.error());
    program.environment = *variables;
    const auto seconds = std::chrono::seconds(static_cast<qint64>(std::ceil(terms.timeout)));
    Job job;
    job.program = std::move(program);
    job.allowance = {environment.folder, terms.writes, terms.network, seconds};
    job.walls = environment.walls ? *environment.walls : bestWalls();
    job.timeout = std::chrono::milliseconds(static_cast<qint64>(terms.timeout * 1000));
    if (const auto possible = confined(job.program, job.allowance, job.walls); !possible)
        return tl::unexpected(possible.error());
    return job;
}

} // namespace agent
