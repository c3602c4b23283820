// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <QString>

#include <chrono>
#include <optional>

namespace agent {

/// What kind of failure it is; the HTTP edge chooses a status from it, the window an icon.
enum class ErrorKind {
    InvalidInput, ///< The caller sent something that can never work; the message says what would.
    NotFound,     ///< The named thing does not exist.
    Unauthorized, ///< A key or token is missing or wrong.
    Denied,       ///< Understood and refused by a rule.
    Conflict,     ///< It clashes with the present state (port taken, name exists).
    RateLimited,  ///< Too many requests; trying later may help.
    Timeout,      ///< Nothing came in time.
    Unavailable,  ///< The other side is down, refused the connection or broke off; trying later may help.
    Cancelled,    ///< Somebody asked to stop.
    Internal,     ///< A fault of ours.
};

/// A failure as a value. Nothing of ours throws.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString message; ///< One sentence for a person: what happened and, where known, what to do.
    QString where;   ///< JSON pointer, URL or path; empty when the message says it all.
    std::optional<std::chrono::seconds> retryAfter = {}; ///< How long the other side asks to be left alone.

    bool operator==(const Error &) const = default;
};

template<class T = void>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::NotFound, …)` fits every Result<T>.
[[nodiscard]] tl::unexpected<Error> fail(ErrorKind kind, const QString &message, const QString &where = {});

/// The kind as it stands on the wire and in logs: "not_found", "rate_limited" …
QString kindName(ErrorKind kind);

} // namespace agent
