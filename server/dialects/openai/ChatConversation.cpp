// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatConversation.h"

#include "server/dialects/RequestRules.h"
#include "server/dialects/openai/DataUrl.h"

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
        if (name == QLatin1String(row.name))
            return row.value;
    }
    return std::nullopt;
}

ToolCall callOf(const CalledTool &called)
{
    ToolCall call{called.id, called.function.name, {}, {}};
    const Result<QJsonValue> arguments = json::parseText(called.function.arguments.toUtf8());
    if (arguments && arguments->isObject())
        call.arguments = arguments->toObject();
    else
        call.unreadable = called.function.arguments;
    return call;
}

Result<Message> messageOf(const ChatMessage &said, const QString &where)
{
    const std::optional<Role> role = roleOf(said.role);
    if (!role)
        return refused(
            u"expected one of system, developer, user, assistant, tool, found \"%1\""_s.arg(said.role),
            where + u"/role"_s);
    Message message{*role, {}, {}, said.toolCallId.value_or(QString())};
    for (const CalledTool &called : said.toolCalls.value_or(QList<CalledTool>()))
        message.toolCalls.append(callOf(called));
    const QList<ContentPart> parts = said.content.value_or(Content()).parts;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const Result<> taken = take(parts[i], json::pointer(where + u"/content"_s, i), message);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    return message;
}

} // namespace

Result<> takeConversation(const QList<ChatMessage> &said, RunRequest &request)
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
    if (const Result<> fitting = checkConversation(request.messages); !fitting)
        return refused(fitting.error().message, u"/messages"_s);
    request.wishes.instructions = instructions.join(u"\n\n"_s);
    return {};
}

} // namespace server::openai
