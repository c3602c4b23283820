// SPDX-License-Identifier: GPL-3.0-or-later
#include "RandomCassette.h"

#include "agent/cassette/CassetteWriter.h"

using namespace agent;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace testing {

QString RandomCassette::text()
{
    static const QStringList parts{u"Hello"_s,  u" "_s,     u"\n"_s,       u"\n\n"_s,     u"\t"_s,
                                   u"null"_s,   u"12"_s,    u": "_s,       u" #"_s,       u"- "_s,
                                   u"---"_s,    u"..."_s,   u"\n---\n"_s,  u"\n...\n"_s,  u"\""_s,
                                   u"'"_s,      u"\\"_s,    u"{["_s,       u"ü"_s,        u"\U0001F600"_s,
                                   u"\r\n"_s,   u"\r"_s,    u"\u2028"_s,   u"\u0085"_s,   u"\x07"_s,
                                   u"\ufeff"_s, u"%YAML"_s, u"&a *a !t"_s, u"  indent"_s, QString(QChar(0))};
    QString text;
    for (int i = below(6); i > 0; --i)
        text += parts[below(static_cast<int>(parts.size()))];
    return text;
}

QJsonValue RandomCassette::value(int depth)
{
    switch (below(depth > 0 ? 7 : 5)) {
    case 0:
        return QJsonValue::Null;
    case 1:
        return maybe();
    case 2:
        return m_random.generateDouble() * 1e9 - 5e8;
    case 3:
        return static_cast<qint64>(m_random.generate64() >> 12);
    case 5:
        return object(depth - 1);
    case 6: {
        QJsonArray list;
        for (int i = below(4); i > 0; --i)
            list.append(value(depth - 1));
        return list;
    }
    default:
        return text();
    }
}

QJsonObject RandomCassette::object(int depth)
{
    QJsonObject object;
    for (int i = below(4); i > 0; --i)
        object.insert(text(), value(depth));
    return object;
}

Message RandomCassette::message()
{
    Message message;
    message.role = QList<Role>{Role::User, Role::Assistant, Role::Tool}[below(3)];
    message.text = text();
    for (int i = below(3); i > 0; --i)
        message.toolCalls.append({text(), text(), object(), maybe() ? std::optional(text()) : std::nullopt});
    if (maybe())
        message.toolCallId = text();
    if (below(4) == 0)
        message.attachments.append({u"image/png"_s, u"aGVsbG8="_s, text()});
    if (below(4) == 0)
        message.keepsake = Keepsake{text(), QJsonArray{value(2)}};
    message.failed = maybe();
    return message;
}

AskedRequest RandomCassette::request()
{
    AskedRequest request{text(), text(), m_random.generateDouble(), below(100000), text(), {}, {}};
    for (int i = below(3); i > 0; --i)
        request.tools.append({text(), text(), object()});
    return request;
}

RecordedCall RandomCassette::call(const QList<RecordedCall> &earlier)
{
    RecordedCall call;
    call.request = request();
    if (!earlier.isEmpty() && below(4) > 0) {
        call.request = earlier[below(static_cast<int>(earlier.size()))].request;
        call.request.messages.resize(below(static_cast<int>(call.request.messages.size()) + 1));
    }
    for (int i = below(4); i > 0; --i)
        call.request.messages.append(message());
    for (int i = below(5); i > 0; --i) {
        const QString piece = text();
        call.stream.append({milliseconds(below(5000)),
                            maybe() ? ModelDelta(TextPiece{piece}) : ModelDelta(ReasoningPiece{piece})});
    }
    call.at = milliseconds(below(10000));
    if (below(4) == 0) {
        Error error{ErrorKind(below(10)), text(), text()};
        if (maybe())
            error.retryAfter = std::chrono::seconds(below(100));
        call.reply = tl::unexpected(error);
        return call;
    }
    ModelReply reply;
    reply.message = message();
    reply.message.role = Role::Assistant;
    reply.message.toolCallId.clear();
    reply.message.attachments.clear();
    reply.message.failed = false;
    if (maybe())
        reply.message.text = spokenText(call.stream);
    reply.finish = FinishReason(below(4));
    if (maybe())
        reply.usage = Usage{below(1000), below(1000), below(10), below(10)};
    call.reply = reply;
    return call;
}

Cassette RandomCassette::next()
{
    Cassette cassette;
    cassette.header = {1, text(), text(), text(), {}, text(), maybe(), {}};
    if (maybe())
        cassette.header.fallbacks.append({text(), text()});
    if (maybe())
        cassette.header.mcpTools.append({text(), text(), object(), text(), SideEffect(below(3))});
    for (int i = below(6); i > 0; --i) {
        cassette.calls.append(call(cassette.calls));
        cassette.calls.last().number = static_cast<int>(cassette.calls.size());
    }
    for (int i = below(3); i > 0; --i)
        cassette.toolCalls.append(
            {text(), object(), milliseconds(below(1000)), {ToolOutcome(below(5)), text()}});
    return cassette;
}

QByteArray written(const Cassette &cassette)
{
    CassetteWriter writer(cassette.header);
    QByteArray text = writer.begin();
    for (const RecordedCall &call : cassette.calls)
        text += writer.call(call);
    for (const RecordedToolCall &call : cassette.toolCalls)
        text += writer.toolCall(call);
    return text;
}

} // namespace testing
