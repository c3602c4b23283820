// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EveryEvent.h"

using namespace Qt::StringLiterals;
using namespace agent;
using namespace std::chrono_literals;

namespace testing {
namespace {

const Error refusal{ErrorKind::RateLimited, u"Too many requests."_s, u"https://example.org/v1"_s, 7s};
const Usage usage{100, 20, 40, 5};
const QList<Attachment> attachments{{u"image/png"_s, u"AAEC"_s, u"a.png"_s}};

ToolCall toolCall()
{
    return {u"t1"_s, u"add"_s, {{u"n"_s, 1.5}, {u"text"_s, u"a \"quoted\" Grüß\n"_s}}, u"{\"n\": "_s};
}

QList<Message> conversation()
{
    Message answer{Role::Assistant, u"Wait."_s, {toolCall()}, {}};
    answer.keepsake = Keepsake{u"anthropic"_s, QJsonArray{QJsonObject{{u"signature"_s, u"AbC="_s}}}};
    Message result{Role::Tool, u"It broke."_s, {}, u"t1"_s, attachments};
    result.failed = true;
    return {Message{Role::User, u"And in Rome?"_s, {}, {}}, answer, result};
}

QList<RunEventBody> ofTheModel()
{
    return {
        RunStarted{u"openai"_s, u"gpt-5"_s, conversation(), u"native"_s, u"curl/8.5.0"_s, u"s1"_s,
                   u"Open WebUI"_s, 4},
        TurnStarted{},
        ModelCalled{u"c1"_s, u"openai"_s, u"gpt-5"_s, 2, 3, 4, u"coherence"_s},
        ModelRetried{u"c1"_s, 2, refusal, 250ms},
        ReasoningDelta{u"m1"_s, u"Hm"_s},
        TextDelta{u"m1"_s, u" It is 18:04"_s},
        TextFinished{u"m1"_s, u" It is 18:04."_s},
    };
}

QList<RunEventBody> ofTools()
{
    return {
        ToolCalled{toolCall(), u"builtin"_s},
        ApprovalAsked{u"a1"_s, toolCall(), u"others: ask"_s, 300.0},
        ApprovalGiven{u"a1"_s, u"t1"_s, Decision::Denied, u"window"_s, u"No."_s, QJsonObject{{u"n"_s, 2}},
                      true},
        ToolStarted{u"t1"_s, true},
        ToolProgress{u"t1"_s, u"half"_s, 1, 2},
        ToolFinished{u"t1"_s, u"add"_s, ToolOutcome::Unknown, u"2"_s, 12ms, usage, 0.25, attachments},
        ModelReplied{u"c1"_s, FinishReason::Length, usage, 0.5, 80ms, 900ms},
        ModelFailed{u"c1"_s, refusal},
    };
}

QList<RunEventBody> ofTheRun()
{
    return {
        ContextCompressed{4, u"They spoke of time."_s},
        MessageAdded{conversation().at(1)},
        GuardrailHit{GuardrailPlace::Arguments, u"no nine"_s, GuardrailAction::Redact, u"t1"_s},
        LimitHit{Limit::SessionCost, 1.5, 1.25, true},
        LimitRaised{Limit::Iterations, 9, u"window"_s},
        Steered{u"And 2 + 2?"_s, u"window"_s},
        Suspended{SuspendReason::Shutdown, u"window"_s},
        Resumed{u"window"_s},
        HandedOver{u"writer"_s, u"It writes better."_s},
        RunFinished{RunStatus::Limited, u"18:04"_s, refusal, 3, usage, 0.75, 1500ms,
                    QJsonObject{{u"time"_s, u"18:04"_s}}},
    };
}

} // namespace

QList<RunEventBody> everyEvent()
{
    return ofTheModel() + ofTools() + ofTheRun();
}

QList<RunEvent> journalOf(const QString &run, const QList<RunEventBody> &bodies)
{
    const QDateTime noon(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    QList<RunEvent> events;
    for (const RunEventBody &body : bodies) {
        const qint64 seq = events.size() + 1;
        events.append({seq, noon.addMSecs(10 * seq), run, {}, u"tester"_s, 1, body});
    }
    return events;
}

} // namespace testing
