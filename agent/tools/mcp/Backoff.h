// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace agent::mcp {

/// When something that ends may be started anew: at once if it lived for a minute, else after a pause that
/// doubles from 1 s to 60 s.
class Backoff
{
public:
    using Time = std::chrono::steady_clock::time_point;

    bool mayStart(Time now) const { return now >= m_next; }
    /// To be told of each start but the first.
    void noteStart(Time now)
    {
        using namespace std::chrono_literals;
        const bool livedWell = now - m_started >= 60s;
        m_pause = livedWell ? 1s : std::clamp<std::chrono::seconds>(m_pause * 2, 1s, 60s);
        m_started = now;
        m_next = now + m_pause;
    }

private:
    std::chrono::seconds m_pause{};
    Time m_started{};
    Time m_next{};
};

} // namespace agent::mcp
