// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/ToolboxTools.h"

#include "agent/tools/LocalTool.h"
#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/toolbox/CurrentTime.h"
#include "agent/tools/toolbox/Expression.h"
#include "agent/tools/toolbox/Files.h"
#include "agent/tools/toolbox/HttpGet.h"
#include "agent/tools/toolbox/Sqlite.h"
#include "agent/tools/toolbox/Units.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

struct Making
{
    const ToolInfo &info;
    const ToolEnvironment &environment;
    const std::shared_ptr<QThreadPool> &pool;
};

ToolPtr calculator(const Making &making)
{
    return std::make_shared<ComputingTool>(making.info, [](const QJsonObject &arguments) {
        return evaluateExpression(arguments.value(u"expression"_s).toString());
    });
}

ToolPtr units(const Making &making)
{
    return std::make_shared<ComputingTool>(making.info, [](const QJsonObject &arguments) {
        return convertUnit(arguments.value(u"value"_s).toDouble(), arguments.value(u"from_unit"_s).toString(),
                           arguments.value(u"to_unit"_s).toString());
    });
}

ToolPtr time(const Making &making)
{
    return std::make_shared<ComputingTool>(
        making.info, [clock = making.environment.clock](const QJsonObject &arguments) {
            return currentTime(clock(), arguments.value(u"timezone"_s).toString(),
                               arguments.value(u"format"_s).toString(u"%Y-%m-%d %H:%M:%S %Z"_s));
        });
}

ToolPtr fileReader(const Making &making)
{
    const auto read = [folder = Folder(making.environment.folder)](const QJsonObject &arguments,
                                                                   const std::stop_token &) {
        return readTextFile(folder, arguments.value(u"filepath"_s).toString(),
                            arguments.value(u"encoding"_s).toString(u"utf-8"_s));
    };
    return std::make_shared<BlockingTool>(making.info, read, making.pool);
}

ToolPtr fileLister(const Making &making)
{
    const auto list = [folder = Folder(making.environment.folder)](const QJsonObject &arguments,
                                                                   const std::stop_token &stop) {
        const Listing listing{
            arguments.value(u"directory"_s).toString(), arguments.value(u"pattern"_s).toString(),
            arguments.value(u"show_hidden"_s).toBool(), arguments.value(u"recursive"_s).toBool()};
        return listFiles(folder, listing, stop);
    };
    return std::make_shared<BlockingTool>(making.info, list, making.pool);
}

ToolPtr webReader(const Making &making)
{
    constexpr qsizetype maxCharacters = 5000;
    const auto plan = [anywhere = making.environment.mayReachPrivateNetwork](const QJsonObject &arguments) {
        auto request = httpGetRequest(arguments);
        if (request)
            request->mayReachPrivateNetwork = anywhere;
        return request;
    };
    return std::make_shared<FetchingTool>(making.info, plan, maxCharacters);
}

ToolPtr databaseReader(const Making &making)
{
    const auto query = [folder = Folder(making.environment.folder)](const QJsonObject &arguments,
                                                                    const std::stop_token &stop) {
        constexpr int usualRows = 100;
        const SqliteQuery wanted{arguments.value(u"db_path"_s).toString(),
                                 arguments.value(u"sql"_s).toString(),
                                 arguments.value(u"max_rows"_s).toInt(usualRows)};
        return querySqlite(folder, wanted, stop);
    };
    return std::make_shared<BlockingTool>(making.info, query, making.pool);
}

struct Maker
{
    const char *tool;
    ToolPtr (*make)(const Making &making);
};

constexpr std::array makers{
    Maker{"evaluate_expression", calculator}, Maker{"unit_convert", units},
    Maker{"get_current_time", time},          Maker{"read_file", fileReader},
    Maker{"list_files", fileLister},          Maker{"http_get", webReader},
    Maker{"query_sqlite", databaseReader},
};

} // namespace

Result<ToolPtr> makeToolboxTool(const QString &tool, const ToolInfo &info, const ToolEnvironment &environment,
                                const std::shared_ptr<QThreadPool> &pool)
{
    for (const Maker &maker : makers) {
        if (tool == QLatin1String(maker.tool))
            return maker.make(Making{info, environment, pool});
    }
    return fail(ErrorKind::NotFound, u"there is no tool \"%1\" in the toolbox"_s.arg(tool));
}

} // namespace agent
