// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Error.h"

using namespace Qt::StringLiterals;

namespace agent {

tl::unexpected<Error> fail(ErrorKind kind, const QString &message, const QString &where)
{
    return tl::unexpected<Error>(Error{kind, message, where});
}

QString kindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
        return u"invalid_input"_s;
    case ErrorKind::NotFound:
        return u"not_found"_s;
    case ErrorKind::Unauthorized:
        return u"unauthorized"_s;
    case ErrorKind::Denied:
        return u"denied"_s;
    case ErrorKind::Conflict:
        return u"conflict"_s;
    case ErrorKind::RateLimited:
        return u"rate_limited"_s;
    case ErrorKind::Timeout:
        return u"timeout"_s;
    case ErrorKind::Unavailable:
        return u"unavailable"_s;
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::Internal:
        return u"internal"_s;
    }
    Q_UNREACHABLE();
}

} // namespace agent
