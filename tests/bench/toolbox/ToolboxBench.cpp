// SPDX-License-Identifier: GPL-3.0-or-later
// Measures calls of tools as a run makes them: arguments checked, tool called, result awaited. Beside each
// its share: what is left when the tool's own work is done alone, which for a command is to run the program
// and wait for it (then once more with bubblewrap around it, whose time is not ours), and for JavaScript
// nothing. Usage: toolbox_bench [calls]
#include "agent/tools/Arguments.h"
#include "agent/tools/ToolFactory.h"
#include "agent/tools/toolbox/Expression.h"
#include "agent/tools/toolbox/Files.h"
#include "agent/tools/toolbox/Finding.h"
#include "agent/tools/toolbox/Text.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// Microseconds of each of so many rounds, sorted.
std::vector<double> measured(int rounds, const std::function<bool()> &work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        if (!work())
            qFatal("the tool gave an error");
        const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
        times.push_back(time.count());
    }
    std::ranges::sort(times);
    return times;
}

struct Sample
{
    QString name;
    decltype(ToolSpec::kind) kind;
    QJsonObject arguments;
    std::function<bool()> alone;
};

Sample toolbox(const QString &name, const QJsonObject &arguments, std::function<bool()> alone)
{
    return {name, ToolboxTool{name}, arguments, std::move(alone)};
}

CommandTool command(const QString &program)
{
    CommandTool tool;
    tool.program = program;
    return tool;
}

JavaScriptTool code(const QString &text)
{
    JavaScriptTool tool;
    tool.code = text;
    return tool;
}

void report(const Sample &sample, const ToolFactory &factory, int calls)
{
    ToolSpec spec;
    spec.name = sample.name;
    spec.kind = sample.kind;
    if (!std::holds_alternative<ToolboxTool>(sample.kind))
        spec.parameters = QJsonObject{{u"type"_s, u"object"_s}, {u"additionalProperties"_s, true}};
    const auto tools = QCoro::waitFor(factory.make({spec}));
    const ToolPtr tool = tools ? tools->constFirst() : nullptr;
    const auto call = [&] {
        const auto checked = checkedArguments(tool->info(), sample.arguments);
        return checked && QCoro::waitFor(tool->call(*checked, {})).outcome == ToolOutcome::Ok;
    };
    measured(calls / 10, call); // threads are started, caches are filled
    const auto whole = measured(calls, call);
    const auto alone = measured(calls, sample.alone);
    const auto at = [](const std::vector<double> &times, double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-20s median %6.1f us, p99 %6.1f us; beyond its own work: median %6.1f us, p99 %6.1f us\n",
                qPrintable(sample.name), at(whole, 0.5), at(whole, 0.99), at(whole, 0.5) - at(alone, 0.5),
                at(whole, 0.99) - at(alone, 0.99));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // as the server has it
    const QCoreApplication application(argc, argv);
    const int calls = argc > 1 ? std::max(100, std::atoi(argv[1])) : 10'000;
    const QTemporaryDir folder;
    ToolEnvironment environment;
    environment.folder = folder.path();
    const ToolFactory factory(environment);
    const QString text = u"Write to ana@example.com, or look at https://example.com/a. "_s;
    const Program behindWalls =
        *confined({u"/bin/true"_s, {}, folder.path(), {}}, {folder.path()}, bestWalls());
    const QList<Sample> samples{
        toolbox(u"evaluate_expression"_s, {{u"expression"_s, u"17/100 * 2340"_s}},
                [] { return evaluateExpression(u"17/100 * 2340"_s).has_value(); }),
        toolbox(u"count_text"_s, {{u"text"_s, text}}, [&] { return countText(text, true).has_value(); }),
        toolbox(u"search_text"_s, {{u"text"_s, text}, {u"pattern"_s, u"\\w+@\\w+"_s}},
                [&] { return searchText(text, {u"\\w+@\\w+"_s}, true).has_value(); }),
        toolbox(u"file_exists"_s, {{u"path"_s, u"notes.txt"_s}},
                [&] { return fileExists(Folder(folder.path()), u"notes.txt"_s).has_value(); }),
        {u"javascript"_s,
         code(u"return args.a.map(x => x * 2);"_s),
         {{u"a"_s, QJsonArray{1, 2, 3}}},
         [] { return true; }},
        {u"command /bin/true"_s,
         command(u"/bin/true"_s),
         {},
         [] { return QProcess::execute(u"/bin/true"_s) == 0; }},
        {u"… and its walls"_s,
         command(u"/bin/true"_s),
         {},
         [&] { return QProcess::execute(behindWalls.command, behindWalls.arguments) == 0; }},
    };
    for (const Sample &sample : samples)
        report(sample, factory, calls);
    return 0;
}
