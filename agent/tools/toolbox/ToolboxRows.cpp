// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/ToolboxRows.h"

#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/toolbox/Code.h"
#include "agent/tools/toolbox/CsvFile.h"
#include "agent/tools/toolbox/CurrentTime.h"
#include "agent/tools/toolbox/Data.h"
#include "agent/tools/toolbox/Dates.h"
#include "agent/tools/toolbox/Expression.h"
#include "agent/tools/toolbox/Files.h"
#include "agent/tools/toolbox/GitHub.h"
#include "agent/tools/toolbox/Pdf.h"
#include "agent/tools/toolbox/Postgres.h"
#include "agent/tools/toolbox/Sqlite.h"
#include "agent/tools/toolbox/Text.h"
#include "agent/tools/toolbox/TextFile.h"
#include "agent/tools/toolbox/Units.h"
#include "agent/tools/toolbox/WebPage.h"
#include "agent/tools/toolbox/WebRequests.h"
#include "agent/tools/toolbox/WebSearch.h"

#include <array>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<QString> described(const FetchReply &reply, const Given &)
{
    constexpr qsizetype most = 5000;
    return describe(reply, most);
}

constexpr std::array rows{
    ToolboxRow{"evaluate_expression",
               [](const Given &g) { return evaluateExpression(g.text("expression")); }},
    ToolboxRow{"unit_convert",
               [](const Given &g) {
                   return convertUnit(g.number("value"), g.text("from_unit"), g.text("to_unit"));
               }},
    ToolboxRow{"get_current_time",
               [](const Given &g) {
                   return currentTime(g.environment.clock(), g.text("timezone"), g.text("format"));
               }},
    ToolboxRow{"parse_datetime",
               [](const Given &g) {
                   return parseDatetime(g.text("datetime_string"), g.text("input_format"),
                                        g.text("output_format"));
               }},
    ToolboxRow{"time_difference",
               [](const Given &g) {
                   return timeDifference(g.text("start_date"), g.text("end_date"), g.text("unit"));
               }},
    ToolboxRow{"date_arithmetic",
               [](const Given &g) {
                   return dateArithmetic(g.text("date"),
                                         {g.text("operation"), g.whole("value"), g.text("unit")},
                                         g.text("output_format"));
               }},
    ToolboxRow{"read_file",
               [](const Given &g, const std::stop_token &) {
                   return readTextFile(g.folder(), g.text("filepath"), g.text("encoding"));
               }},
    ToolboxRow{"read_file_stream",
               [](const Given &g, const std::stop_token &) {
                   return numberTextFile(g.folder(), g.text("filepath"), g.text("encoding"));
               }},
    ToolboxRow{"write_file",
               [](const Given &g, const std::stop_token &) {
                   return writeTextFile(
                       g.folder(),
                       {g.text("filepath"), g.text("content"), g.text("mode"), g.text("encoding")});
               }},
    ToolboxRow{"list_files",
               [](const Given &g, const std::stop_token &stop) {
                   return listFiles(
                       g.folder(),
                       {g.text("directory"), g.text("pattern"), g.flag("show_hidden"), g.flag("recursive")},
                       stop);
               }},
    ToolboxRow{
        "file_exists",
        [](const Given &g, const std::stop_token &) { return fileExists(g.folder(), g.text("path")); }},
    ToolboxRow{"http_get",
               Fetches{[](const Given &g) {
                           return getRequest({g.text("url"), g.text("headers"), {}, g.whole("timeout")});
                       },
                       described}},
    ToolboxRow{"http_post",
               Fetches{[](const Given &g) {
                           return postRequest(
                               {g.text("url"), g.text("headers"), g.text("data"), g.whole("timeout")});
                       },
                       described}},
    ToolboxRow{
        "scrape_url",
        Fetches{[](const Given &g) { return getRequest({g.text("url"), {}}); },
                [](const FetchReply &reply, const Given &g) { return pageText(reply, g.text("selector")); }}},
    ToolboxRow{"web_search",
               Fetches{[](const Given &g) { return searchRequest(g.text("query"), g.variables()); },
                       [](const FetchReply &reply, const Given &g) {
                           return searchResults(reply, g.text("query"), g.whole("num_results"));
                       }}},
    ToolboxRow{"github_search_repos",
               Fetches{[](const Given &g) {
                           return github::searchRepositories(g.text("query"), g.whole("max_results"),
                                                             g.variables());
                       },
                       [](const FetchReply &reply, const Given &g) {
                           return github::repositoriesIn(reply, g.text("query"));
                       }}},
    ToolboxRow{"github_get_file",
               Fetches{[](const Given &g) {
                           return github::getFile(g.text("repo"), g.text("path"), g.text("ref"),
                                                  g.variables());
                       },
                       [](const FetchReply &reply, const Given &g) {
                           return github::fileIn(reply, g.text("path"));
                       }}},
    ToolboxRow{"github_list_issues",
               Fetches{[](const Given &g) {
                           return github::listIssues(g.text("repo"), g.text("state"), g.whole("max_results"),
                                                     g.variables());
                       },
                       [](const FetchReply &reply, const Given &g) {
                           return github::issuesIn(reply, g.text("repo"), g.whole("max_results"));
                       }}},
    ToolboxRow{"parse_json",
               [](const Given &g, const std::stop_token &) {
                   return parseJson(g.text("json_string"), g.flag("pretty"));
               }},
    ToolboxRow{"extract_json_field",
               [](const Given &g, const std::stop_token &) {
                   return extractJsonField(g.text("json_string"), g.text("field_path"));
               }},
    ToolboxRow{"json_to_csv",
               [](const Given &g, const std::stop_token &) {
                   return jsonToCsv(g.text("json_string"), g.text("delimiter"));
               }},
    ToolboxRow{"csv_to_json",
               [](const Given &g, const std::stop_token &) {
                   return csvToJson(g.text("csv_string"), g.text("delimiter"), g.flag("pretty"));
               }},
    ToolboxRow{"format_table",
               [](const Given &g, const std::stop_token &) {
                   return formatTable(g.text("data"), g.text("format_type"));
               }},
    ToolboxRow{"process_csv_stream",
               [](const Given &g, const std::stop_token &stop) {
                   return processCsvFile(g.folder(),
                                         {g.text("filepath"), g.text("delimiter"), g.text("encoding")}, stop);
               }},
    ToolboxRow{"count_text", [](const Given &g) { return countText(g.text("text"), g.flag("detailed")); }},
    ToolboxRow{"convert_case",
               [](const Given &g) { return convertCase(g.text("text"), g.text("case_type")); }},
    ToolboxRow{
        "truncate_text",
        [](const Given &g) { return truncateText(g.text("text"), g.whole("max_length"), g.text("suffix")); }},
    ToolboxRow{"search_text",
               [](const Given &g, const std::stop_token &) {
                   return searchText(g.text("text"), g.search(), g.flag("return_matches"));
               }},
    ToolboxRow{"replace_text",
               [](const Given &g, const std::stop_token &) {
                   return replaceText(g.text("text"), g.search(), g.text("replacement"),
                                      g.whole("max_replacements"));
               }},
    ToolboxRow{"extract_emails", [](const Given &g) { return extractEmails(g.text("text")); }},
    ToolboxRow{"extract_urls", [](const Given &g) { return extractUrls(g.text("text")); }},
    ToolboxRow{"query_sqlite",
               [](const Given &g, const std::stop_token &stop) {
                   return querySqlite(g.folder(), {g.text("db_path"), g.text("sql"), g.maxRows()}, stop);
               }},
    ToolboxRow{"query_postgres",
               [](const Given &g, const std::stop_token &stop) -> Result<QString> {
                   const auto login = postgresLogin(g.text("connection_string"), g.variables(),
                                                    g.environment.mayReachPrivateNetwork);
                   if (!login)
                       return tl::unexpected(login.error());
                   return queryPostgres({*login, g.text("sql"), g.maxRows()}, stop);
               }},
    ToolboxRow{"execute_python", Executes{[](const Given &g) {
                   return pythonJob({g.text("code"), g.whole("timeout")}, g.environment);
               }}},
    ToolboxRow{"execute_shell", Executes{[](const Given &g) {
                   return commandLineJob({g.text("command"), g.whole("timeout")}, g.environment);
               }}},
    ToolboxRow{"extract_pdf_text",
               [](const Given &g, const std::stop_token &stop) {
                   return extractPdfText(g.folder(), {g.text("path"), g.text("pages")}, stop);
               }},
};

} // namespace

const ToolboxRow *toolboxRow(const QString &name)
{
    const auto found =
        std::ranges::find_if(rows, [&](const ToolboxRow &row) { return name == QLatin1String(row.tool); });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace agent
