// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/mcp/Servers.h"
#include "tests/support/Testing.h"

namespace testing {

/// The tools of servers that are all to be there; the trouble of the first that is not.
inline agent::Result<QList<agent::ToolPtr>> toolsOf(agent::Task<agent::mcp::Offered> task)
{
    const auto offered = await(std::move(task));
    if (!offered)
        return tl::unexpected(offered.error());
    if (const auto trouble = agent::mcp::troubleIn(offered->servers))
        return tl::unexpected(*trouble);
    return offered->tools;
}

} // namespace testing
