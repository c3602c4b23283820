// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/Reach.h"

using namespace agent;

namespace server::native {
namespace {

bool reaches(const http::Principal &principal, const QString &owner)
{
    const std::optional<QString> reach = reachOf(principal);
    return !reach || *reach == owner;
}

} // namespace

std::optional<QString> reachOf(const http::Principal &principal)
{
    return principal.may(http::Scope::Control) ? std::nullopt : std::optional(principal.name);
}

bool mayReach(const http::Principal &principal, const Run &run)
{
    return reaches(principal, run.request.principal);
}

bool mayReach(const http::Principal &principal, const QList<RunEvent> &events)
{
    const auto *started = std::get_if<RunStarted>(&events.constFirst().body);
    return started && reaches(principal, started->principal);
}

} // namespace server::native
