// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace agent {

/// Whether an address belongs to the open internet: not to this machine, a private or link-local network,
/// a cloud's metadata service, multicast, documentation, or an IPv6 form that carries an IPv4 address inside
/// (RFC 6890 and the IANA special-purpose registries). What is not known to be public is not. Any thread.
bool isPublic(const QHostAddress &address);

} // namespace agent
