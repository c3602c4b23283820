// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/http/Principal.h"

/// Whose runs and sessions a caller may reach: those of its own token; those without a token, what was begun
/// without one; and who may do everything, all.
namespace server::native {

/// The principal whose they are; nothing: everybody's.
std::optional<QString> reachOf(const http::Principal &principal);

/// One that another run asked for is as that one.
bool mayReach(const http::Principal &principal, const agent::Run &run);
/// The same of a run that is told by its events, the first of which must be there.
bool mayReach(const http::Principal &principal, const QList<agent::RunEvent> &events);

} // namespace server::native
