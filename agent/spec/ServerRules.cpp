// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool isAddress(const QString &text)
{
    static const QRegularExpression number(u"\\A(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\z"_s);
    if (text == u"localhost")
        return true;
    if (text.contains(u':'))
        return QUrl(u"http://[%1]/"_s.arg(text), QUrl::StrictMode).isValid();
    const QStringList parts = text.split(u'.');
    const auto isByte = [](const QString &part) { return number.match(part).hasMatch(); };
    return parts.size() == 4 && std::ranges::all_of(parts, isByte);
}

void checkEach(const QStringList &texts, const QRegularExpression &form, const json::Fault &otherwise,
               json::Reader &reader)
{
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (!form.match(texts[i]).hasMatch())
            reader.add(json::pointer(otherwise.where, i), otherwise.message.arg(texts[i]));
    }
}

} // namespace

void checkServer(const ServerSpec &server, json::Reader &reader)
{
    static const QRegularExpression origin(
        u"\\A[a-z][a-z0-9+.-]*://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+\\])(?::\\d{1,5})?\\z"_s);
    static const QRegularExpression host(u"\\A(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?\\z"_s);
    if (server.host && !isAddress(*server.host))
        reader.add(u"/server/host"_s,
                   u"expected an IP address such as 127.0.0.1, found \"%1\""_s.arg(*server.host));
    checkEach(server.allowOrigins, origin,
              {u"/server/allow_origins"_s,
               u"expected an origin as browsers send it, such as https://app.example.com, found \"%1\""_s,
               {},
               false},
              reader);
    checkEach(server.allowHosts, host,
              {u"/server/allow_hosts"_s,
               u"expected a name of this machine such as box.lan, found \"%1\""_s,
               {},
               false},
              reader);
}

} // namespace agent
