// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ResponsesAnswer.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {
namespace {

QString itemId(const QString &prefix, const Response &response, int n)
{
    return prefix + response.id.section(u'_', 1) + u'_' + QString::number(n);
}

} // namespace

Response responseBegunWith(const RunEvent &started)
{
    Response response;
    response.id = u"resp_"_s + started.run;
    response.createdAt = started.at.toSecsSinceEpoch();
    response.model = started.agent;
    return response;
}

void finish(Response &response, const ClientAnswer &answer)
{
    const bool isCut = answer.end == AnswerEnd::CutOff || answer.end == AnswerEnd::Limited;
    const bool isWithheld = answer.end == AnswerEnd::Withheld;
    response.status = isCut || isWithheld ? u"incomplete"_s : u"completed"_s;
    if (isCut || isWithheld)
        response.incompleteDetails =
            QJsonObject{{u"reason"_s, isCut ? u"max_output_tokens"_s : u"content_filter"_s}};
    const Usage &usage = answer.usage;
    response.usage = ResponseUsage{usage.inputTokens,
                                   {usage.cachedTokens},
                                   usage.outputTokens,
                                   {usage.reasoningTokens},
                                   usage.totalTokens()};
}

void finish(Response &response, const Error &error)
{
    const bool isLimit = error.kind == ErrorKind::RateLimited;
    response.status = u"failed"_s;
    response.error = QJsonObject{{u"code"_s, isLimit ? u"rate_limit_exceeded"_s : u"server_error"_s},
                                 {u"message"_s, error.message}};
}

QJsonObject textPart(const QString &text)
{
    return {{u"type"_s, u"output_text"_s},
            {u"text"_s, text},
            {u"annotations"_s, QJsonArray()},
            {u"logprobs"_s, QJsonArray()}};
}

QJsonObject messageItem(const Response &response, int n, const std::optional<QString> &text)
{
    return {{u"type"_s, u"message"_s},
            {u"id"_s, itemId(u"msg_"_s, response, n)},
            {u"role"_s, u"assistant"_s},
            {u"status"_s, text ? u"completed"_s : u"in_progress"_s},
            {u"content"_s, text ? QJsonArray{textPart(*text)} : QJsonArray()}};
}

QJsonObject callItem(const Response &response, int n, const ToolCall &call, const QString &arguments)
{
    return {{u"type"_s, u"function_call"_s},
            {u"id"_s, itemId(u"fc_"_s, response, n)},
            {u"call_id"_s, call.id},
            {u"name"_s, call.name},
            {u"arguments"_s, arguments},
            {u"status"_s, arguments.isEmpty() ? u"in_progress"_s : u"completed"_s}};
}

Response responseOf(const RunEvent &started, const ClientAnswer &answer)
{
    Response response = responseBegunWith(started);
    int n = 0;
    if (!answer.text.isEmpty() || answer.calls.isEmpty())
        response.output.append(messageItem(response, n++, answer.text));
    for (const ToolCall &call : answer.calls)
        response.output.append(callItem(response, n++, call, QString::fromUtf8(json::text(call.arguments))));
    finish(response, answer);
    return response;
}

} // namespace server::openai
