// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace server::control {

/// A body that is an agent as the window shows it.
struct AgentText
{
    QString text; ///< The agent file's, saved or not.
    QString path; ///< Absolute; its folder is what tools may read.

    static constexpr auto fields = std::tuple{agent::json::required("text", &AgentText::text),
                                              agent::json::required("path", &AgentText::path)};
    /// The largest such body.
    static constexpr qsizetype maxBytes = 20 << 20;
};

} // namespace server::control
