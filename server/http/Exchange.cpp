// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Exchange.h"

#include "server/http/Syntax.h"

namespace http {

QByteArray Request::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (syntax::sameWord(key, name))
            return value;
    }
    return {};
}

} // namespace http
