// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/EventRows.h"

#include "agent/values/RunEventJson.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Pieces that follow each other. How they were cut is kept beside them.
struct Pieces
{
    QString message;
    QString text;
    QList<int> sizes;    ///< In UTF-16 units.
    QList<qint64> times; ///< Milliseconds since the first.

    static constexpr auto fields =
        std::tuple{json::field("message", &Pieces::message), json::field("text", &Pieces::text),
                   json::field("sizes", &Pieces::sizes), json::field("times", &Pieces::times)};
};

const QString textPieces = u"text_pieces"_s;
const QString reasoningPieces = u"reasoning_pieces"_s;

template<class Delta>
bool continues(const RunEvent &event, const RunEvent &earlier)
{
    const auto *piece = std::get_if<Delta>(&event.body);
    const auto *before = std::get_if<Delta>(&earlier.body);
    return piece && before && piece->message == before->message && event.agent == earlier.agent
        && event.turn == earlier.turn && event.seq == earlier.seq + 1;
}

/// How many events from the first on are pieces of one text.
template<class Delta>
qsizetype lengthOf(const QList<RunEvent> &events, qsizetype first)
{
    qsizetype last = first;
    while (last + 1 < events.size() && continues<Delta>(events[last + 1], events[last]))
        ++last;
    return last - first + 1;
}

template<class Delta>
QJsonValue piecesOf(const QList<RunEvent> &events, qsizetype first, qsizetype count)
{
    Pieces pieces;
    for (qsizetype i = first; i < first + count; ++i) {
        const auto &delta = std::get<Delta>(events[i].body);
        pieces.message = delta.message;
        pieces.text += delta.text;
        pieces.sizes.append(static_cast<int>(delta.text.size()));
        pieces.times.append(events[first].at.msecsTo(events[i].at));
    }
    return json::toJson(pieces);
}

EventRow rowOf(const RunEvent &event, const QString &name, const QJsonValue &body)
{
    return {event.seq, event.at.toMSecsSinceEpoch(), event.agent, event.turn, name, json::text(body)};
}

RunEvent eventAt(const EventRow &row, const QString &run, const QString &parent, qint64 place, qint64 time)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(row.at + time, Qt::UTC);
    return {row.seq + place, at, run, parent, row.agent, row.turn, {}};
}

template<class Delta>
Result<QList<RunEvent>> cut(const EventRow &row, const QJsonValue &body, const QString &run,
                            const QString &parent)
{
    const Result<Pieces> pieces = json::fromJson<Pieces>(body, json::UnknownKeys::Ignore);
    if (!pieces)
        return tl::unexpected(pieces.error());
    QList<RunEvent> events;
    qsizetype at = 0;
    for (qsizetype i = 0; i < pieces->sizes.size(); ++i) {
        RunEvent event = eventAt(row, run, parent, i, pieces->times.value(i));
        event.body = Delta{pieces->message, pieces->text.mid(at, pieces->sizes[i])};
        events.append(event);
        at += pieces->sizes[i];
    }
    return events;
}

} // namespace

QList<EventRow> rowsOf(const QList<RunEvent> &events)
{
    QList<EventRow> rows;
    for (qsizetype i = 0; i < events.size();) {
        const RunEvent &event = events[i];
        qsizetype count = 1;
        if (std::holds_alternative<TextDelta>(event.body)) {
            count = lengthOf<TextDelta>(events, i);
            rows.append(rowOf(event, textPieces, piecesOf<TextDelta>(events, i, count)));
        } else if (std::holds_alternative<ReasoningDelta>(event.body)) {
            count = lengthOf<ReasoningDelta>(events, i);
            rows.append(rowOf(event, reasoningPieces, piecesOf<ReasoningDelta>(events, i, count)));
        } else {
            rows.append(rowOf(event, eventName(event.body), bodyToJson(event.body)));
        }
        i += count;
    }
    return rows;
}

Result<QList<RunEvent>> eventsOf(const EventRow &row, const QString &run, const QString &parent)
{
    const Result<QJsonValue> body = json::parseText(row.body);
    if (!body)
        return tl::unexpected(body.error());
    if (row.name == textPieces)
        return cut<TextDelta>(row, *body, run, parent);
    if (row.name == reasoningPieces)
        return cut<ReasoningDelta>(row, *body, run, parent);
    Result<RunEventBody> known = bodyFromJson(row.name, body->toObject());
    if (!known)
        return tl::unexpected(known.error());
    RunEvent event = eventAt(row, run, parent, 0, 0);
    event.body = *std::move(known);
    return QList<RunEvent>{event};
}

} // namespace agent
