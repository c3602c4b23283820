// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/http/Exchange.h"

namespace server::native {

/// What one page of a list is to hold.
struct Paging
{
    QString before; ///< The last entry of the page before; empty: the first page.
    int limit = 50; ///< 1 to 200.
};

/// `limit` and `before` of a request's query. Errors: InvalidInput.
agent::Result<Paging> pagingOf(const http::Request &request);

/// One item of a request's query; empty if it is not there.
QString queryItem(const http::Request &request, const QString &name);

/// What the store cannot do or does not have; no fault of whom we asked.
http::Answer storeProblem(const agent::Error &error);

} // namespace server::native
