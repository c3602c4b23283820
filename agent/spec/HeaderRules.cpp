// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// In which header a service takes its key. "auto" may become any of them.
bool carriesTheKey(const QString &header, const QString &provider)
{
    const auto isOf = [&](const QString &service) { return provider == service || provider == u"auto"; };
    return header == u"authorization" || (header == u"x-api-key" && isOf(u"anthropic"_s))
        || (header == u"x-goog-api-key" && isOf(u"gemini"_s));
}

/// What every request has already, or what would change where it ends.
bool isOurs(const QString &header, const QString &provider)
{
    static const QStringList always{u"accept"_s,         u"accept-encoding"_s,
                                    u"connection"_s,     u"content-encoding"_s,
                                    u"content-length"_s, u"content-type"_s,
                                    u"expect"_s,         u"host"_s,
                                    u"keep-alive"_s,     u"te"_s,
                                    u"trailer"_s,        u"transfer-encoding"_s,
                                    u"upgrade"_s,        u"user-agent"_s};
    const bool isVersion =
        header == u"anthropic-version" && (provider == u"anthropic" || provider == u"auto");
    return always.contains(header) || header.startsWith(u"proxy-"_s) || isVersion;
}

void checkName(const QString &name, const QString &provider, json::Reader &reader, const QString &where)
{
    const QString header = name.toLower();
    if (carriesTheKey(header, provider)) {
        reader.add({where,
                    u"the header \"%1\" carries the key; name its variable with \"api_key\""_s.arg(name),
                    {},
                    true});
    } else if (isOurs(header, provider)) {
        reader.add({where, u"the header \"%1\" is set by Slipway itself"_s.arg(name), {}, true});
    }
}

void addSecrets(const QJsonValue &service, QStringList &secrets)
{
    HeaderMap texts;
    const QJsonObject headers = service[u"headers"].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        texts.insert(it.key(), it.value().toVariant().toString());
    secrets += secretsIn(texts, {});
}

} // namespace

void checkHeaderLines(const HeaderMap &headers, json::Reader &reader, const QString &where)
{
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QString place = json::pointer(where, it.key());
        if (!isHeaderName(it.key()))
            reader.add({place, u"\"%1\" cannot be the name of a header"_s.arg(it.key()), {}, true});
        if (!isHeaderValue(it.value()))
            reader.add(place, u"expected a header value of one line, without control characters"_s);
    }
}

void checkProviderHeaders(const HeaderMap &headers, const QString &provider, json::Reader &reader,
                          const QString &where)
{
    checkHeaderLines(headers, reader, where);
    QStringList seen;
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QString place = json::pointer(where, it.key());
        checkName(it.key(), provider, reader, place);
        if (seen.contains(it.key(), Qt::CaseInsensitive))
            reader.add(
                {place, u"there is already a header \"%1\", in other letters"_s.arg(it.key()), {}, true});
        seen.append(it.key());
    }
}

QStringList headerSecrets(const QJsonObject &root)
{
    QStringList secrets;
    addSecrets(root, secrets);
    for (const QJsonValue fallback : root.value(u"fallbacks").toArray())
        addSecrets(fallback, secrets);
    for (const QJsonValue member : root.value(u"agents").toObject())
        addSecrets(member, secrets);
    return secrets;
}

} // namespace agent
