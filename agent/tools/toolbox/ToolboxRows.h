// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Folder.h"
#include "agent/tools/ToolFactory.h"
#include "agent/tools/http/Fetch.h"
#include "agent/tools/process/RunOnce.h"
#include "agent/tools/toolbox/Finding.h"

#include <algorithm>
#include <stop_token>
#include <variant>

namespace agent {

/// What a tool is given for one call. An argument that was left out has the toolbox's default.
struct Given
{
    const QJsonObject &arguments;
    const ToolEnvironment &environment;

    QString text(const char *name) const { return arguments.value(QLatin1String(name)).toString(); }
    bool flag(const char *name) const { return arguments.value(QLatin1String(name)).toBool(); }
    double number(const char *name) const { return arguments.value(QLatin1String(name)).toDouble(); }
    qint64 whole(const char *name) const
    {
        const double written = number(name);
        constexpr double most = 1e15;
        return static_cast<qint64>(std::clamp(written, -most, most));
    }
    const Environment &variables() const { return environment.environment; }
    Folder folder() const { return Folder(environment.folder); }
    int maxRows() const { return static_cast<int>(std::clamp(whole("max_rows"), qint64(1), qint64(10'000))); }
    Search search() const
    {
        return {text("pattern"), flag("case_sensitive") ? Qt::CaseSensitive : Qt::CaseInsensitive};
    }
};

/// How a tool works: at once, on a thread of its own, by one request and reading its answer, or by a program.
using Computes = Result<QString> (*)(const Given &);
using Blocks = Result<QString> (*)(const Given &, const std::stop_token &);
struct Fetches
{
    Result<FetchRequest> (*plan)(const Given &);
    Result<QString> (*read)(const FetchReply &, const Given &);
};

struct Executes
{
    Result<Job> (*plan)(const Given &);
};

/// A tool of the toolbox, by its name.
struct ToolboxRow
{
    const char *tool;
    std::variant<Computes, Blocks, Fetches, Executes> work;
};

/// How the tool of this name works; null when there is none. Lives as long as the program.
const ToolboxRow *toolboxRow(const QString &name);

} // namespace agent
