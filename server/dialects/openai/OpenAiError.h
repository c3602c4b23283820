// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/http/Exchange.h"

#include <QJsonObject>

/// Errors as clients of the OpenAI API read them (API reference, "Error codes"):
/// {"error":{"message","type","param","code"}}.
namespace server::openai {

/// An error of HTTP itself: a token, a size, a content type. Fits http::Route::error.
http::Answer errorAnswer(int status, const QString &detail);

/// A request that cannot be worked off: InvalidInput 400, with the faulty parameter ("messages[1].role");
/// NotFound 404, which is said of a model only.
http::Answer refusal(const agent::Error &error);

/// A run that failed (see statusOfFailure). `code` is the kind of the error; official clients are told not to
/// try again, for tools may have run.
http::Answer failure(const agent::Error &error);

/// The same inside a stream.
QJsonObject failureObject(const agent::Error &error);

} // namespace server::openai
