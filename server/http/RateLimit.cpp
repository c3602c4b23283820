// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RateLimit.h"

#include <algorithm>
#include <cmath>

namespace http {

std::chrono::seconds RateLimit::take(const QString &name, int perMinute, Time now)
{
    const auto known = m_buckets.find(name);
    Bucket &bucket = known == m_buckets.end() ? *m_buckets.insert(name, {double(perMinute), now}) : *known;
    const std::chrono::duration<double, std::ratio<60>> passed = now - bucket.since;
    bucket.left = std::min(double(perMinute), bucket.left + passed.count() * perMinute);
    bucket.since = now;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return std::chrono::seconds(0);
    }
    constexpr double secondsAMinute = 60;
    const double wait = (1 - bucket.left) * secondsAMinute / perMinute;
    return std::chrono::seconds(std::max(1L, std::lround(std::ceil(wait))));
}

} // namespace http
