// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/SseReader.h"
#include "tests/fuzz/Fuzzing.h"

using namespace agent;

namespace {

QList<SseEvent> read(const QByteArray &bytes, qsizetype step)
{
    SseReader reader;
    QList<SseEvent> all;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const auto events = reader.feed(bytes.mid(at, step));
        testing::require(events.has_value(), "an input this small is not too large");
        all += *events;
    }
    return all;
}

QByteArray written(const QList<SseEvent> &events)
{
    QByteArray text;
    for (const SseEvent &event : events)
        text += "event: " + event.type + "\nid: " + event.id
            + "\ndata: " + QByteArray(event.data).replace("\n", "\ndata: ") + "\n\n";
    return text;
}

} // namespace

void testing::fuzz(const QByteArray &input)
{
    const QList<SseEvent> whole = read(input, input.size() + 1);
    for (const qsizetype step : {1, 7})
        require(read(input, step) == whole, "the same events come out however the bytes are cut");
    const QByteArray again = written(whole);
    require(read(again, again.size() + 1) == whole, "events that are written are read as the same", again);
}
