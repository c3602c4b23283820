// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/RunStream.h"

namespace server::native {

/// The event of POST /stream that `event` becomes, without the result; nothing for events this wire does not
/// show. The names are those of docs/http-api.md.
std::optional<QJsonObject> streamed(const agent::RunEvent &event);

/// All that POST /stream sends for an event of these, what ends it included.
EventData streamData(const agent::RunEvent &event, const QList<agent::RunEvent> &all);

} // namespace server::native
