// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Runs.h"
#include "app/cli/CallArguments.h"
#include "app/cli/CallableAgent.h"
#include "app/cli/CasesRun.h"
#include "app/cli/Commands.h"
#include "app/cli/EdgesRun.h"
#include "app/cli/Signals.h"
#include "app/cli/Terminal.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

const QCommandLineOption
    casesOption(u"cases"_s,
                u"Call the named cases beside the agent file (weather.cases.yaml for "
                "weather.yaml), all or those that are named, and compare the results."_s);
const QCommandLineOption
    edgesOption(u"edges"_s,
                u"Call the tool once for each edge case of its schema: empty, long and strange "
                "texts, numbers at their limits and beyond, what is missing and what is too much. ARGUMENTS "
                "are values that fit."_s);
const QCommandLineOption jsonOption(u"json"_s, u"Print one JSON object."_s);

void step(const QString &what, const QString &detail = {})
{
    complain(u"%1 %2"_s.arg(what, -9).arg(detail).trimmed());
}

/// One line a step, as it happens.
void tellStep(const agent::RunEvent &event)
{
    std::visit(agent::Overloaded{
                   [](const agent::ToolCalled &e) {
                       const QString arguments = QString::fromUtf8(agent::json::text(e.call.arguments));
                       step(u"call"_s, e.call.name + u' ' + arguments);
                   },
                   [](const agent::ApprovalGiven &) {
                       step(u"asked"_s, u"a person is asked first; you are, and call it"_s);
                   },
                   [](const agent::ToolStarted &e) {
                       if (e.mocked)
                           step(u"mocked"_s, u"by the agent file's policy"_s);
                       else
                           step(u"started"_s);
                   },
                   [](const agent::GuardrailHit &e) {
                       step(u"guardrail"_s,
                            u"%1: %2, %3"_s.arg(e.rule, agent::json::toName(e.action),
                                                agent::json::toName(e.where)));
                   },
                   [](const agent::ToolFinished &e) {
                       step(u"finished"_s,
                            u"%1, %2 ms"_s.arg(agent::json::toName(e.outcome)).arg(e.duration.count()));
                       for (const agent::Attachment &one : e.attachments)
                           step(u"attached"_s, u"%1 %2"_s.arg(one.mediaType, one.name).trimmed());
                   },
                   [](const auto &) {},
               },
               event.body);
}

void printText(const QString &text)
{
    print(text.endsWith(u'\n') ? text.chopped(1) : text);
}

QJsonObject jsonOf(const agent::ToolFinished &finished)
{
    QJsonObject answer{{u"tool"_s, finished.name}, {u"duration_ms"_s, qint64(finished.duration.count())}};
    if (!finished.attachments.isEmpty())
        answer.insert(u"attachments"_s, agent::json::toJson(finished.attachments));
    return answer;
}

/// What has become of a call: on the standard output what it gave, on standard error why it gave nothing.
int told(const agent::Result<agent::ToolFinished> &finished, const QString &refusal, bool asJson)
{
    using agent::ErrorKind;
    using agent::ToolOutcome;
    const bool isDenied = !finished && finished.error().kind == ErrorKind::Denied;
    const ToolOutcome refused = isDenied ? ToolOutcome::Denied : ToolOutcome::Error;
    const ToolOutcome outcome = finished ? finished->outcome : refused;
    const QString text = finished ? finished->text : refusal;
    if (asJson) {
        QJsonObject answer = finished ? jsonOf(*finished) : QJsonObject();
        answer.insert(u"outcome"_s, agent::json::toName(outcome));
        answer.insert(u"result"_s, text);
        print(QString::fromUtf8(QJsonDocument(answer).toJson().trimmed()));
    } else if (outcome == ToolOutcome::Ok) {
        printText(text);
    } else {
        complain(text);
    }
    if (finished || isDenied)
        return outcome == ToolOutcome::Ok ? 0 : 1;
    return 2;
}

QString disabledSentence(const agent::AgentSpec &spec, const QString &name)
{
    const auto found = std::ranges::find(spec.tools, name, &agent::ToolSpec::name);
    return found != spec.tools.end() && !found->enabled
        ? u"The tool \"%1\" is disabled: \"enabled: false\" in the agent file."_s.arg(name)
        : QString();
}

QCoro::Task<agent::Result<agent::ToolFinished>> called(agent::AgentPtr agent, QString tool,
                                                       QJsonObject arguments)
{
    agent::Runs runs;
    QObject::connect(&runs, &agent::Runs::started, &runs, [](const agent::RunPtr &run) {
        QObject::connect(&run->journal, &agent::Journal::appended, &run->journal, tellStep);
    });
    const agent::SoleCall call{tool, arguments, true};
    const Signals signals_;
    QObject::connect(&signals_, &Signals::stopAsked, &runs,
                     [stop = call.stop]() mutable { stop.request_stop(); });
    co_return co_await runs.call(agent, call);
}

/// How a tool is to be called.
struct CallWay
{
    bool edges;
    bool asJson;
};

QCoro::Task<int> callOne(AgentSource source, QStringList words, CallWay way)
{
    const QString tool = words.takeFirst();
    const auto usable = usableAgent(source);
    if (!usable)
        co_return 1;
    const QString disabled = disabledSentence(usable->spec, tool);
    if (!disabled.isEmpty()) {
        complain(disabled);
        co_return 2;
    }
    const agent::AgentPtr agent = co_await callableAgent(source, *usable, QStringList(tool));
    if (!agent)
        co_return 1;
    const std::optional<agent::ToolInfo> info = agent->toolInfo(tool);
    const auto arguments = typedArguments(words, info ? info->parameters : QJsonObject());
    if (!arguments && info) {
        complain(u"slipway call: "_s + arguments.error().message);
        co_return 2;
    }
    if (way.edges && info && arguments && agent->tool(tool))
        co_return co_await runEdges(agent, *info, *arguments, way.asJson);
    const auto finished = co_await called(agent, tool, arguments.value_or(QJsonObject()));
    const QString refusal = finished ? QString() : placed(finished.error(), usable->document, source.path);
    co_return told(finished, refusal, way.asJson);
}

} // namespace

int call(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Calls one tool of an agent without any model, and so without a key. "
        u"What it gives goes to the standard "
        "output, what happens to standard error. Arguments are one JSON object, "
        "or \"-\" for one on the standard "
        "input, or words: name=value, or name:=JSON.\nYou ask for the call, so "
        "what asks first is not asked; what "
        "the policy denies stays denied.\nEnds with 0 when all went well, 1 "
        "when the tool failed or was denied or "
        "a case is not as expected or an edge case not as the schema says, 2 when the call is a wrong one."_s);
    parser.addPositionalArgument(u"agent"_s, u"Agent file or template name."_s, u"AGENT"_s);
    parser.addPositionalArgument(u"tool"_s, u"The tool, or with --cases names of cases."_s, u"TOOL"_s);
    parser.addPositionalArgument(u"arguments"_s, u"Its arguments."_s, u"[ARGUMENTS…]"_s);
    parser.addOptions({casesOption, edgesOption, jsonOption});
    if (const auto status = parse(parser, u"call"_s, arguments))
        return *status;
    QStringList words = parser.positionalArguments();
    const bool isCases = parser.isSet(casesOption);
    if (words.size() < (isCases ? 1 : 2)) {
        complain(u"slipway call: name an agent and a tool. Try: slipway call starter evaluate_expression "
                 "'{\"expression\": \"6 * 7\"}'"_s);
        return 2;
    }
    const auto source = findAgent(words.takeFirst());
    if (!source) {
        complain(source.error().message);
        return 1;
    }
    const CallWay way{parser.isSet(edgesOption), parser.isSet(jsonOption)};
    return workOff([source = *source, words, isCases, way] {
        return isCases ? runCases(source, words, way.asJson) : callOne(source, words, way);
    });
}

} // namespace app
