// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"

namespace agent {

/// A request in the words of a model: nothing about it is trusted.
struct WebRequest
{
    QString url;
    QString headers;     ///< A JSON object of texts, in text; may be empty.
    QString data = {};   ///< JSON in text, for a POST.
    qint64 timeout = 30; ///< Seconds, 1 to 300.
};

/// The request the tools http_get and scrape_url make. Errors of both: InvalidInput. Any thread.
Result<FetchRequest> getRequest(const WebRequest &wanted);
/// The request the tool http_post makes: the data go as they are, as JSON.
Result<FetchRequest> postRequest(const WebRequest &wanted);

} // namespace agent
