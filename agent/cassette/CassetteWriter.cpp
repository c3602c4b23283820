// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/CassetteWriter.h"

#include "agent/base/YamlText.h"
#include "agent/cassette/CassetteWire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr int step = 2;

/// Lines of a mapping in the order in which they are added.
class Block
{
public:
    template<class T>
    Block &add(const QString &key, const T &value)
    {
        m_lines += yaml::entryLines(key, json::toJson(value), step);
        return *this;
    }
    template<class T>
    Block &addIfAny(const QString &key, const T &value)
    {
        return value == T() ? *this : add(key, value);
    }
    Block &addLines(const QString &key, const QByteArrayList &lines)
    {
        m_lines.append(key.toUtf8() + ':');
        m_lines += yaml::indented(lines, step);
        return *this;
    }
    const QByteArrayList &lines() const { return m_lines; }

private:
    QByteArrayList m_lines;
};

QByteArray document(const QByteArrayList &lines)
{
    return lines.join('\n') + '\n' + cassette::endMark + '\n';
}

/// Without what is empty anyway.
QJsonArray shortened(const QList<Message> &messages)
{
    QJsonArray list;
    for (const Message &message : messages) {
        QJsonObject object = json::toJson(message).toObject();
        for (const QString &key : object.keys()) {
            const QJsonValue value = object[key];
            if (value == QString() || value == QJsonArray() || value == false)
                object.remove(key);
        }
        list.append(object);
    }
    return list;
}

QByteArray pieceLine(const TimedPiece &piece)
{
    const auto quoted = [](const QString &text) {
        return yaml::inlineText(text.toUtf8(), yaml::Style::DoubleQuoted, yaml::Spot::Flow);
    };
    const QByteArray start = "- [" + QByteArray::number(piece.at.count()) + ", ";
    if (const auto *text = std::get_if<TextPiece>(&piece.delta))
        return start + quoted(text->text) + ']';
    return start + "reasoning, " + quoted(std::get<ReasoningPiece>(piece.delta).text) + ']';
}

QByteArrayList replyLines(const RecordedCall &call)
{
    const Message &message = call.reply->message;
    Block block;
    block.add(u"at"_s, static_cast<qint64>(call.at.count()));
    if (message.text != spokenText(call.stream))
        block.add(u"text"_s, message.text);
    block.addIfAny(u"tool_calls"_s, message.toolCalls).add(u"finish"_s, call.reply->finish);
    block.addIfAny(u"usage"_s, call.reply->usage).addIfAny(u"keepsake"_s, message.keepsake);
    return block.lines();
}

QByteArrayList errorLines(const RecordedCall &call)
{
    const Error &error = call.reply.error();
    Block block;
    block.add(u"at"_s, static_cast<qint64>(call.at.count())).add(u"kind"_s, error.kind);
    block.add(u"message"_s, error.message).addIfAny(u"where"_s, error.where);
    if (error.retryAfter)
        block.add(u"retry_after"_s, static_cast<qint64>(error.retryAfter->count()));
    return block.lines();
}

qsizetype sharedMessages(const AskedRequest &a, const AskedRequest &b)
{
    const auto [end, other] = std::ranges::mismatch(a.messages, b.messages);
    return std::distance(a.messages.begin(), end);
}

/// How much need not be told again.
qsizetype sharedPart(const AskedRequest &a, const AskedRequest &b)
{
    return 4 * sharedMessages(a, b) + (a.tools == b.tools ? 2 : 0)
        + (a.instructions == b.instructions ? 1 : 0);
}

} // namespace

CassetteWriter::CassetteWriter(CassetteHeader header)
    : m_header(std::move(header))
{
}

QByteArray CassetteWriter::begin() const
{
    Block block;
    block.add(u"cassette"_s, m_header.version).add(u"agent"_s, m_header.agent);
    block.add(u"provider"_s, m_header.provider).add(u"model"_s, m_header.model);
    block.addIfAny(u"fallbacks"_s, m_header.fallbacks).add(u"recorded"_s, m_header.recorded);
    block.add(u"tools"_s, m_header.tools).addIfAny(u"mcp_tools"_s, m_header.mcpTools);
    return "# Recorded by Slipway; replay it with: slipway serve AGENT --replay FILE\n"
        + document(block.lines());
}

QByteArrayList CassetteWriter::requestLines(const AskedRequest &request) const
{
    const auto isBetter = [&request](const Earlier &a, const Earlier &b) {
        return sharedPart(a.request, request) < sharedPart(b.request, request);
    };
    const auto like = std::ranges::max_element(m_earlier, isBetter);
    const bool isFirst = like == m_earlier.end();
    const AskedRequest base = isFirst ? AskedRequest() : like->request;
    const qsizetype kept = sharedMessages(base, request);
    Block block;
    if (!isFirst)
        block.add(u"like"_s, like->number).addIfAny(u"keep"_s, static_cast<int>(kept));
    const auto addIfNew = [&](const QString &key, auto field) {
        if (isFirst || base.*field != request.*field)
            block.add(key, request.*field);
    };
    addIfNew(u"provider"_s, &AskedRequest::provider);
    addIfNew(u"model"_s, &AskedRequest::model);
    addIfNew(u"temperature"_s, &AskedRequest::temperature);
    addIfNew(u"max_tokens"_s, &AskedRequest::maxTokens);
    addIfNew(u"instructions"_s, &AskedRequest::instructions);
    addIfNew(u"tools"_s, &AskedRequest::tools);
    block.addIfAny(u"messages"_s, shortened(request.messages.mid(kept)));
    return block.lines();
}

QByteArray CassetteWriter::call(const RecordedCall &call)
{
    Block block;
    block.add(u"call"_s, ++m_calls).addLines(u"request"_s, requestLines(call.request));
    if (!call.stream.isEmpty()) {
        QByteArrayList pieces;
        for (const TimedPiece &piece : call.stream)
            pieces.append(pieceLine(piece));
        block.addLines(u"stream"_s, pieces);
    }
    if (call.reply)
        block.addLines(u"reply"_s, replyLines(call));
    else
        block.addLines(u"error"_s, errorLines(call));
    constexpr qsizetype remembered = 32; // what many clients at a time may be talking about
    m_earlier.append({m_calls, call.request});
    if (m_earlier.size() > remembered)
        m_earlier.removeFirst();
    return QByteArray(cassette::beginMark) + '\n' + document(block.lines());
}

QByteArray CassetteWriter::toolCall(const RecordedToolCall &call) const
{
    Block block;
    block.add(u"tool"_s, call.tool).add(u"arguments"_s, call.arguments);
    block.add(u"after"_s, static_cast<qint64>(call.after.count())).add(u"outcome"_s, call.result.outcome);
    block.add(u"result"_s, call.result.text);
    if (!call.result.attachments.isEmpty())
        block.add(u"attachments"_s, json::toJson(call.result.attachments));
    return QByteArray(cassette::beginMark) + '\n' + document(block.lines());
}

} // namespace agent
