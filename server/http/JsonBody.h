// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "server/http/Problem.h"

#include <optional>

namespace http {

/// The body of a request as a value with `fields` (see agent/base/Json.h). If it is none, the exchange is
/// answered (400 for what is not JSON, 422 with the JSON pointer of the first fault otherwise) and nothing is
/// returned.
///
///     const auto body = http::readBody<InvokeRequest>(*exchange);
///     if (!body)
///         return;
template<class T>
std::optional<T> readBody(Exchange &exchange)
{
    const auto json = agent::json::parseText(exchange.request().body);
    if (!json) {
        exchange.answer(malformed(json.error()));
        return {};
    }
    auto value = agent::json::fromJson<T>(*json);
    if (!value) {
        exchange.answer(problem(value.error()));
        return {};
    }
    return std::move(*value);
}

} // namespace http
