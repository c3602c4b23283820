// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/anthropic/AnthropicStream.h"

#include "agent/base/JsonParse.h"
#include "agent/providers/anthropic/AnthropicWire.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString kindOf(const QJsonObject &block)
{
    return block.value(u"type"_s).toString();
}

bool isReasoning(const QString &kind)
{
    return kind == u"thinking" || kind == u"redacted_thinking";
}

} // namespace

Result<QList<ModelDelta>> AnthropicStream::accept(const QByteArray &record)
{
    const auto event = json::parse<anthropic::Event>(record, json::UnknownKeys::Ignore);
    if (!event)
        return unreadable(event.error());
    if (event->type == u"error")
        return reportedError(event->error);
    if (event->type != u"message")
        return take(*event);
    const auto whole = json::parse<anthropic::Message>(record, json::UnknownKeys::Ignore);
    if (!whole)
        return unreadable(whole.error());
    return takeWhole(*whole);
}

// "ping" and kinds that are yet to come are passed over, as the API's versioning policy asks.
QList<ModelDelta> AnthropicStream::take(const anthropic::Event &event)
{
    const int index = event.index.value_or(0);
    if (event.type == u"message_start" && event.message && event.message->usage)
        takeUsage(*event.message->usage);
    else if (event.type == u"content_block_start")
        return openBlock(index, event.contentBlock.value_or(QJsonObject()));
    else if (event.type == u"content_block_delta" && event.delta)
        return takeDelta(index, *event.delta);
    else if (event.type == u"message_delta" && event.delta)
        m_stopReason = event.delta->stopReason.value_or(m_stopReason);
    else if (event.type == u"message_stop")
        m_ended = true;
    if (event.type == u"message_delta" && event.usage)
        takeUsage(*event.usage);
    return {};
}

QList<ModelDelta> AnthropicStream::takeWhole(const anthropic::Message &message)
{
    QList<ModelDelta> deltas;
    const QJsonArray content = message.content.value_or(QJsonArray());
    for (qsizetype i = 0; i < content.size(); ++i)
        deltas += openBlock(static_cast<int>(i), content.at(i).toObject());
    m_stopReason = message.stopReason.value_or(QString());
    if (message.usage)
        takeUsage(*message.usage);
    m_ended = true;
    return deltas;
}

// In a stream a block begins empty; in a whole message this is all of it.
QList<ModelDelta> AnthropicStream::openBlock(int index, const QJsonObject &start)
{
    Block &block = m_blocks[index];
    block.start = start;
    const QString text = start.value(u"text"_s).toString();
    const QString thinking = start.value(u"thinking"_s).toString();
    const QJsonObject input = start.value(u"input"_s).toObject();
    block.signature = start.value(u"signature"_s).toString();
    if (!input.isEmpty())
        block.text = QString::fromUtf8(json::text(input));
    if (!text.isEmpty())
        return takeDelta(index, {u"text_delta"_s, text, {}, {}, {}, {}});
    if (!thinking.isEmpty())
        return takeDelta(index, {u"thinking_delta"_s, {}, {}, thinking, {}, {}});
    return {};
}

QList<ModelDelta> AnthropicStream::takeDelta(int index, const anthropic::Delta &delta)
{
    Block &block = m_blocks[index];
    const QString text = delta.text.value_or(QString());
    const QString thinking = delta.thinking.value_or(QString());
    m_text += text;
    block.text += thinking + delta.partialJson.value_or(QString());
    block.signature += delta.signature.value_or(QString());
    if (!text.isEmpty())
        return {TextPiece{text}};
    if (!thinking.isEmpty())
        return {ReasoningPiece{thinking}};
    return {};
}

// Counts are cumulative, and later reports may repeat only some of them.
void AnthropicStream::takeUsage(const anthropic::UsageReport &report)
{
    Usage usage = m_usage.value_or(Usage());
    if (report.inputTokens) {
        usage.cachedTokens = report.cacheReadTokens.value_or(0);
        usage.inputTokens = *report.inputTokens + report.cacheCreationTokens.value_or(0) + usage.cachedTokens;
    }
    usage.outputTokens = report.outputTokens.value_or(usage.outputTokens);
    m_usage = usage;
}

FinishReason AnthropicStream::finishReason(bool hasCalls) const
{
    if (m_stopReason == u"max_tokens" || m_stopReason == u"model_context_window_exceeded")
        return FinishReason::Length;
    if (m_stopReason == u"refusal")
        return FinishReason::Filtered;
    return hasCalls ? FinishReason::ToolCalls : FinishReason::Stop;
}

Message AnthropicStream::message() const
{
    Message message{Role::Assistant, m_text, {}, {}};
    QJsonArray reasoning;
    for (const Block &block : m_blocks) {
        const QString kind = kindOf(block.start);
        if (kind == u"tool_use") {
            message.toolCalls.append(toolCallFrom(block.start.value(u"id"_s).toString(),
                                                  block.start.value(u"name"_s).toString(), block.text));
        } else if (isReasoning(kind)) {
            QJsonObject item = block.start;
            if (kind == u"thinking") {
                item.insert(u"thinking"_s, block.text);
                item.insert(u"signature"_s, block.signature);
            }
            reasoning.append(item);
        }
    }
    if (!reasoning.isEmpty())
        message.keepsake = Keepsake{{}, reasoning};
    return message;
}

Result<ModelReply> AnthropicStream::finish() const
{
    if (!m_ended)
        return brokenOff();
    Message whole = message();
    whole.toolCalls = withOwnIds(whole.toolCalls, {});
    const FinishReason finish = finishReason(!whole.toolCalls.isEmpty());
    return ModelReply{std::move(whole), finish, m_usage};
}

} // namespace agent
