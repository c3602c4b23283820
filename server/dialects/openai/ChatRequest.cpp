// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatRequest.h"

#include "agent/base/SchemaCheck.h"
#include "server/dialects/openai/DataUrl.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

void readJson(const QJsonValue &value, Content &out, json::Reader &reader, const QString &where)
{
    if (value.isString())
        out.parts = {ContentPart{u"text"_s, value.toString(), {}, {}}};
    else if (value.isArray())
        json::read(value, out.parts, reader, where);
    else
        reader.addMismatch(where, u"text or a list of parts"_s, value);
}

namespace {

auto refused(const QString &message, const QString &where)
{
    return fail(ErrorKind::InvalidInput, message, where);
}

Result<Attachment> attached(const QString &url, const QString &name, const QString &where)
{
    Result<Attachment> attachment = attachmentIn(url);
    if (!attachment)
        return refused(attachment.error().message, where);
    attachment->name = name;
    return attachment;
}

Result<Attachment> attached(const FilePart &file, const QString &where)
{
    if (!file.fileData)
        return refused(u"there are no stored files here; send the file itself as file_data"_s, where);
    return attached(*file.fileData, file.filename.value_or(QString()), where + u"/file_data"_s);
}

Result<Attachment> attached(const ContentPart &part, const QString &where)
{
    if (part.type == u"image_url" && part.imageUrl)
        return attached(part.imageUrl->url, {}, where + u"/image_url/url"_s);
    if (part.type == u"file" && part.file)
        return attached(*part.file, where + u"/file"_s);
    return refused(u"expected a part of type text, image_url or file, with what it is to hold"_s, where);
}

Result<> take(const ContentPart &part, const QString &where, Message &message)
{
    if (part.type == u"text" && part.text) {
        message.text += message.text.isEmpty() ? *part.text : u'\n' + *part.text;
        return {};
    }
    Result<Attachment> attachment = attached(part, where);
    if (!attachment)
        return tl::unexpected(attachment.error());
    if (message.role != Role::User)
        return refused(u"only messages of the user hold images and files"_s, where);
    message.attachments.append(std::move(*attachment));
    return {};
}

std::optional<Role> roleOf(const QString &name)
{
    if (name == u"developer")
        return Role::System;
    for (const auto &row : names(Role())) {
        if (name == QLatin1String(row.name) && row.value != Role::Tool)
            return row.value;
    }
    return std::nullopt;
}

Result<Message> messageOf(const ChatMessage &said, const QString &where)
{
    const std::optional<Role> role = roleOf(said.role);
    if (!role)
        return refused(u"expected one of system, developer, user, assistant, found \"%1\""_s.arg(said.role),
                       where + u"/role"_s);
    Message message{*role, {}, {}, {}};
    const QList<ContentPart> parts = said.content.value_or(Content()).parts;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const Result<> taken = take(parts[i], json::pointer(where + u"/content"_s, i), message);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    return message;
}

Result<> converse(const QList<ChatMessage> &said, RunRequest &request)
{
    QStringList instructions;
    for (qsizetype i = 0; i < said.size(); ++i) {
        Result<Message> message = messageOf(said[i], json::pointer(u"/messages"_s, i));
        if (!message)
            return tl::unexpected(message.error());
        if (message->role == Role::System)
            instructions.append(message->text);
        else
            request.messages.append(std::move(*message));
    }
    const auto isBlank = [](const Message &m) {
        return m.text.trimmed().isEmpty() && m.attachments.isEmpty();
    };
    if (request.messages.isEmpty() || request.messages.constLast().role != Role::User
        || isBlank(request.messages.constLast()))
        return refused(u"the last message must be the user's, and say something"_s, u"/messages"_s);
    request.wishes.instructions = instructions.join(u"\n\n"_s);
    return {};
}

Result<std::optional<OutputSpec>> shapeOf(const std::optional<ResponseFormat> &format)
{
    if (!format || format->type == u"text")
        return std::nullopt;
    OutputSpec output;
    output.schema = {{u"type"_s, u"object"_s}};
    if (format->type == u"json_object")
        return output;
    const QString where = u"/response_format"_s;
    if (format->type != u"json_schema" || !format->jsonSchema || !format->jsonSchema->schema)
        return refused(u"expected text, json_object, or json_schema with a name and a schema"_s, where);
    static const QRegularExpression name(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (!name.match(format->jsonSchema->name).hasMatch())
        return refused(u"expected 1 to 64 letters, digits, \"_\" or \"-\""_s, where + u"/json_schema/name"_s);
    output.name = format->jsonSchema->name;
    output.schema = *format->jsonSchema->schema;
    const QString schema = where + u"/json_schema/schema"_s;
    if (output.schema[u"type"] != QJsonValue(u"object"_s))
        return refused(u"expected a JSON Schema of \"type: object\""_s, schema);
    const Result<> used = checkAgainstSchema(QJsonObject(), output.schema);
    if (!used && used.error().kind == ErrorKind::Internal)
        return refused(used.error().message, schema);
    return output;
}

Result<> wish(const ChatRequest &chat, Wishes &wishes)
{
    if (chat.n.value_or(1) != 1)
        return refused(u"one answer is given to a request; ask several times for several"_s, u"/n"_s);
    if (chat.tools && !chat.tools->isEmpty())
        return refused(u"the tools of a client are not called yet; the agent has its own"_s, u"/tools"_s);
    constexpr double hottest = 2;
    wishes.temperature = chat.temperature;
    if (wishes.temperature && (*wishes.temperature < 0 || *wishes.temperature > hottest))
        return refused(u"expected a number from 0 to 2"_s, u"/temperature"_s);
    const bool isOld = !chat.maxCompletionTokens;
    wishes.maxTokens = isOld ? chat.maxTokens : chat.maxCompletionTokens;
    if (wishes.maxTokens && *wishes.maxTokens < 1)
        return refused(u"expected a whole number, at least 1"_s,
                       isOld ? u"/max_tokens"_s : u"/max_completion_tokens"_s);
    Result<std::optional<OutputSpec>> output = shapeOf(chat.responseFormat);
    if (!output)
        return tl::unexpected(output.error());
    wishes.output = *output;
    return {};
}

} // namespace

Result<ChatRequest> chatRequestIn(const QByteArray &body)
{
    const Result<QJsonValue> value = json::parseText(body);
    if (!value)
        return tl::unexpected(value.error());
    return json::fromJson<ChatRequest>(*value, json::UnknownKeys::Ignore);
}

Result<RunRequest> runRequestOf(const ChatRequest &chat)
{
    RunRequest request;
    request.dialect = u"openai"_s;
    if (const Result<> conversed = converse(chat.messages, request); !conversed)
        return tl::unexpected(conversed.error());
    if (const Result<> wished = wish(chat, request.wishes); !wished)
        return tl::unexpected(wished.error());
    return request;
}

} // namespace server::openai
