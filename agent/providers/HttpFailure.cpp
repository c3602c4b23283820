// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/HttpFailure.h"

#include "agent/base/Json.h"

#include <QHostAddress>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

struct Meaning
{
    int status;
    ErrorKind kind;
    const char *sentence; // %1 the server, %2 the status
};

constexpr std::array meanings{
    Meaning{401, ErrorKind::Unauthorized, "%1 refused the API key (%2)"},
    Meaning{403, ErrorKind::Unauthorized, "%1 does not let this API key do that (%2)"},
    Meaning{404, ErrorKind::NotFound, "%1 knows no such model or address (%2)"},
    Meaning{405, ErrorKind::NotFound, "%1 serves no models at this address (%2)"},
    Meaning{408, ErrorKind::Timeout, "%1 gave up waiting (%2)"},
    Meaning{410, ErrorKind::NotFound, "%1 no longer has this model or address (%2)"},
    Meaning{413, ErrorKind::InvalidInput, "The request is too large for %1 (%2)"},
    Meaning{429, ErrorKind::RateLimited, "%1 asks for fewer requests (%2)"},
    Meaning{503, ErrorKind::Unavailable, "%1 is not available at the moment (%2)"},
    Meaning{529, ErrorKind::Unavailable, "%1 is overloaded at the moment (%2)"},
};

Meaning meaningOf(int status)
{
    for (const Meaning &meaning : meanings) {
        if (meaning.status == status)
            return meaning;
    }
    if (status >= 500)
        return {status, ErrorKind::Unavailable, "%1 failed (%2)"};
    return {status, ErrorKind::InvalidInput, "%1 refused the request (%2)"};
}

QString oneLine(const QString &text)
{
    constexpr qsizetype longest = 300;
    const QString line = text.simplified();
    return line.size() > longest ? line.left(longest) + QChar(0x2026) : line;
}

QString wordsOfPage(const QString &page)
{
    static const QRegularExpression title(u"<title[^>]*>(.*?)</title>"_s,
                                          QRegularExpression::CaseInsensitiveOption
                                              | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression markup(u"<(style|script)[^>]*>.*?</\\1>|<[^>]*>"_s,
                                           QRegularExpression::CaseInsensitiveOption
                                               | QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = title.match(page);
    if (match.hasMatch())
        return match.captured(1);
    return QString(page).replace(markup, u" "_s);
}

// {"error":{"message":…}}, {"error":"…"}, {"message":…}, {"detail":…}, a list of one of them, {"msg":…}.
QString messageIn(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isArray())
        return messageIn(value.toArray().first());
    if (!value.isObject())
        return {};
    const QJsonObject object = value.toObject();
    for (const QString &key : {u"error"_s, u"message"_s, u"detail"_s, u"errors"_s, u"msg"_s}) {
        const QString found = messageIn(object.value(key));
        if (!found.isEmpty())
            return found;
    }
    return {};
}

/// The `error` object of a JSON body; Google sends a list of one where a list of chunks was due.
QJsonObject errorIn(const QByteArray &body)
{
    const auto json = json::parseText(body);
    if (!json)
        return {};
    const QJsonValue document = json->isArray() ? json->toArray().first() : *json;
    return document[u"error"].toObject();
}

/// Google tells what others put into the head, or into the status, by `details`.
QJsonValue detailIn(const QJsonObject &error, QLatin1String key)
{
    for (const QJsonValue &detail : error.value(u"details"_s).toArray()) {
        if (detail[key].isString())
            return detail[key];
    }
    return QJsonValue::Undefined;
}

std::optional<std::chrono::seconds> waitIn(const HttpAnswer &answer, const QJsonObject &error,
                                           const QDateTime &now)
{
    const QByteArray delay = detailIn(error, QLatin1String("retryDelay")).toString().toLatin1(); // "34.07s"
    return retryAfterIn(
        answer.retryAfter.isEmpty() && delay.endsWith('s') ? delay.chopped(1) : answer.retryAfter, now);
}

bool isAboutTheKey(const QJsonObject &error)
{
    return detailIn(error, QLatin1String("reason")).toString() == u"API_KEY_INVALID";
}

Error redirected(const HttpAnswer &answer, const QUrl &url)
{
    const QUrl target = url.resolved(QUrl::fromEncoded(answer.location));
    return {ErrorKind::NotFound,
            u"%1 sends its callers on to %2; set base_url to where the server really is"_s.arg(
                url.authority(), shown(target)),
            shown(url)};
}

} // namespace

ProviderFailure failureOf(const HttpAnswer &answer, const QUrl &url, const QDateTime &now)
{
    if (answer.status >= 300 && answer.status < 400)
        return {redirected(answer, url), {}};
    const QJsonObject error = errorIn(answer.body);
    const Meaning meaning = meaningOf(isAboutTheKey(error) ? 401 : answer.status);
    const QString words = explanationIn(answer.body);
    ProviderFailure failure;
    failure.error.kind = meaning.kind;
    failure.error.message =
        QString::fromLatin1(meaning.sentence).arg(url.host(), QString::number(answer.status));
    if (!words.isEmpty())
        failure.error.message += u": "_s + words;
    failure.error.where = shown(url);
    failure.error.retryAfter = waitIn(answer, error, now);
    failure.parameter = error.value(u"param"_s).toString();
    return failure;
}

Error failureOf(QNetworkReply::NetworkError error, const QString &text, const QUrl &url)
{
    const QString server = url.authority();
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorKind::Unavailable, u"Nothing answers at %1; is the server running?"_s.arg(server),
                shown(url)};
    case QNetworkReply::HostNotFoundError:
        return {ErrorKind::Unavailable,
                u"There is no host named %1, or this machine is offline"_s.arg(url.host()), shown(url)};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorKind::Unavailable,
                u"No secure connection to %1 could be made: %2"_s.arg(server, oneLine(text)), shown(url)};
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return {ErrorKind::InvalidInput, u"%1 is no http or https address"_s.arg(shown(url)), shown(url)};
    default:
        return {ErrorKind::Unavailable, u"The connection to %1 broke off: %2"_s.arg(server, oneLine(text)),
                shown(url)};
    }
}

QString explanationIn(const QByteArray &body)
{
    const auto json = json::parseText(body);
    if (json)
        return oneLine(messageIn(*json));
    const QString text = QString::fromUtf8(body).trimmed();
    return oneLine(text.startsWith(QLatin1Char('<')) ? wordsOfPage(text) : text);
}

std::optional<std::chrono::seconds> retryAfterIn(const QByteArray &field, const QDateTime &now)
{
    bool isNumber = false;
    const double seconds = field.trimmed().toDouble(&isNumber);
    constexpr double aDay = 86400;
    if (isNumber && seconds >= 0 && seconds <= aDay)
        return std::chrono::seconds(static_cast<qint64>(std::ceil(seconds)));
    QDateTime until =
        QLocale::c().toDateTime(QString::fromLatin1(field).trimmed(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!until.isValid())
        return std::nullopt;
    until.setTimeZone(QTimeZone::utc());
    return std::chrono::seconds(qBound(qint64(0), now.secsTo(until), qint64(aDay)));
}

QString shown(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == u"localhost" || host.endsWith(u".localhost"_s) || QHostAddress(host).isLoopback();
}

} // namespace agent
