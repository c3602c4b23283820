// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"

#include <QJsonObject>

namespace agent {

/// The request the tool http_get makes: "url", "headers" (a JSON object of texts, in text), "timeout"
/// (seconds, 1 to 300). The address comes from a model, so nothing about it is trusted. Errors: InvalidInput.
/// Any thread.
Result<FetchRequest> httpGetRequest(const QJsonObject &arguments);

} // namespace agent
