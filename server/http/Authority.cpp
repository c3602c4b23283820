// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Authority.h"

#include <algorithm>

namespace http {
namespace {

bool isNameByte(char byte)
{
    const char lower = char(byte | 0x20);
    return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.'
        || byte == '_';
}

bool isIpv6(QByteArrayView host)
{
    QHostAddress address;
    return address.setAddress(QString::fromLatin1(host))
        && address.protocol() == QAbstractSocket::IPv6Protocol;
}

} // namespace

std::optional<Authority> Authority::parse(QByteArrayView text)
{
    Authority authority;
    QByteArrayView rest;
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 0 || !isIpv6(text.sliced(1, end - 1)))
            return {};
        authority.host = text.sliced(1, end - 1).toByteArray().toLower();
        rest = text.sliced(end + 1);
    } else {
        const auto end = std::ranges::find_if_not(text, isNameByte);
        authority.host = QByteArray(text.begin(), end - text.begin()).toLower();
        rest = QByteArrayView(end, text.end());
    }
    if (authority.host.isEmpty())
        return {};
    if (rest.isEmpty())
        return authority;

    const QByteArrayView digits = rest.sliced(1);
    const bool isNumber = std::ranges::all_of(digits, [](char byte) { return byte >= '0' && byte <= '9'; });
    bool fits = false;
    authority.port = digits.toUShort(&fits);
    if (!rest.startsWith(':') || !isNumber || !fits)
        return {};
    return authority;
}

QHostAddress Authority::address() const
{
    QHostAddress address;
    address.setAddress(QString::fromLatin1(host));
    return address;
}

bool Authority::isLoopback() const
{
    return host == "localhost" || host.endsWith(".localhost") || address().isLoopback();
}

} // namespace http
