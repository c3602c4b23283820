// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"
#include "agent/values/Environment.h"

namespace agent {

/// Asks DuckDuckGo's page without scripts, or what SLIPWAY_SEARCH_URL names instead: a page that takes "q"
/// and answers in the same markup; a person chose it, so it may be anywhere. Errors: InvalidInput (nothing to
/// search, an address that is none). Any thread.
Result<FetchRequest> searchRequest(const QString &query, const Environment &environment);

/// What the tool web_search answers: a line with the query, then for each result, advertisements left out,
/// its number and title, its address and what the page says about it. Errors: those of failureIn();
/// RateLimited (the page asks for a person). Any thread.
Result<QString> searchResults(const FetchReply &reply, const QString &query, qint64 mostResults);

} // namespace agent
