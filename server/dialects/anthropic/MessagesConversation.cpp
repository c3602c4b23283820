// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/MessagesConversation.h"

#include "server/dialects/RequestRules.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::anthropic {

void readJson(const QJsonValue &value, PlainContent &out, json::Reader &reader, const QString &where)
{
    if (value.isString())
        out.blocks = {PlainBlock{u"text"_s, value.toString(), {}, {}}};
    else if (value.isArray())
        json::read(value, out.blocks, reader, where);
    else
        reader.addMismatch(where, u"text or a list of blocks"_s, value);
}

void readJson(const QJsonValue &value, Content &out, json::Reader &reader, const QString &where)
{
    if (value.isString()) {
        Block text;
        text.type = u"text"_s;
        text.text = value.toString();
        out.blocks = {text};
    } else if (value.isArray()) {
        json::read(value, out.blocks, reader, where);
    } else {
        reader.addMismatch(where, u"text or a list of blocks"_s, value);
    }
}

namespace {

auto refused(const QString &message, const QString &where)
{
    return fail(ErrorKind::InvalidInput, message, where);
}

Result<Attachment> attachmentIn(const PlainBlock &block, const QString &where)
{
    const Source source = block.source.value_or(Source());
    const QString title = block.title.value_or(QString());
    const QString data = source.data.value_or(QString());
    if (source.type == u"text" && block.type == u"document")
        return Attachment{u"text/plain"_s, QString::fromLatin1(data.toUtf8().toBase64()), title};
    if (source.type != u"base64" || !source.mediaType)
        return refused(
            u"only a source of type base64 is taken, since nothing is fetched on behalf of a client"_s,
            where);
    if (const Result<> readable = checkBase64(data); !readable)
        return refused(readable.error().message, where);
    return Attachment{*source.mediaType, data, title};
}

/// Adds a plain block to a message of the user or a tool.
Result<> take(const PlainBlock &block, const QString &where, Message &message)
{
    if (block.type == u"text" && block.text) {
        message.text += message.text.isEmpty() ? *block.text : u'\n' + *block.text;
        return {};
    }
    if (block.type != u"image" && block.type != u"document")
        return refused(u"blocks of type \"%1\" are not taken here"_s.arg(block.type), where);
    Result<Attachment> attachment = attachmentIn(block, where + u"/source"_s);
    if (!attachment)
        return tl::unexpected(attachment.error());
    message.attachments.append(std::move(*attachment));
    return {};
}

Result<Message> resultIn(const Block &block, const QString &where)
{
    Message result{Role::Tool, {}, {}, block.toolUseId.value_or(QString())};
    result.failed = block.isError.value_or(false);
    const QList<PlainBlock> said = block.content.value_or(PlainContent()).blocks;
    for (qsizetype i = 0; i < said.size(); ++i) {
        const Result<> taken = take(said[i], json::pointer(where + u"/content"_s, i), result);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    return result;
}

/// What a user says: results, then a message of its own if there is more.
Result<QList<Message>> userSays(const QList<Block> &blocks, const QString &where)
{
    QList<Message> messages;
    Message own{Role::User, {}, {}, {}};
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const Block &block = blocks[i];
        const QString place = json::pointer(where, i);
        if (block.type == u"tool_result") {
            Result<Message> result = resultIn(block, place);
            if (!result)
                return tl::unexpected(result.error());
            messages.append(std::move(*result));
            continue;
        }
        const Result<> taken = take({block.type, block.text, block.source, block.title}, place, own);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    if (messages.isEmpty() || !own.text.isEmpty() || !own.attachments.isEmpty())
        messages.append(own);
    return messages;
}

Result<QList<Message>> assistantSays(const QList<Block> &blocks, const QString &where)
{
    Message message{Role::Assistant, {}, {}, {}};
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const Block &block = blocks[i];
        if (block.type == u"text" && block.text)
            message.text += message.text.isEmpty() ? *block.text : u"\n\n"_s + *block.text;
        else if (block.type == u"tool_use" && block.id && block.name)
            message.toolCalls.append({*block.id, *block.name, block.input.value_or(QJsonObject()), {}});
        else if (!block.type.endsWith(u"thinking"))
            return refused(u"an assistant has no block of type \"%1\" here"_s.arg(block.type),
                           json::pointer(where, i));
    }
    return QList<Message>{message};
}

} // namespace

Result<QList<Message>> conversationIn(const QList<InputMessage> &said)
{
    QList<Message> conversation;
    for (qsizetype i = 0; i < said.size(); ++i) {
        const QString where = json::pointer(u"/messages"_s, i);
        const bool isUser = said[i].role == u"user";
        if (!isUser && said[i].role != u"assistant")
            return refused(u"expected user or assistant, found \"%1\""_s.arg(said[i].role),
                           where + u"/role"_s);
        const QList<Block> &blocks = said[i].content.blocks;
        const QString content = where + u"/content"_s;
        const Result<QList<Message>> messages =
            isUser ? userSays(blocks, content) : assistantSays(blocks, content);
        if (!messages)
            return messages;
        conversation.append(*messages);
    }
    if (const Result<> fitting = checkConversation(conversation); !fitting)
        return refused(fitting.error().message, u"/messages"_s);
    return conversation;
}

} // namespace server::anthropic
