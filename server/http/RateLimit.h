// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <chrono>

namespace http {

/// Counts requests, each principal's by itself. A full minute's worth may come at once; what was used comes
/// back evenly over a minute.
class RateLimit
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Counts one request of `name` if it may have `perMinute`: zero, or after how many seconds (at least
    /// one) the next will be let through.
    std::chrono::seconds take(const QString &name, int perMinute, Time now);

private:
    struct Bucket
    {
        double left = 0; ///< Requests.
        Time since;
    };
    QHash<QString, Bucket> m_buckets; // as many as there are names with a limit
};

} // namespace http
