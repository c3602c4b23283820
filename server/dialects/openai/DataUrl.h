// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"

namespace server::openai {

/// What a data: URL (RFC 2397) in base64 holds; its `name` stays empty. InvalidInput, without a place: it is
/// another URL (nothing is fetched for a client), or its base64 is broken.
agent::Result<agent::Attachment> attachmentIn(const QString &url);

} // namespace server::openai
