// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

namespace ui {

/// What POST /tools/{name} answers with 200: how one call of a tool went.
struct ToolAnswer
{
    QString tool;
    agent::ToolOutcome outcome = agent::ToolOutcome::Ok;
    QString result; ///< As the model would see it.
    qint64 durationMs = 0;
    QList<agent::Attachment> attachments = {}; ///< Images and files beside the text.

    bool operator==(const ToolAnswer &) const = default;
    static constexpr auto fields = std::tuple{agent::json::field("tool", &ToolAnswer::tool),
                                              agent::json::required("outcome", &ToolAnswer::outcome),
                                              agent::json::field("result", &ToolAnswer::result),
                                              agent::json::field("duration_ms", &ToolAnswer::durationMs),
                                              agent::json::field("attachments", &ToolAnswer::attachments)};
};

} // namespace ui
