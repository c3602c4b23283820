// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"

#include <QByteArrayList>
#include <QList>

namespace testing {

/// One answer of the server, 1xx included.
struct Reply
{
    int status = 0;
    QList<http::Header> headers;
    QByteArray body; ///< Without chunking.
    bool chunked = false;

    /// The first header of that name; "" if it is not there, or there twice.
    QByteArray header(const QByteArray &name) const;
};

struct Replies
{
    QList<Reply> list;
    /// Bytes after the last whole reply: the begin of one, or something that is none.
    QByteArray rest;

    QList<int> statuses() const;
};

/// Reads replies the way a strict client does. `methods` are those of the requests in order, where known; the
/// answer to a HEAD has no body. `ended`: no more bytes will come.
Replies parseReplies(const QByteArray &bytes, const QByteArrayList &methods, bool ended);

} // namespace testing
