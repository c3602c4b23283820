// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ResponsesInput.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

void readJson(const QJsonValue &value, InputContent &out, json::Reader &reader, const QString &where)
{
    if (value.isString())
        out.parts = {InputPart{u"input_text"_s, value.toString(), {}, {}, {}}};
    else if (value.isArray())
        json::read(value, out.parts, reader, where);
    else
        reader.addMismatch(where, u"text or a list of parts"_s, value);
}

void readJson(const QJsonValue &value, Input &out, json::Reader &reader, const QString &where)
{
    if (value.isString()) {
        InputItem item;
        item.role = u"user"_s;
        item.content = InputContent{{InputPart{u"input_text"_s, value.toString(), {}, {}, {}}}};
        out.items = {item};
    } else if (value.isArray()) {
        json::read(value, out.items, reader, where);
    } else {
        reader.addMismatch(where, u"text or a list of items"_s, value);
    }
}

namespace {

/// The same part as chat completions write it; its type is empty where they have none such.
ContentPart chatPart(const InputPart &part)
{
    ContentPart same;
    if (part.type == u"input_text" || part.type == u"output_text") {
        same.type = u"text"_s;
        same.text = part.text;
    } else if (part.type == u"input_image" && part.imageUrl) {
        same.type = u"image_url"_s;
        same.imageUrl = ImageUrl{*part.imageUrl};
    } else if (part.type == u"input_file") {
        same.type = u"file"_s;
        same.file = FilePart{part.fileData, part.filename};
    }
    return same;
}

std::optional<Content> chatContent(const std::optional<InputContent> &content)
{
    if (!content)
        return std::nullopt;
    Content same;
    for (const InputPart &part : content->parts)
        same.parts.append(chatPart(part));
    return same;
}

/// Adds a call to the message of the assistant that it belongs to.
void addCall(const InputItem &item, QList<ChatMessage> &said)
{
    if (said.isEmpty() || said.constLast().role != u"assistant") {
        ChatMessage message;
        message.role = u"assistant"_s;
        said.append(message);
    }
    CalledTool called;
    called.id = item.callId.value_or(QString());
    called.function = {item.name.value_or(QString()), item.arguments.value_or(QString())};
    QList<CalledTool> calls = said.constLast().toolCalls.value_or(QList<CalledTool>());
    calls.append(called);
    said.last().toolCalls = calls;
}

Result<> take(const InputItem &item, const QString &where, QList<ChatMessage> &said)
{
    const QString type = item.type.value_or(u"message"_s);
    ChatMessage message;
    if (type == u"message") {
        message.role = item.role.value_or(QString());
        message.content = chatContent(item.content);
        said.append(message);
    } else if (type == u"function_call_output") {
        message.role = u"tool"_s;
        message.content = chatContent(item.output);
        message.toolCallId = item.callId;
        said.append(message);
    } else if (type == u"function_call") {
        addCall(item, said);
    } else if (type != u"reasoning") {
        return fail(ErrorKind::InvalidInput, u"items of type \"%1\" are not taken"_s.arg(type), where);
    }
    return {};
}

} // namespace

Result<QList<ChatMessage>> messagesIn(const Input &input)
{
    QList<ChatMessage> said;
    for (qsizetype i = 0; i < input.items.size(); ++i) {
        const Result<> taken = take(input.items[i], json::pointer(u"/input"_s, i), said);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    return said;
}

} // namespace server::openai
