// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"

namespace agent {

/// What the tool scrape_url answers: address, content type and length, a blank line, the text of the page or
/// of its elements of one name, at most 10,000 characters. Errors: those of failureIn(); InvalidInput (a
/// selector that is more than the name of an element). Any thread.
Result<QString> pageText(const FetchReply &reply, const QString &selector);

} // namespace agent
