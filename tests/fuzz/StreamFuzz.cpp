// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/StreamFuzz.h"

#include "agent/providers/wire/AnswerParts.h"
#include "tests/fuzz/Fuzzing.h"
#include "tests/unit/agent/providers/Reading.h"

using namespace agent;

namespace testing {
namespace {

/// Everything that is to be the same however the bytes are cut.
QByteArray historyOf(const Outcome &outcome)
{
    if (!outcome.reply)
        return kindName(outcome.reply.error().kind).toUtf8() + ' ' + outcome.reply.error().message.toUtf8();
    return json::text(outcome.picture());
}

void requireSense(const Outcome &outcome)
{
    if (!outcome.reply)
        return require(!outcome.reply.error().message.isEmpty(), "a failure is explained");
    const Message &message = outcome.reply->message;
    require(outcome.text == message.text, "what was handed on is what stands in the reply");
    require(callIdsIn({message}).size() == message.toolCalls.size(), "each call has an id of its own");
    require(!callIdsIn({message}).contains(QString()), "each call has an id");
}

} // namespace

void fuzzAnswer(const QByteArray &body, Framing framing,
                const std::function<std::unique_ptr<ModelStream>()> &newStream)
{
    Wire wire;
    wire.framing = framing;
    wire.stream = newStream;
    const QByteArray type = framing == Framing::Lines ? "application/x-ndjson" : "text/event-stream";
    const Outcome whole = read(wire, body, body.size() + 1, type);
    requireSense(whole);
    for (const qsizetype step : {7, 1}) {
        const QByteArray other = historyOf(read(wire, body, step, type));
        require(other == historyOf(whole), "the same reply comes out however the bytes are cut",
                historyOf(whole) + '\n' + other);
    }
    if (body.startsWith('{') || body.startsWith('['))
        requireSense(read(wire, body, body.size() + 1, "application/json"));
}

} // namespace testing
