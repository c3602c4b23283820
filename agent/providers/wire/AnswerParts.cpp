// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/AnswerParts.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

struct Meaning
{
    const char *word; // in lower case
    ErrorKind kind;
};

constexpr std::array meanings{
    Meaning{"rate_limit", ErrorKind::RateLimited},
    Meaning{"quota", ErrorKind::RateLimited},
    Meaning{"resource_exhausted", ErrorKind::RateLimited},
    Meaning{"429", ErrorKind::RateLimited},
    Meaning{"authentication", ErrorKind::Unauthorized},
    Meaning{"unauthenticated", ErrorKind::Unauthorized},
    Meaning{"permission", ErrorKind::Unauthorized},
    Meaning{"api_key", ErrorKind::Unauthorized},
    Meaning{"401", ErrorKind::Unauthorized},
    Meaning{"403", ErrorKind::Unauthorized},
    Meaning{"timeout", ErrorKind::Timeout},
    Meaning{"deadline_exceeded", ErrorKind::Timeout},
    Meaning{"invalid_request", ErrorKind::InvalidInput},
    Meaning{"invalid_argument", ErrorKind::InvalidInput},
    Meaning{"invalid_prompt", ErrorKind::InvalidInput},
    Meaning{"too_large", ErrorKind::InvalidInput},
    Meaning{"context_length", ErrorKind::InvalidInput},
    Meaning{"badrequest", ErrorKind::InvalidInput},
    Meaning{"400", ErrorKind::InvalidInput},
    Meaning{"not_found", ErrorKind::NotFound},
    Meaning{"404", ErrorKind::NotFound},
};

ErrorKind kindOf(const QJsonObject &error)
{
    QString named;
    for (const QString &key : {u"type"_s, u"code"_s, u"status"_s})
        named += error.value(key).toVariant().toString().toLower() + u' ';
    const auto found = std::ranges::find_if(
        meanings, [&named](const Meaning &meaning) { return named.contains(QLatin1String(meaning.word)); });
    return found == meanings.end() ? ErrorKind::Unavailable : found->kind;
}

} // namespace

ToolCall toolCallFrom(const QString &id, const QString &name, const QString &arguments)
{
    ToolCall call{id, name, {}, {}};
    if (arguments.trimmed().isEmpty())
        return call;
    const auto json = json::parseText(arguments.toUtf8());
    if (json && json->isObject())
        call.arguments = json->toObject();
    else
        call.unreadable = arguments;
    return call;
}

QList<ToolCall> withOwnIds(QList<ToolCall> calls, QSet<QString> taken)
{
    for (ToolCall &call : calls) {
        if (call.id.isEmpty() || taken.contains(call.id))
            call.id = u"call_"_s + QUuid::createUuid().toString(QUuid::Id128);
        taken.insert(call.id);
    }
    return calls;
}

QSet<QString> callIdsIn(const QList<Message> &messages)
{
    QSet<QString> ids;
    for (const Message &message : messages) {
        for (const ToolCall &call : message.toolCalls)
            ids.insert(call.id);
    }
    return ids;
}

tl::unexpected<Error> reportedError(const QJsonValue &error)
{
    const QString words =
        error.isString() ? error.toString() : error.toObject().value(u"message"_s).toString();
    return fail(
        kindOf(error.toObject()),
        u"The model's answer ended with an error: %1"_s.arg(words.isEmpty() ? u"no reason given"_s : words));
}

tl::unexpected<Error> unreadable(const Error &error)
{
    return fail(ErrorKind::Unavailable,
                u"The model's answer cannot be read: %1 %2"_s.arg(error.message, error.where).trimmed());
}

tl::unexpected<Error> brokenOff()
{
    return fail(ErrorKind::Unavailable, u"The model's answer broke off before its end"_s);
}

} // namespace agent
