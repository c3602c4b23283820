// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/EdgesRun.h"

#include "agent/run/Runs.h"
#include "agent/spec/EdgeCases.h"
#include "agent/tools/Arguments.h"
#include "app/cli/Signals.h"
#include "app/cli/Terminal.h"

#include <QJsonDocument>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// How an edge case went.
struct EdgeResult
{
    agent::EdgeCase wanted;
    QString outcome; ///< Of the tool, as names(ToolOutcome); or "refused" by the argument check.
    QString text;
    qint64 durationMs = 0;

    bool isRight() const { return wanted.valid == (outcome != u"refused") || outcome == u"denied"; }
};

EdgeResult edgeResult(const agent::EdgeCase &wanted, const agent::Result<agent::ToolFinished> &finished,
                      bool isStarted)
{
    if (finished)
        return {wanted, agent::json::toName(finished->outcome), finished->text, finished->duration.count()};
    QString word = isStarted ? u"error"_s : u"refused"_s;
    if (finished.error().kind == agent::ErrorKind::Denied)
        word = u"denied"_s;
    return {wanted, word, finished.error().message, 0};
}

QString oneLine(const QString &text)
{
    constexpr qsizetype most = 120;
    const QString line = text.simplified();
    return line.size() > most ? line.left(most) + u'…' : line;
}

void printEdge(const EdgeResult &result)
{
    print(u"%1  %2 (%3 ms)"_s.arg(result.isRight() ? result.outcome : u"WRONG"_s, -9)
              .arg(result.wanted.name)
              .arg(result.durationMs));
    if (!result.isRight())
        print(u"           these arguments %1: %2"_s.arg(
            result.wanted.valid ? u"fit, and were refused"_s : u"do not fit, and the tool was called"_s,
            QString::fromUtf8(agent::json::text(result.wanted.arguments)).left(500)));
    if (result.outcome != u"ok")
        print(u"           "_s + oneLine(result.text));
}

QJsonObject jsonOfEdge(const EdgeResult &result)
{
    return {{u"name"_s, result.wanted.name},      {u"arguments"_s, result.wanted.arguments},
            {u"valid"_s, result.wanted.valid},    {u"passed"_s, result.isRight()},
            {u"outcome"_s, result.outcome},       {u"result"_s, result.text},
            {u"duration_ms"_s, result.durationMs}};
}

void printEdgesJson(const QString &tool, const QList<EdgeResult> &results, qsizetype passed)
{
    QJsonArray cases;
    for (const EdgeResult &result : results)
        cases.append(jsonOfEdge(result));
    const QJsonObject all{{u"tool"_s, tool},
                          {u"cases"_s, cases},
                          {u"passed"_s, passed},
                          {u"failed"_s, results.size() - passed}};
    print(QString::fromUtf8(QJsonDocument(all).toJson().trimmed()));
}

/// Told as they come, unless they are wanted as JSON.
QCoro::Task<QList<EdgeResult>> callEdges(agent::AgentPtr agent, QString tool, QList<agent::EdgeCase> cases,
                                         bool quietly)
{
    agent::Runs runs;
    const auto isStarted = std::make_shared<bool>();
    QObject::connect(&runs, &agent::Runs::started, &runs, [isStarted](const agent::RunPtr &run) {
        const auto note = [isStarted](const agent::RunEvent &event) {
            *isStarted = *isStarted || std::holds_alternative<agent::ToolStarted>(event.body);
        };
        QObject::connect(&run->journal, &agent::Journal::appended, &run->journal, note);
    });
    const std::stop_source stop;
    const Signals signals_;
    QObject::connect(&signals_, &Signals::stopAsked, &runs, [stop]() mutable { stop.request_stop(); });
    QList<EdgeResult> results;
    for (const agent::EdgeCase &one : cases) {
        if (stop.stop_requested())
            break;
        *isStarted = false;
        const agent::SoleCall call{tool, one.arguments, true, stop};
        const auto finished = co_await runs.call(agent, call);
        results.append(edgeResult(one, finished, *isStarted));
        if (!quietly)
            printEdge(results.constLast());
    }
    co_return results;
}

/// Arguments that fit, with what a person gave in the place of what is made up.
agent::Result<QJsonObject> usualArguments(const agent::ToolInfo &tool, const QJsonObject &typed)
{
    QJsonObject usual = agent::edgeCases(tool.parameters).constFirst().arguments;
    for (auto it = typed.begin(); it != typed.end(); ++it)
        usual.insert(it.key(), it.value());
    return agent::checkedArguments(tool, usual);
}

} // namespace

QCoro::Task<int> runEdges(agent::AgentPtr agent, agent::ToolInfo tool, QJsonObject typed, bool asJson)
{
    const auto usual = usualArguments(tool, typed);
    if (!usual) {
        complain(u"slipway call: %1. What is not given is made up: give arguments that fit behind the tool's "
                 "name."_s.arg(usual.error().message));
        co_return 2;
    }
    const QList<agent::EdgeCase> cases = agent::edgeCases(tool.parameters, *usual);
    const QList<EdgeResult> results = co_await callEdges(agent, tool.name, cases, asJson);
    const qsizetype passed = std::ranges::count_if(results, &EdgeResult::isRight);
    if (asJson)
        printEdgesJson(tool.name, results, passed);
    else
        print(u"%1 of %2 edge cases as the schema says"_s.arg(passed).arg(cases.size()));
    co_return passed == cases.size() ? 0 : 1;
}

} // namespace app
