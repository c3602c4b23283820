// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/RunEvent.h"

namespace agent {

QString eventName(const RunEventBody &body)
{
    // In the order of the variant.
    static constexpr std::array names{
        "run_started",     "turn_started",   "model_called",  "model_retried",
        "reasoning_delta", "text_delta",     "text_finished", "tool_called",
        "approval_asked",  "approval_given", "tool_started",  "tool_progress",
        "tool_finished",   "model_replied",  "model_failed",  "context_compressed",
        "message_added",   "guardrail_hit",  "limit_hit",     "limit_raised",
        "steered",         "suspended",      "resumed",       "handed_over",
        "run_finished"};
    static_assert(names.size() == std::variant_size_v<RunEventBody>);
    return QString::fromLatin1(names[body.index()]);
}

} // namespace agent
