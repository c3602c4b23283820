// SPDX-License-Identifier: GPL-3.0-or-later
#include "Reading.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace agent;

namespace testing {

void Outcome::note(const QList<ModelDelta> &deltas)
{
    for (const ModelDelta &delta : deltas) {
        if (const auto *piece = std::get_if<TextPiece>(&delta))
            text += piece->text;
        else if (const auto *thought = std::get_if<ReasoningPiece>(&delta))
            reasoning += thought->text;
    }
}

QJsonObject Outcome::picture() const
{
    QJsonArray calls;
    for (const ToolCall &call : reply->message.toolCalls)
        calls.append(json::toJson(call));
    QJsonObject object{{u"text"_s, reply->message.text},
                       {u"reasoning"_s, reasoning},
                       {u"tool_calls"_s, calls},
                       {u"finish"_s, json::toName(reply->finish)},
                       {u"usage"_s, reply->usage ? json::toJson(*reply->usage) : QJsonValue()}};
    if (reply->message.keepsake)
        object.insert(u"keepsake"_s, reply->message.keepsake->items);
    static const QRegularExpression invented(u"call_[0-9a-f]{32}"_s);
    const QString masked = QString::fromUtf8(json::text(object)).replace(invented, u"(invented)"_s);
    return QJsonDocument::fromJson(masked.toUtf8()).object();
}

ModelAnswer answerOf(const Wire &wire, const QByteArray &contentType)
{
    const QUrl url(u"http://model.test/v1"_s);
    return ModelAnswer({200, contentType, {}, {}, {}}, url, wire.framing, wire.stream());
}

Outcome read(const Wire &wire, const QByteArray &body, qsizetype step, const QByteArray &contentType)
{
    Outcome outcome;
    ModelAnswer answer = answerOf(wire, contentType);
    Result<QList<ModelDelta>> deltas;
    for (qsizetype at = 0; deltas && at < body.size(); at += step) {
        deltas = answer.take(body.mid(at, step));
        if (deltas)
            outcome.note(*deltas);
    }
    if (deltas) {
        deltas = answer.end(false);
        outcome.note(deltas.value_or(QList<ModelDelta>()));
    }
    if (!deltas) {
        outcome.reply = tl::unexpected(deltas.error());
        return outcome;
    }
    const auto reply = answer.finish({});
    outcome.reply = reply ? Result<ModelReply>(*reply) : tl::unexpected(reply.error().error);
    return outcome;
}

} // namespace testing
