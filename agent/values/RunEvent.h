// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/ErrorNames.h"
#include "agent/values/GuardrailSpec.h"
#include "agent/values/Message.h"
#include "agent/values/Model.h"
#include "agent/values/Usage.h"

#include <QDateTime>

#include <variant>

/// The one event stream of a run. Everything that is known of a run, by whomever, is a fold of this list.
/// Each event states how it is written (agent/values/RunEventJson.h); `durations` stand in milliseconds.
namespace agent {

using std::chrono::milliseconds;

/// First, always.
struct RunStarted
{
    QString provider;
    QString model;
    QList<Message> input;   ///< The conversation as far as `earlier` leaves it, the new message last.
    QString dialect;        ///< The API style the request came in: "native" …
    QString client;         ///< Who asked, as it named itself (User-Agent); may be empty.
    QString session = {};   ///< As the client named it; empty: it named none.
    QString principal = {}; ///< Whose token it showed; empty: nobody's by name.
    int earlier = 0;        ///< So many messages of the session stand before `input`.
    bool operator==(const RunStarted &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("provider", &RunStarted::provider),   json::field("model", &RunStarted::model),
        json::field("input", &RunStarted::input),         json::field("dialect", &RunStarted::dialect),
        json::field("client", &RunStarted::client),       json::field("session", &RunStarted::session),
        json::field("principal", &RunStarted::principal), json::field("earlier", &RunStarted::earlier)};
};

/// A new model turn begins.
struct TurnStarted
{
    bool operator==(const TurnStarted &) const = default;
    static constexpr auto fields = std::tuple{};
};

/// A request leaves for the model.
struct ModelCalled
{
    QString call; ///< Id of this model call within the run.
    QString provider;
    QString model;
    int attempt = 1;
    int messageCount = 0;
    int toolCount = 0;
    QString purpose = {}; ///< Empty: a turn of the run. Else "compression" or "coherence".
    bool operator==(const ModelCalled &) const = default;
    static constexpr auto fields = std::tuple{json::field("call", &ModelCalled::call),
                                              json::field("provider", &ModelCalled::provider),
                                              json::field("model", &ModelCalled::model),
                                              json::field("attempt", &ModelCalled::attempt),
                                              json::field("message_count", &ModelCalled::messageCount),
                                              json::field("tool_count", &ModelCalled::toolCount),
                                              json::field("purpose", &ModelCalled::purpose)};
};

/// The call failed, or its answer was not of the shape that was asked for, and will be tried again. Text
/// since the last tool's result is void.
struct ModelRetried
{
    QString call;
    int attempt = 1; ///< The attempt that failed.
    Error error;
    milliseconds wait{};
    bool operator==(const ModelRetried &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("call", &ModelRetried::call), json::field("attempt", &ModelRetried::attempt),
                   json::field("error", &ModelRetried::error)};
    static constexpr auto durations = std::tuple{json::field("wait_ms", &ModelRetried::wait)};
};

/// A piece of the model's reasoning text.
struct ReasoningDelta
{
    QString message;
    QString text;
    bool operator==(const ReasoningDelta &) const = default;
    static constexpr auto fields = std::tuple{json::field("message", &ReasoningDelta::message),
                                              json::field("text", &ReasoningDelta::text)};
};

/// A piece of the answer text. Text of an attempt that was tried again is followed by ModelRetried and void.
struct TextDelta
{
    QString message; ///< Id of the message it belongs to.
    QString text;
    bool operator==(const TextDelta &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("message", &TextDelta::message), json::field("text", &TextDelta::text)};
};

/// The whole text of one assistant message.
struct TextFinished
{
    QString message;
    QString text;
    bool operator==(const TextFinished &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("message", &TextFinished::message), json::field("text", &TextFinished::text)};
};

/// The model wants a tool; its arguments are complete.
struct ToolCalled
{
    ToolCall call;
    QString kind; ///< ToolInfo::kind, empty for a tool that does not exist.
    bool operator==(const ToolCalled &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("call", &ToolCalled::call), json::field("kind", &ToolCalled::kind)};
};

/// A call waits for a person to allow or deny it.
struct ApprovalAsked
{
    QString approval; ///< Id by which it is answered, unique within the run.
    ToolCall call;
    QString reason;                ///< Why, in the agent file's words; may be empty.
    std::optional<double> seconds; ///< Without an answer for so long it counts as denied; absent: no limit.
    bool operator==(const ApprovalAsked &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("approval", &ApprovalAsked::approval), json::field("call", &ApprovalAsked::call),
        json::field("reason", &ApprovalAsked::reason), json::field("seconds", &ApprovalAsked::seconds)};
};

enum class Decision { Allowed, Denied, TimedOut, Cancelled };

constexpr auto names(Decision)
{
    return std::array{json::Name{Decision::Allowed, "allowed"}, json::Name{Decision::Denied, "denied"},
                      json::Name{Decision::TimedOut, "timed_out"},
                      json::Name{Decision::Cancelled, "cancelled"}};
}

/// It has been answered, or nobody did in time.
struct ApprovalGiven
{
    QString approval;
    QString call; ///< ToolCall::id
    Decision decision = Decision::Allowed;
    QString by = {};                           ///< Who answered; empty if nobody did.
    QString note = {};                         ///< What that person said.
    std::optional<QJsonObject> arguments = {}; ///< What the tool is given instead of the model's arguments.
    bool always = false; ///< With Allowed: later calls of that tool in this session are not asked about.
    bool operator==(const ApprovalGiven &) const = default;
    static constexpr auto fields = std::tuple{json::field("approval", &ApprovalGiven::approval),
                                              json::field("call", &ApprovalGiven::call),
                                              json::field("decision", &ApprovalGiven::decision),
                                              json::field("by", &ApprovalGiven::by),
                                              json::field("note", &ApprovalGiven::note),
                                              json::field("arguments", &ApprovalGiven::arguments),
                                              json::field("always", &ApprovalGiven::always)};
};

/// The tool runs, or with `mocked` a canned answer of the agent file takes its place.
struct ToolStarted
{
    QString call; ///< ToolCall::id
    bool mocked = false;
    bool operator==(const ToolStarted &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("call", &ToolStarted::call), json::field("mocked", &ToolStarted::mocked)};
};

/// How far a running tool is, as it says itself; at most ten a second of each call.
struct ToolProgress
{
    QString call;                     ///< ToolCall::id
    QString message;                  ///< What it is doing; may be empty.
    std::optional<double> done = {};  ///< Grows; of `total` where that is known. Absent: not told.
    std::optional<double> total = {}; ///< In the same unit as `done`, whatever that is.
    bool operator==(const ToolProgress &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("call", &ToolProgress::call), json::field("message", &ToolProgress::message),
                   json::field("done", &ToolProgress::done), json::field("total", &ToolProgress::total)};
};

enum class ToolOutcome {
    Ok,
    Error, ///< It failed, or it was asked wrongly; the model may repair that.
    Denied,
    Timeout,
    Cancelled,
    Unknown, ///< The program ended while it ran.
};

constexpr auto names(ToolOutcome)
{
    return std::array{json::Name{ToolOutcome::Ok, "ok"},
                      json::Name{ToolOutcome::Error, "error"},
                      json::Name{ToolOutcome::Denied, "denied"},
                      json::Name{ToolOutcome::Timeout, "timeout"},
                      json::Name{ToolOutcome::Cancelled, "cancelled"},
                      json::Name{ToolOutcome::Unknown, "unknown"}};
}

/// Its result, as the model will see it.
struct ToolFinished
{
    QString call;
    QString name;
    ToolOutcome outcome = ToolOutcome::Ok;
    QString text;
    milliseconds duration{};
    std::optional<Usage> usage = {};    ///< Of the run behind it, where the tool is an agent …
    std::optional<double> costUsd = {}; ///< … and what that cost; absent when unknown.
    QList<Attachment> attachments = {}; ///< Images and files beside the text.
    bool operator==(const ToolFinished &) const = default;
    static constexpr auto fields = std::tuple{json::field("call", &ToolFinished::call),
                                              json::field("name", &ToolFinished::name),
                                              json::field("outcome", &ToolFinished::outcome),
                                              json::field("text", &ToolFinished::text),
                                              json::field("usage", &ToolFinished::usage),
                                              json::field("cost_usd", &ToolFinished::costUsd),
                                              json::field("attachments", &ToolFinished::attachments)};
    static constexpr auto durations = std::tuple{json::field("duration_ms", &ToolFinished::duration)};
};

/// The model call ended well.
struct ModelReplied
{
    QString call;
    FinishReason finish = FinishReason::Stop;
    std::optional<Usage> usage;    ///< Absent when the provider did not tell.
    std::optional<double> costUsd; ///< Absent when usage or price is unknown.
    milliseconds firstToken{};     ///< Until the first piece of anything.
    milliseconds duration{};
    bool operator==(const ModelReplied &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("call", &ModelReplied::call), json::field("finish", &ModelReplied::finish),
        json::field("usage", &ModelReplied::usage), json::field("cost_usd", &ModelReplied::costUsd)};
    static constexpr auto durations = std::tuple{json::field("first_token_ms", &ModelReplied::firstToken),
                                                 json::field("duration_ms", &ModelReplied::duration)};
};

/// The call of the model ended badly, and the run goes on without it.
struct ModelFailed
{
    QString call;
    Error error;
    bool operator==(const ModelFailed &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("call", &ModelFailed::call), json::field("error", &ModelFailed::error)};
};

/// The older part of the conversation is not shown to the model: it was summarised, or is left out.
struct ContextCompressed
{
    int messageCount = 0; ///< That are no longer shown.
    QString summary;      ///< Empty: left out, as `memory` of the agent file asks for.
    bool operator==(const ContextCompressed &) const = default;
    static constexpr auto fields = std::tuple{json::field("message_count", &ContextCompressed::messageCount),
                                              json::field("summary", &ContextCompressed::summary)};
};

/// Enters the session's history.
struct MessageAdded
{
    Message message;
    bool operator==(const MessageAdded &) const = default;
    static constexpr auto fields = std::tuple{json::field("message", &MessageAdded::message)};
};

/// A rule of `guardrails` has found something. What it found is in no event, unless it only warns.
struct GuardrailHit
{
    GuardrailPlace where = GuardrailPlace::Input;
    QString rule; ///< GuardrailSpec::name
    GuardrailAction action = GuardrailAction::Block;
    QString call = {}; ///< ToolCall::id, with Arguments and Results.
    bool operator==(const GuardrailHit &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("where", &GuardrailHit::where), json::field("rule", &GuardrailHit::rule),
                   json::field("action", &GuardrailHit::action), json::field("call", &GuardrailHit::call)};
};

enum class Limit {
    Iterations,
    Tokens,
    Cost,
    ToolCalls,
    Seconds,
    SessionTokens,
    SessionCost,
    DayTokens,
    DayCost
};

constexpr auto names(Limit)
{
    return std::array{json::Name{Limit::Iterations, "iterations"},
                      json::Name{Limit::Tokens, "tokens"},
                      json::Name{Limit::Cost, "cost"},
                      json::Name{Limit::ToolCalls, "tool_calls"},
                      json::Name{Limit::Seconds, "seconds"},
                      json::Name{Limit::SessionTokens, "session_tokens"},
                      json::Name{Limit::SessionCost, "session_cost"},
                      json::Name{Limit::DayTokens, "day_tokens"},
                      json::Name{Limit::DayCost, "day_cost"}};
}

/// A limit of the agent file is met, or, with `warning`, only its warning mark was passed. A limit that is
/// met ends the run unless LimitRaised follows.
struct LimitHit
{
    Limit limit = Limit::Iterations;
    double value = 0; ///< Iterations, tokens, USD, calls or seconds.
    double cap = 0;
    bool warning = false;
    bool operator==(const LimitHit &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("limit", &LimitHit::limit), json::field("value", &LimitHit::value),
                   json::field("cap", &LimitHit::cap), json::field("warning", &LimitHit::warning)};
};

/// A person lets this run, and no other, go on up to another cap.
struct LimitRaised
{
    Limit limit = Limit::Iterations;
    double cap = 0; ///< From now on.
    QString by;     ///< Who raised it.
    bool operator==(const LimitRaised &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("limit", &LimitRaised::limit), json::field("cap", &LimitRaised::cap),
                   json::field("by", &LimitRaised::by)};
};

/// A person's message entered the run.
struct Steered
{
    QString text;
    QString by; ///< Who said it.
    bool operator==(const Steered &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("text", &Steered::text), json::field("by", &Steered::by)};
};

enum class SuspendReason {
    Approval,  ///< Tool calls wait for a person.
    Interrupt, ///< A person holds it.
    Limit,     ///< It has met a limit that a person may raise.
    Shutdown,  ///< The program has ended.
};

constexpr auto names(SuspendReason)
{
    return std::array{
        json::Name{SuspendReason::Approval, "approval"}, json::Name{SuspendReason::Interrupt, "interrupt"},
        json::Name{SuspendReason::Limit, "limit"}, json::Name{SuspendReason::Shutdown, "shutdown"}};
}

/// The run does not go on for now.
struct Suspended
{
    SuspendReason reason = SuspendReason::Approval;
    QString by = {}; ///< With Interrupt: who holds it.
    bool operator==(const Suspended &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("reason", &Suspended::reason), json::field("by", &Suspended::by)};
};

/// It goes on.
struct Resumed
{
    QString by; ///< Who let it; empty if nobody did.
    bool operator==(const Resumed &) const = default;
    static constexpr auto fields = std::tuple{json::field("by", &Resumed::by)};
};

/// Another agent of the file goes on from here, with the same conversation.
struct HandedOver
{
    QString to; ///< Name of the agent.
    QString reason;
    bool operator==(const HandedOver &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("to", &HandedOver::to), json::field("reason", &HandedOver::reason)};
};

enum class RunStatus { Completed, Failed, Cancelled, Limited };

constexpr auto names(RunStatus)
{
    return std::array{json::Name{RunStatus::Completed, "completed"}, json::Name{RunStatus::Failed, "failed"},
                      json::Name{RunStatus::Cancelled, "cancelled"},
                      json::Name{RunStatus::Limited, "limited"}};
}

/// Last, always, exactly once.
struct RunFinished
{
    RunStatus status = RunStatus::Completed;
    QString text;               ///< The answer; with Limited a sentence that names the limit.
    std::optional<Error> error; ///< With Failed and Cancelled.
    int turns = 0;
    Usage usage;                   ///< Of all calls of this run.
    std::optional<double> costUsd; ///< Absent when the cost of one call is unknown.
    milliseconds duration{};
    std::optional<QJsonObject> output = {}; ///< The answer as `output` of the agent file asks for it.
    bool operator==(const RunFinished &) const = default;
    static constexpr auto fields = std::tuple{
        json::field("status", &RunFinished::status), json::field("text", &RunFinished::text),
        json::field("error", &RunFinished::error),   json::field("turns", &RunFinished::turns),
        json::field("usage", &RunFinished::usage),   json::field("cost_usd", &RunFinished::costUsd),
        json::field("output", &RunFinished::output)};
    static constexpr auto durations = std::tuple{json::field("duration_ms", &RunFinished::duration)};
};

using RunEventBody =
    std::variant<RunStarted, TurnStarted, ModelCalled, ModelRetried, ReasoningDelta, TextDelta, TextFinished,
                 ToolCalled, ApprovalAsked, ApprovalGiven, ToolStarted, ToolProgress, ToolFinished,
                 ModelReplied, ModelFailed, ContextCompressed, MessageAdded, GuardrailHit, LimitHit,
                 LimitRaised, Steered, Suspended, Resumed, HandedOver, RunFinished>;

struct RunEvent
{
    qint64 seq = 0; ///< 1, 2, 3 … within the run, no gaps.
    QDateTime at;   ///< UTC, milliseconds.
    QString run;    ///< Id of the run: 32 hexadecimal digits.
    QString parent; ///< Id of the run that asked for this one; empty: a client did.
    QString agent;  ///< Name of the agent that answers at that time.
    int turn = 0;   ///< Model turn, from 1; 0 before the first.
    RunEventBody body;

    bool operator==(const RunEvent &) const = default;
};

/// "run_started", "text_delta" …: the name of the event's type on wires and in logs.
QString eventName(const RunEventBody &body);

/// Chooses by type: std::visit(Overloaded{[](const TextDelta &d) {…}, [](const auto &) {}}, event.body).
template<class... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};
template<class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace agent
