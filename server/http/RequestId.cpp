// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestId.h"

#include "server/http/Exchange.h"

#include <QRandomGenerator>

#include <algorithm>

namespace http {
namespace {

bool mayName(QByteArrayView id)
{
    constexpr qsizetype longest = 64;
    const auto isHarmless = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.' || c == '_' || c == ':';
    };
    return !id.isEmpty() && id.size() <= longest && std::ranges::all_of(id, isHarmless);
}

QByteArray newId()
{
    // Counted on from a random beginning: a draw for each would cost more than the whole of a small answer.
    static const QByteArray server = QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    thread_local quint64 count = 0;
    return server + '-' + QByteArray::number(++count, 36);
}

} // namespace

QByteArray requestId(const Request &head)
{
    const QByteArray given = head.header("x-request-id");
    return mayName(given) ? given : newId();
}

} // namespace http
