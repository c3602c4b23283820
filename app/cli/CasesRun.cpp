// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CasesRun.h"

#include "agent/base/Nearest.h"
#include "agent/run/Runs.h"
#include "agent/spec/CaseCheck.h"
#include "agent/spec/CasesDocument.h"
#include "app/cli/CallableAgent.h"
#include "app/cli/LineDifference.h"
#include "app/cli/Signals.h"
#include "app/cli/Terminal.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// What a case gave.
struct CaseResult
{
    agent::ToolCase wanted;
    agent::ToolOutcome outcome = agent::ToolOutcome::Ok;
    QString text;
    qint64 durationMs = 0;
    QList<agent::CaseMismatch> mismatches;
};

/// The cases beside an agent file; what is wrong with them is printed.
std::optional<QList<agent::ToolCase>> casesOf(const AgentSource &source, const agent::AgentSpec &spec)
{
    const QString path = agent::casesBeside(source.path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        complain(
            u"%1 cannot be read: %2. docs/cases.md tells what stands in it."_s.arg(path, file.errorString()));
        return std::nullopt;
    }
    const agent::CasesDocument document(file.readAll(), spec);
    for (const agent::Diagnostic &diagnostic : document.diagnostics())
        complain(agent::toString(diagnostic, path));
    return document.cases();
}

/// Those of these names, in the order of the file; all without a name. Complains of a name that none has.
std::optional<QList<agent::ToolCase>> chosenCases(const QList<agent::ToolCase> &cases,
                                                  const QStringList &names)
{
    QStringList known;
    for (const agent::ToolCase &one : cases)
        known.append(one.name);
    for (const QString &name : names) {
        if (known.contains(name))
            continue;
        const QString near = agent::nearest(name, known);
        complain(u"There is no case \"%1\"; %2"_s.arg(name,
                                                      near.isEmpty() ? u"there are "_s + known.join(u", "_s)
                                                                     : u"did you mean \"%1\"?"_s.arg(near)));
        return std::nullopt;
    }
    QList<agent::ToolCase> some;
    for (const agent::ToolCase &one : cases) {
        if (names.isEmpty() || names.contains(one.name))
            some.append(one);
    }
    return some;
}

CaseResult resultOf(const agent::ToolCase &wanted, const agent::Result<agent::ToolFinished> &finished)
{
    using agent::ToolOutcome;
    CaseResult result{wanted, {}, {}, {}, {}};
    if (finished) {
        result.outcome = finished->outcome;
        result.text = finished->text;
        result.durationMs = finished->duration.count();
    } else {
        const bool isDenied = finished.error().kind == agent::ErrorKind::Denied;
        result.outcome = isDenied ? ToolOutcome::Denied : ToolOutcome::Error;
        result.text = finished.error().message;
    }
    result.mismatches = agent::mismatches(wanted.expect, result.outcome, result.text);
    return result;
}

QStringList shortened(const QString &text)
{
    constexpr qsizetype most = 12;
    QStringList lines = text.split(u'\n');
    if (lines.size() > most)
        lines = lines.first(most) << u"… (lines: %1)"_s.arg(lines.size());
    return lines;
}

void printMismatch(const agent::CaseMismatch &mismatch)
{
    const bool isCompared = mismatch.what == u"equals" || mismatch.what.startsWith(u"json ");
    const bool isLong = mismatch.expected.contains(u'\n') || mismatch.got.contains(u'\n');
    print(u"        %1:"_s.arg(mismatch.what));
    const QStringList lines = isCompared && isLong
        ? lineDifference(mismatch.expected.split(u'\n'), mismatch.got.split(u'\n'))
        : QStringList{u"expected  "_s + shortened(mismatch.expected).join(u"\n                    "_s),
                      u"got       "_s + shortened(mismatch.got).join(u"\n                    "_s)};
    for (const QString &line : lines)
        print(u"          "_s + line);
}

void printResult(const CaseResult &result)
{
    const QString word = result.mismatches.isEmpty() ? u"ok"_s : u"FAILED"_s;
    print(u"%1  %2 (%3 ms)"_s.arg(word, -6).arg(result.wanted.name).arg(result.durationMs));
    for (const agent::CaseMismatch &mismatch : result.mismatches)
        printMismatch(mismatch);
}

QJsonObject jsonOf(const CaseResult &result)
{
    QJsonArray mismatches;
    for (const agent::CaseMismatch &one : result.mismatches)
        mismatches.append(
            QJsonObject{{u"what"_s, one.what}, {u"expected"_s, one.expected}, {u"got"_s, one.got}});
    return {{u"name"_s, result.wanted.name},
            {u"tool"_s, result.wanted.tool},
            {u"passed"_s, result.mismatches.isEmpty()},
            {u"outcome"_s, agent::json::toName(result.outcome)},
            {u"result"_s, result.text},
            {u"duration_ms"_s, result.durationMs},
            {u"mismatches"_s, mismatches}};
}

void printJson(const QList<CaseResult> &results, qsizetype passed)
{
    QJsonArray cases;
    for (const CaseResult &result : results)
        cases.append(jsonOf(result));
    const QJsonObject all{{u"cases"_s, cases}, {u"passed"_s, passed}, {u"failed"_s, results.size() - passed}};
    print(QString::fromUtf8(QJsonDocument(all).toJson().trimmed()));
}

/// Told as they come, unless they are wanted as JSON.
QCoro::Task<QList<CaseResult>> callAll(agent::AgentPtr agent, QList<agent::ToolCase> cases, bool quietly)
{
    agent::Runs runs;
    const std::stop_source stop;
    const Signals signals_;
    QObject::connect(&signals_, &Signals::stopAsked, &runs, [stop]() mutable { stop.request_stop(); });
    QList<CaseResult> results;
    for (const agent::ToolCase &one : cases) {
        if (stop.stop_requested())
            break;
        const agent::SoleCall call{one.tool, one.arguments, true, stop};
        const auto finished = co_await runs.call(agent, call);
        results.append(resultOf(one, finished));
        if (!quietly)
            printResult(results.constLast());
    }
    co_return results;
}

} // namespace

QCoro::Task<int> runCases(AgentSource source, QStringList names, bool asJson)
{
    const auto usable = usableAgent(source);
    if (!usable)
        co_return 1;
    const auto all = casesOf(source, usable->spec);
    if (!all)
        co_return 1;
    const auto cases = chosenCases(*all, names);
    if (!cases)
        co_return 2;
    QStringList tools;
    for (const agent::ToolCase &one : *cases)
        tools.append(one.tool);
    const agent::AgentPtr agent = co_await callableAgent(source, *usable, tools);
    if (!agent)
        co_return 1;
    const QList<CaseResult> results = co_await callAll(agent, *cases, asJson);
    const auto isGood = [](const CaseResult &result) { return result.mismatches.isEmpty(); };
    const qsizetype passed = std::ranges::count_if(results, isGood);
    if (asJson)
        printJson(results, passed);
    else
        print(u"%1 of %2 cases passed"_s.arg(passed).arg(cases->size()));
    co_return passed == cases->size() ? 0 : 1;
}

} // namespace app
