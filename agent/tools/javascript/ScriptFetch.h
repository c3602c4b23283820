// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/tools/http/Fetch.h"

namespace agent {

/// What a script wants to have fetched.
struct ScriptFetch
{
    QString url;
    QString method;
    QMap<QString, QString> headers;
    QString body;

    static constexpr auto fields =
        std::tuple{json::field("url", &ScriptFetch::url), json::field("method", &ScriptFetch::method),
                   json::field("headers", &ScriptFetch::headers), json::field("body", &ScriptFetch::body)};
};

/// The request for it, with the guard on. Errors: InvalidInput (no such method, a header that cannot be
/// sent).
Result<FetchRequest> requestFor(const ScriptFetch &wish);

/// What the script is told of the answer: "status", "headers" (names in lower case) and "text", or "error".
QJsonObject answerFor(const Result<FetchReply> &reply);

} // namespace agent
