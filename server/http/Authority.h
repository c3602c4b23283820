// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <optional>

namespace http {

/// "host" or "host:port", as in a Host field or an origin (RFC 3986 section 3.2, without user names).
struct Authority
{
    QByteArray host;             ///< In lower case, an IPv6 address without its brackets.
    std::optional<quint16> port; ///< If one is written.

    bool operator==(const Authority &) const = default;

    /// Empty if the text is none.
    static std::optional<Authority> parse(QByteArrayView text);

    /// The address, if the host is one; else null.
    QHostAddress address() const;
    /// "localhost", a name below it, or an address of the loopback network: names that no foreign name server
    /// can give out (RFC 6761 section 6.3).
    bool isLoopback() const;
};

} // namespace http
