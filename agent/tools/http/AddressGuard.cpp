// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/AddressGuard.h"

#include <algorithm>
#include <array>

namespace agent {
namespace {

struct Block
{
    quint32 network;
    int bits;
};

constexpr quint32 ip(quint32 a, quint32 b, quint32 c = 0)
{
    return a << 24 | b << 16 | c << 8;
}

constexpr std::array closedBlocks{
    Block{ip(0, 0), 8},          // this network
    Block{ip(10, 0), 8},         // private
    Block{ip(100, 64), 10},      // carrier-grade NAT; some clouds keep their metadata here
    Block{ip(127, 0), 8},        // loopback
    Block{ip(169, 254), 16},     // link-local, with most clouds' metadata
    Block{ip(172, 16), 12},      // private
    Block{ip(192, 0, 0), 24},    // protocol assignments
    Block{ip(192, 0, 2), 24},    // documentation
    Block{ip(192, 88, 99), 24},  // 6to4 relays
    Block{ip(192, 168), 16},     // private
    Block{ip(198, 18), 15},      // benchmarks
    Block{ip(198, 51, 100), 24}, // documentation
    Block{ip(203, 0, 113), 24},  // documentation
    Block{ip(224, 0), 3},        // multicast, reserved, broadcast
};

bool isPublicIp4(quint32 address)
{
    return std::ranges::none_of(closedBlocks, [address](const Block &block) {
        return address >> (32 - block.bits) == block.network >> (32 - block.bits);
    });
}

// Only global unicast (2000::/3) can be public; inside it lie blocks that tunnel or document.
bool isPublicIp6(const Q_IPV6ADDR &address)
{
    const quint32 head = quint32(address[0]) << 24 | quint32(address[1]) << 16 | quint32(address[2]) << 8
        | quint32(address[3]);
    const bool unicast = head >> 29 == 1;
    const bool special = head >> 9 == 0x20010000 >> 9; // 2001::/23: Teredo, ORCHID, benchmarks
    const bool documentation = head == 0x20010db8 || head >> 12 == 0x3fff0000 >> 12;
    const bool sixToFour = head >> 16 == 0x2002;
    return unicast && !special && !documentation && !sixToFour;
}

} // namespace

bool isPublic(const QHostAddress &address)
{
    bool isIp4 = false;
    const quint32 ip4 = address.toIPv4Address(&isIp4); // also of ::ffff:a.b.c.d
    if (isIp4)
        return isPublicIp4(ip4);
    return address.protocol() == QAbstractSocket::IPv6Protocol && address.scopeId().isEmpty()
        && isPublicIp6(address.toIPv6Address());
}

} // namespace agent
