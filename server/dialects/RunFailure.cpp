// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/RunFailure.h"

#include "server/http/Problem.h"

using agent::ErrorKind;

namespace server {

int statusOfFailure(const agent::Error &error)
{
    switch (error.kind) {
    case ErrorKind::Denied:
    case ErrorKind::RateLimited:
    case ErrorKind::Timeout:
    case ErrorKind::Internal:
        return http::statusOf(error.kind);
    default:
        return 502;
    }
}

http::Answer withoutRetry(http::Answer answer, const agent::Error &error)
{
    answer.headers.append(http::Header{"x-should-retry", "false"});
    if (error.retryAfter)
        answer.headers.append(http::Header{"Retry-After", QByteArray::number(error.retryAfter->count())});
    return answer;
}

} // namespace server
