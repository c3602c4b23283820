// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/RequestRules.h"

#include "agent/base/SchemaCheck.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {
namespace {

bool isPlain(const QString &name)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    return plain.match(name).hasMatch();
}

auto impossible(const QString &message)
{
    return fail(ErrorKind::InvalidInput, message);
}

Result<> checkResults(const QList<Message> &messages)
{
    QStringList open;
    const auto unanswered = [&open] {
        return impossible(u"the call \"%1\" has no result"_s.arg(open.constFirst()));
    };
    for (const Message &message : messages) {
        if (message.role == Role::Tool && open.removeAll(message.toolCallId) == 0)
            return impossible(
                u"the result of \"%1\" does not follow a call of that id"_s.arg(message.toolCallId));
        if (message.role != Role::Tool && !open.isEmpty())
            return unanswered();
        for (const ToolCall &call : message.toolCalls)
            open.append(call.id);
    }
    return open.isEmpty() ? Result<>() : unanswered();
}

/// Whether a conversation ends with something to answer.
bool isAsking(const QList<Message> &messages)
{
    if (messages.isEmpty() || messages.constLast().role == Role::Assistant)
        return false;
    const Message &last = messages.constLast();
    return last.role == Role::Tool || !last.text.trimmed().isEmpty() || !last.attachments.isEmpty();
}

} // namespace

Result<> checkConversation(const QList<Message> &messages)
{
    if (!isAsking(messages))
        return impossible(u"the last message must be the user's or a tool's, and say something"_s);
    return checkResults(messages);
}

Result<> offer(QList<ToolInfo> &tools, ToolInfo tool, const Agent &agent)
{
    if (!isPlain(tool.name))
        return impossible(u"a tool's name is 1 to 64 letters, digits, \"_\" or \"-\""_s);
    if (agent.toolInfo(tool.name))
        return impossible(u"the agent has a tool \"%1\" of its own; name yours otherwise"_s.arg(tool.name));
    if (std::ranges::find(tools, tool.name, &ToolInfo::name) != tools.end())
        return impossible(u"two tools are named \"%1\""_s.arg(tool.name));
    if (tool.parameters.isEmpty())
        tool.parameters = {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject()}};
    if (tool.parameters[u"type"] != QJsonValue(u"object"_s))
        return impossible(u"the parameters of a tool are a JSON Schema of \"type: object\""_s);
    tool.kind = u"client"_s;
    tools.append(std::move(tool));
    return {};
}

void insist(Wishes &wishes, const QString &tool)
{
    if (wishes.tools.isEmpty())
        return;
    QStringList names;
    for (const ToolInfo &info : wishes.tools)
        names.append(info.name);
    QString &instructions = wishes.instructions;
    if (!instructions.isEmpty())
        instructions += u"\n\n"_s;
    if (tool.isEmpty())
        instructions +=
            u"Call at least one of these tools now, before you answer: %1."_s.arg(names.join(u", "_s));
    else
        instructions += u"Call the tool %1 now, before you answer."_s.arg(tool);
}

Result<OutputSpec> shapedAs(const QJsonObject &schema, const QString &name)
{
    if (!isPlain(name))
        return impossible(u"the name of a shape is 1 to 64 letters, digits, \"_\" or \"-\""_s);
    if (schema[u"type"] != QJsonValue(u"object"_s))
        return impossible(u"expected a JSON Schema of \"type: object\""_s);
    const Result<> used = checkAgainstSchema(QJsonObject(), schema);
    if (!used && used.error().kind == ErrorKind::Internal)
        return impossible(used.error().message);
    OutputSpec output;
    output.schema = schema;
    output.name = name;
    return output;
}

Result<> checkBase64(const QString &data)
{
    if (!QByteArray::fromBase64Encoding(data.toLatin1(), QByteArray::AbortOnBase64DecodingErrors))
        return impossible(u"the base64 is broken"_s);
    return {};
}

} // namespace server
