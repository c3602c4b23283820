// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/TextCalls.h"

#include "agent/providers/wire/AnswerParts.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr QStringView marker(u"TOOL_CALL");

QString written(const ToolCall &call)
{
    const QJsonObject object{{u"tool_name"_s, call.name}, {u"parameters"_s, call.arguments}};
    return marker.toString() + u' ' + QString::fromUtf8(json::text(object));
}

QString describe(const QList<ToolInfo> &tools)
{
    QStringList lines;
    for (const ToolInfo &tool : tools) {
        const QJsonObject object{{u"tool_name"_s, tool.name},
                                 {u"description"_s, tool.description},
                                 {u"parameters"_s, tool.parameters}};
        lines.append(QString::fromUtf8(json::text(object)));
    }
    return u"You can call these tools, whose parameters are described by JSON Schema:\n\n%1\n\n"
           u"To call one, write nothing but a line such as this, and wait for its result:\n%2\n"
           u"Never invent a result. Where no tool fits, answer without one."_s.arg(
               lines.join(u'\n'), written({{}, u"name"_s, {{u"parameter"_s, u"value"_s}}, {}}));
}

/// Where the object that begins at `from` ends; -1 if it does not.
qsizetype endOfObject(const QString &text, qsizetype from)
{
    int depth = 0;
    bool isText = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isText && c == u'\\')
            ++i;
        else if (c == u'"')
            isText = !isText;
        else if (!isText && c == u'{')
            ++depth;
        else if (!isText && c == u'}' && --depth == 0)
            return i + 1;
    }
    return -1;
}

/// The call an object describes; nothing if it names no tool.
std::optional<ToolCall> callIn(const QString &object)
{
    const QJsonObject read = QJsonDocument::fromJson(object.toUtf8()).object();
    for (const auto &key : {u"tool_name"_s, u"tool"_s, u"name"_s}) {
        if (!read.value(key).isString())
            continue;
        for (const auto &arguments : {u"parameters"_s, u"arguments"_s, u"params"_s}) {
            if (read.value(arguments).isObject())
                return ToolCall{{}, read.value(key).toString(), read.value(arguments).toObject(), {}};
        }
        return ToolCall{{}, read.value(key).toString(), {}, {}};
    }
    return std::nullopt;
}

/// The call that stands behind a marker, and where it ends.
std::pair<ToolCall, qsizetype> callAt(const QString &text, qsizetype at)
{
    const qsizetype begin = text.indexOf(u'{', at);
    if (begin < 0)
        return {ToolCall{{}, {}, {}, text.sliced(at)}, text.size()};
    const qsizetype closed = endOfObject(text, begin);
    const qsizetype end = closed < 0 ? text.size() : closed;
    const QString object = text.sliced(begin, end - begin);
    return {callIn(object).value_or(ToolCall{{}, {}, {}, object}), end};
}

/// Takes the calls behind markers out of `text`.
QList<ToolCall> takeMarked(QString &text)
{
    QList<ToolCall> calls;
    const qsizetype first = text.indexOf(marker);
    for (qsizetype at = first; at >= 0; at = text.indexOf(marker, at)) {
        const auto [call, end] = callAt(text, at + marker.size());
        calls.append(call);
        at = end;
    }
    if (first >= 0)
        text = text.first(first).trimmed();
    return calls;
}

/// The one object that a text consists of, in a code fence or not.
QString onlyObject(const QString &text)
{
    QString whole = text.trimmed();
    if (whole.startsWith(u"```") && whole.endsWith(u"```"))
        whole = whole.section(u'\n', 1).chopped(3).trimmed();
    return whole.startsWith(u'{') && endOfObject(whole, 0) == whole.size() ? whole : QString();
}

bool isNamed(const QList<ToolInfo> &tools, const QString &name)
{
    return std::ranges::find(tools, name, &ToolInfo::name) != tools.end();
}

/// How much of a text is surely none of a call; `known` of it is.
qsizetype harmless(const QString &text, qsizetype known)
{
    const auto begin = std::ranges::find_if(text, [](QChar c) { return !c.isSpace(); });
    if (begin == text.end() || *begin == u'{' || *begin == u'`')
        return 0;
    if (const qsizetype at = text.indexOf(marker, known); at >= 0)
        return at;
    for (qsizetype size = std::min(marker.size() - 1, text.size()); size > 0; --size) {
        if (text.endsWith(marker.first(size)))
            return text.size() - size;
    }
    return text.size();
}

} // namespace

ModelRequest withToolsAsText(ModelRequest request)
{
    request.instructions += u"\n\n"_s + describe(request.tools);
    request.tools.clear();
    QHash<QString, QString> names; // of tools, by call
    for (Message &message : request.messages) {
        for (const ToolCall &call : std::exchange(message.toolCalls, {})) {
            names.insert(call.id, call.name);
            message.text += (message.text.isEmpty() ? u""_s : u"\n"_s) + written(call);
        }
        if (message.role != Role::Tool)
            continue;
        const QString outcome = message.failed ? u"failed"_s : u"gave"_s;
        const QString text = u"%1 %2:\n%3"_s.arg(names.value(message.toolCallId), outcome, message.text);
        message = Message{Role::User, text, {}, {}};
    }
    return request;
}

Message withCallsFromText(Message message, const QList<ToolInfo> &tools)
{
    message.toolCalls = takeMarked(message.text);
    if (!message.toolCalls.isEmpty())
        return message;
    const std::optional<ToolCall> call = callIn(onlyObject(message.text));
    if (!call || !isNamed(tools, call->name))
        return message;
    message.toolCalls = {*call};
    message.text.clear();
    return message;
}

TextCallStream::TextCallStream(std::unique_ptr<ModelStream> inner, const ModelRequest &request)
    : m_inner(std::move(inner))
    , m_tools(request.tools)
    , m_taken(callIdsIn(request.messages))
{
}

QString TextCallStream::released()
{
    qsizetype end = harmless(m_text, m_shown);
    if (m_inner->isEnded()) {
        const Message read = withCallsFromText(Message{Role::Assistant, m_text, {}, {}}, m_tools);
        end = read.toolCalls.isEmpty() ? m_text.size() : std::min(end, m_text.size());
    }
    const QString text = m_text.sliced(m_shown, std::max<qsizetype>(0, end - m_shown));
    m_shown += text.size();
    return text;
}

Result<QList<ModelDelta>> TextCallStream::accept(const QByteArray &record)
{
    Result<QList<ModelDelta>> pieces = m_inner->accept(record);
    if (!pieces)
        return pieces;
    QList<ModelDelta> handedOn;
    for (const ModelDelta &piece : *pieces) {
        if (const auto *text = std::get_if<TextPiece>(&piece))
            m_text += text->text;
        else
            handedOn.append(piece);
    }
    if (const QString text = released(); !text.isEmpty())
        handedOn.append(TextPiece{text});
    return handedOn;
}

Result<ModelReply> TextCallStream::finish() const
{
    Result<ModelReply> reply = m_inner->finish();
    if (!reply)
        return reply;
    reply->message = withCallsFromText(std::move(reply->message), m_tools);
    if (reply->message.toolCalls.isEmpty())
        return reply;
    reply->message.toolCalls = withOwnIds(reply->message.toolCalls, m_taken);
    reply->finish = FinishReason::ToolCalls;
    return reply;
}

} // namespace agent
