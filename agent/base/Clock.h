// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>

namespace agent {

/// Where the time comes from, so that a test can stand still. Called from the server thread only.
using Clock = std::function<QDateTime()>;

/// The system's clock, in UTC.
inline QDateTime systemClock()
{
    return QDateTime::currentDateTimeUtc();
}

/// Measures one duration on the monotonic clock.
class Stopwatch
{
public:
    std::chrono::milliseconds elapsed() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now()
                                                                     - m_start);
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace agent
