// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>

namespace agent {

/// How kinds of errors are written on wires, in logs and in files.
constexpr auto names(ErrorKind)
{
    using enum ErrorKind;
    return std::array{json::Name{InvalidInput, "invalid_input"},
                      json::Name{NotFound, "not_found"},
                      json::Name{Unauthorized, "unauthorized"},
                      json::Name{Denied, "denied"},
                      json::Name{Conflict, "conflict"},
                      json::Name{RateLimited, "rate_limited"},
                      json::Name{Timeout, "timeout"},
                      json::Name{Unavailable, "unavailable"},
                      json::Name{Cancelled, "cancelled"},
                      json::Name{Internal, "internal"}};
}

/// {"kind","message","where","retry_after"}, the last in seconds.
QJsonValue toJson(const Error &error);
void readJson(const QJsonValue &value, Error &out, json::Reader &reader, const QString &where);

} // namespace agent
