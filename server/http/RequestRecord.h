// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>

namespace http {

/// One finished exchange, for a log: answered, refused or left.
struct RequestRecord
{
    QByteArray id;     ///< See requestId().
    QByteArray method; ///< Empty, like the path, if the request could not be read that far.
    QByteArray path;
    QByteArray route; ///< "/runs/{run}"; empty if there is none.
    QByteArray userAgent;
    QString principal;                    ///< The name that its token was given; may be empty.
    int status = 0;                       ///< 0 if the client left before an answer began.
    qint64 bodyBytes = 0;                 ///< Of the answer, as handed to the connection.
    bool clientLeft = false;              ///< Before the answer was complete, or it was cut off.
    std::chrono::microseconds duration{}; ///< From the whole request to the end of the answer.
};

/// Called on the server thread, after the exchange has ended.
using RequestLog = std::function<void(const RequestRecord &)>;

} // namespace http
