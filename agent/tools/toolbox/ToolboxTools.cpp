// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/ToolboxTools.h"

#include "agent/tools/LocalTool.h"
#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/process/ExecutingTool.h"
#include "agent/tools/toolbox/Code.h"
#include "agent/tools/toolbox/CsvFile.h"
#include "agent/tools/toolbox/CurrentTime.h"
#include "agent/tools/toolbox/Data.h"
#include "agent/tools/toolbox/Dates.h"
#include "agent/tools/toolbox/Expression.h"
#include "agent/tools/toolbox/Files.h"
#include "agent/tools/toolbox/Finding.h"
#include "agent/tools/toolbox/Pdf.h"
#include "agent/tools/toolbox/Postgres.h"
#include "agent/tools/toolbox/Sizes.h"
#include "agent/tools/toolbox/Sqlite.h"
#include "agent/tools/toolbox/Text.h"
#include "agent/tools/toolbox/TextFile.h"
#include "agent/tools/toolbox/Units.h"
#include "agent/tools/toolbox/WebPage.h"
#include "agent/tools/toolbox/WebRequests.h"

#include <algorithm>
#include <array>
#include <variant>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

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

struct Row
{
    const char *tool;
    std::variant<Computes, Blocks, Fetches, Executes> work;
};

Result<QString> described(const FetchReply &reply, const Given &)
{
    constexpr qsizetype most = 5000;
    return describe(reply, most);
}

constexpr std::array rows{
    Row{"evaluate_expression", [](const Given &g) { return evaluateExpression(g.text("expression")); }},
    Row{"unit_convert",
        [](const Given &g) {
            return convertUnit(g.number("value"), g.text("from_unit"), g.text("to_unit"));
        }},
    Row{"get_current_time",
        [](const Given &g) {
            return currentTime(g.environment.clock(), g.text("timezone"), g.text("format"));
        }},
    Row{"parse_datetime",
        [](const Given &g) {
            return parseDatetime(g.text("datetime_string"), g.text("input_format"), g.text("output_format"));
        }},
    Row{"time_difference",
        [](const Given &g) {
            return timeDifference(g.text("start_date"), g.text("end_date"), g.text("unit"));
        }},
    Row{"date_arithmetic",
        [](const Given &g) {
            return dateArithmetic(g.text("date"), {g.text("operation"), g.whole("value"), g.text("unit")},
                                  g.text("output_format"));
        }},
    Row{"read_file",
        [](const Given &g, const std::stop_token &) {
            return readTextFile(g.folder(), g.text("filepath"), g.text("encoding"));
        }},
    Row{"read_file_stream",
        [](const Given &g, const std::stop_token &) {
            return numberTextFile(g.folder(), g.text("filepath"), g.text("encoding"));
        }},
    Row{"write_file",
        [](const Given &g, const std::stop_token &) {
            return writeTextFile(g.folder(),
                                 {g.text("filepath"), g.text("content"), g.text("mode"), g.text("encoding")});
        }},
    Row{"list_files",
        [](const Given &g, const std::stop_token &stop) {
            return listFiles(
                g.folder(),
                {g.text("directory"), g.text("pattern"), g.flag("show_hidden"), g.flag("recursive")}, stop);
        }},
    Row{"file_exists",
        [](const Given &g, const std::stop_token &) { return fileExists(g.folder(), g.text("path")); }},
    Row{"http_get",
        Fetches{[](const Given &g) {
                    return getRequest({g.text("url"), g.text("headers"), {}, g.whole("timeout")});
                },
                described}},
    Row{"http_post",
        Fetches{[](const Given &g) {
                    return postRequest(
                        {g.text("url"), g.text("headers"), g.text("data"), g.whole("timeout")});
                },
                described}},
    Row{"scrape_url",
        Fetches{[](const Given &g) { return getRequest({g.text("url"), {}}); },
                [](const FetchReply &reply, const Given &g) { return pageText(reply, g.text("selector")); }}},
    Row{"parse_json",
        [](const Given &g, const std::stop_token &) {
            return parseJson(g.text("json_string"), g.flag("pretty"));
        }},
    Row{"extract_json_field",
        [](const Given &g, const std::stop_token &) {
            return extractJsonField(g.text("json_string"), g.text("field_path"));
        }},
    Row{"json_to_csv",
        [](const Given &g, const std::stop_token &) {
            return jsonToCsv(g.text("json_string"), g.text("delimiter"));
        }},
    Row{"csv_to_json",
        [](const Given &g, const std::stop_token &) {
            return csvToJson(g.text("csv_string"), g.text("delimiter"), g.flag("pretty"));
        }},
    Row{"format_table",
        [](const Given &g, const std::stop_token &) {
            return formatTable(g.text("data"), g.text("format_type"));
        }},
    Row{"process_csv_stream",
        [](const Given &g, const std::stop_token &stop) {
            return processCsvFile(g.folder(), {g.text("filepath"), g.text("delimiter"), g.text("encoding")},
                                  stop);
        }},
    Row{"count_text", [](const Given &g) { return countText(g.text("text"), g.flag("detailed")); }},
    Row{"convert_case", [](const Given &g) { return convertCase(g.text("text"), g.text("case_type")); }},
    Row{"truncate_text",
        [](const Given &g) { return truncateText(g.text("text"), g.whole("max_length"), g.text("suffix")); }},
    Row{"search_text",
        [](const Given &g, const std::stop_token &) {
            return searchText(g.text("text"), g.search(), g.flag("return_matches"));
        }},
    Row{"replace_text",
        [](const Given &g, const std::stop_token &) {
            return replaceText(g.text("text"), g.search(), g.text("replacement"),
                               g.whole("max_replacements"));
        }},
    Row{"extract_emails", [](const Given &g) { return extractEmails(g.text("text")); }},
    Row{"extract_urls", [](const Given &g) { return extractUrls(g.text("text")); }},
    Row{"query_sqlite",
        [](const Given &g, const std::stop_token &stop) {
            return querySqlite(g.folder(), {g.text("db_path"), g.text("sql"), g.maxRows()}, stop);
        }},
    Row{"query_postgres",
        [](const Given &g, const std::stop_token &stop) -> Result<QString> {
            const auto login = postgresLogin(g.text("connection_string"), g.environment.environment,
                                             g.environment.mayReachPrivateNetwork);
            if (!login)
                return tl::unexpected(login.error());
            return queryPostgres({*login, g.text("sql"), g.maxRows()}, stop);
        }},
    Row{"execute_python", Executes{[](const Given &g) {
            return pythonJob({g.text("code"), g.whole("timeout")}, g.environment);
        }}},
    Row{"execute_shell", Executes{[](const Given &g) {
            return commandLineJob({g.text("command"), g.whole("timeout")}, g.environment);
        }}},
    Row{"extract_pdf_text",
        [](const Given &g, const std::stop_token &stop) {
            return extractPdfText(g.folder(), {g.text("path"), g.text("pages")}, stop);
        }},
};

/// What stands between a model's arguments and a tool's: the defaults, and the longest text.
struct Preparation
{
    QJsonObject defaults;
    ToolEnvironment environment;

    Result<QJsonObject> prepared(const QJsonObject &arguments) const
    {
        QJsonObject whole = defaults;
        for (auto it = arguments.begin(); it != arguments.end(); ++it) {
            if (it.value().toString().size() > maxArgument)
                return fail(ErrorKind::InvalidInput,
                            u"\"%1\" has more than %2 characters, which is too long"_s.arg(
                                it.key(), QString::number(maxArgument)));
            whole.insert(it.key(), it.value());
        }
        return whole;
    }

    /// Runs `work` with what the tool is given.
    template<class Work>
    auto with(const QJsonObject &arguments, Work work) const -> decltype(work(std::declval<const Given &>()))
    {
        const auto whole = prepared(arguments);
        if (!whole)
            return tl::unexpected(whole.error());
        return work(Given{*whole, environment});
    }
};

QJsonObject defaultsOf(const ToolboxEntry &entry)
{
    QJsonObject defaults;
    const QJsonObject properties = entry.parameters.value(u"properties"_s).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonValue value = it.value().toObject().value(u"default"_s);
        if (!value.isUndefined())
            defaults.insert(it.key(), value);
    }
    return defaults;
}

/// Makes a tool of the way it works.
struct Maker
{
    const ToolInfo &info;
    std::shared_ptr<const Preparation> preparation;
    const std::shared_ptr<QThreadPool> &pool;

    ToolPtr operator()(Computes work) const
    {
        return std::make_shared<ComputingTool>(info,
                                               [before = preparation, work](const QJsonObject &arguments) {
                                                   return before->with(arguments, work);
                                               });
    }

    ToolPtr operator()(Blocks work) const
    {
        const auto call = [before = preparation, work](const QJsonObject &arguments,
                                                       const std::stop_token &stop) {
            return before->with(arguments, [&](const Given &given) { return work(given, stop); });
        };
        return std::make_shared<BlockingTool>(info, call, pool);
    }

    ToolPtr operator()(Fetches work) const
    {
        const auto plan = [before = preparation, work](const QJsonObject &arguments) {
            auto request = before->with(arguments, work.plan);
            if (request)
                request->mayReachPrivateNetwork = before->environment.mayReachPrivateNetwork;
            return request;
        };
        const auto read = [before = preparation, work](const FetchReply &reply,
                                                       const QJsonObject &arguments) {
            return before->with(arguments, [&](const Given &given) { return work.read(reply, given); });
        };
        return std::make_shared<FetchingTool>(info, plan, read);
    }

    ToolPtr operator()(Executes work) const
    {
        const auto plan = [before = preparation, work](const QJsonObject &arguments) {
            return before->with(arguments, work.plan);
        };
        return std::make_shared<ExecutingTool>(info, plan, describeRun);
    }
};

} // namespace

Result<ToolPtr> makeToolboxTool(const ToolboxEntry &entry, const ToolInfo &info,
                                const ToolEnvironment &environment, const std::shared_ptr<QThreadPool> &pool)
{
    for (const Row &row : rows) {
        if (entry.name == QLatin1String(row.tool)) {
            const auto preparation =
                std::make_shared<const Preparation>(Preparation{defaultsOf(entry), environment});
            return std::visit(Maker{info, preparation, pool}, row.work);
        }
    }
    return fail(ErrorKind::NotFound, u"there is no tool \"%1\" in the toolbox"_s.arg(entry.name));
}

} // namespace agent
