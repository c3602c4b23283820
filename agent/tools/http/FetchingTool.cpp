// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/FetchingTool.h"

#include "agent/tools/LocalTool.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QByteArray charsetOf(const QString &contentType)
{
    static const QRegularExpression charset(u"charset\\s*=\\s*\"?([A-Za-z0-9_.:-]+)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return charset.match(contentType).captured(1).toLatin1();
}

QString laidOut(const QString &text)
{
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    return document.isNull() ? text : QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed();
}

QString statusOf(const FetchReply &reply)
{
    return u"%1 %2"_s.arg(reply.status).arg(reply.reason).trimmed();
}

QString headOf(const FetchReply &reply)
{
    QString head = u"Status: "_s + statusOf(reply);
    if (reply.wasRedirected)
        head += u"\nAddress: "_s + reply.url.toString(QUrl::FullyEncoded);
    if (!reply.contentType.isEmpty())
        head += u"\nContent-Type: "_s + reply.contentType;
    head += u"\nLength: %1 bytes"_s.arg(reply.body.size());
    return reply.isCut ? head + u" (cut: there is more)"_s : head;
}

ErrorKind kindOf(int status)
{
    constexpr int tooManyRequests = 429;
    constexpr int firstServerError = 500;
    if (status == tooManyRequests)
        return ErrorKind::RateLimited;
    return status < firstServerError ? ErrorKind::InvalidInput : ErrorKind::Unavailable;
}

} // namespace

std::optional<QString> textOf(const FetchReply &reply)
{
    QStringDecoder decoder(charsetOf(reply.contentType).constData());
    if (!decoder.isValid())
        decoder = QStringDecoder(QStringDecoder::Utf8);
    const QString text = decoder(reply.body);
    return text.contains(QChar(0)) ? std::nullopt : std::optional(text);
}

QString shortened(const QString &text, qsizetype maxCharacters)
{
    if (text.size() <= maxCharacters)
        return text;
    return text.left(maxCharacters)
        + u"\n\n(cut: the first %1 of %2 characters)"_s.arg(maxCharacters).arg(text.size());
}

std::optional<Error> failureIn(const FetchReply &reply)
{
    constexpr int firstError = 400;
    constexpr qsizetype errorCharacters = 500;
    if (reply.status < firstError)
        return std::nullopt;
    const QString begin = textOf(reply).value_or(QString()).simplified().left(errorCharacters);
    const QString message = u"%1 answered %2"_s.arg(reply.url.host(), statusOf(reply));
    return Error{kindOf(reply.status), begin.isEmpty() ? message : message + u": "_s + begin,
                 reply.url.toString()};
}

Result<QString> describe(const FetchReply &reply, qsizetype maxCharacters)
{
    if (const std::optional<Error> failure = failureIn(reply))
        return tl::unexpected(*failure);
    const std::optional<QString> text = textOf(reply);
    if (!text)
        return headOf(reply) + u"\n\n(not text, not shown)"_s;
    return headOf(reply) + u"\n\n"_s + shortened(laidOut(*text), maxCharacters);
}

FetchingTool::FetchingTool(ToolInfo info, Plan plan, Reading reading)
    : m_info(std::move(info))
    , m_plan(std::move(plan))
    , m_reading(std::move(reading))
{
}

FetchingTool::FetchingTool(ToolInfo info, Plan plan, qsizetype maxCharacters)
    : FetchingTool(std::move(info), std::move(plan),
                   [maxCharacters](const FetchReply &reply, const QJsonObject &) {
                       return describe(reply, maxCharacters);
                   })
{
}

QCoro::Task<ToolResult> FetchingTool::call(QJsonObject arguments, CallContext context)
{
    const Result<FetchRequest> request = m_plan(arguments);
    if (!request)
        co_return toToolResult(tl::unexpected(request.error()));
    const Result<FetchReply> reply = co_await fetch(*request, context.stop);
    if (!reply)
        co_return toToolResult(tl::unexpected(reply.error()));
    co_return toToolResult(m_reading(*reply, arguments));
}

} // namespace agent
