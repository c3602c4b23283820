// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Error.h"

#include "agent/base/ErrorNames.h"

namespace agent {

tl::unexpected<Error> fail(ErrorKind kind, const QString &message, const QString &where)
{
    return tl::unexpected<Error>(Error{kind, message, where});
}

QString kindName(ErrorKind kind)
{
    return json::toName(kind);
}

} // namespace agent
