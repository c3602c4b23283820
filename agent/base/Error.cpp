// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Error.h"

namespace agent {

tl::unexpected<Error> fail(ErrorKind kind, const QString &message, const QString &where)
{
    return tl::unexpected<Error>(Error{kind, message, where});
}

QString toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput: return QStringLiteral("invalid_input");
    case ErrorKind::NotFound: return QStringLiteral("not_found");
    case ErrorKind::Unauthorized: return QStringLiteral("unauthorized");
    case ErrorKind::Denied: return QStringLiteral("denied");
    case ErrorKind::Conflict: return QStringLiteral("conflict");
    case ErrorKind::RateLimited: return QStringLiteral("rate_limited");
    case ErrorKind::Timeout: return QStringLiteral("timeout");
    case ErrorKind::Unavailable: return QStringLiteral("unavailable");
    case ErrorKind::Cancelled: return QStringLiteral("cancelled");
    case ErrorKind::Internal: return QStringLiteral("internal");
    }
    Q_UNREACHABLE();
}

} // namespace agent
