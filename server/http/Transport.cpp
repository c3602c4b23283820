// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Transport.h"

#include "server/http/QtTransport.h"
#ifdef Q_OS_LINUX
#include "server/http/EpollTransport.h"
#endif

namespace http {

std::unique_ptr<Transport> makeTransport(TransportKind kind, Transport::OnAccept onAccept)
{
#ifdef Q_OS_LINUX
    if (kind == TransportKind::Native)
        return std::make_unique<EpollTransport>(std::move(onAccept));
#endif
    Q_UNUSED(kind)
    return std::make_unique<QtTransport>(std::move(onAccept));
}

} // namespace http
