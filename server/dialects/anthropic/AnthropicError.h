// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/http/Exchange.h"

#include <QJsonObject>

/// Errors as clients of Anthropic's API read them (API reference, "Errors"):
/// {"type":"error","error":{"type","message"}}.
namespace server::anthropic {

/// An error of HTTP itself: a token, a size, a content type. Fits http::Route::error.
http::Answer errorAnswer(int status, const QString &detail);

/// A request that cannot be worked off: InvalidInput 400, the message beginning with the faulty field
/// ("messages.1.role: …"); NotFound 404.
http::Answer refusal(const agent::Error &error);

/// Conversations are not held here (the beta "message-threads"): so that clients then send all of them, as
/// the tool runner of the official ones does.
http::Answer noThreads();

/// A run that failed (see statusOfFailure); official clients are told not to try again, for tools may have
/// run.
http::Answer failure(const agent::Error &error);

/// The same inside a stream.
QJsonObject failureObject(const agent::Error &error);

} // namespace server::anthropic
