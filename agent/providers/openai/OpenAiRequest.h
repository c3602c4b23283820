// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

#include <QByteArray>

namespace agent {

/// What a server or model has refused and is therefore said otherwise from now on.
struct OpenAiConcessions
{
    bool noTemperature = false;   ///< Reasoning models take their own temperature only.
    bool noStreamOptions = false; ///< Older servers do not know `stream_options`; usage is then unknown.
    bool otherTokenLimit = false; ///< `max_tokens` where we say `max_completion_tokens`, and the reverse.

    bool operator==(const OpenAiConcessions &) const = default;
};

/// The body of a chat completions call, as JSON text. Pure. The output limit is `max_completion_tokens` for
/// the families that know no other (gpt-5, gpt-4.1, o1, o3, o4, codex), else `max_tokens`. Arguments that
/// were unreadable go back as an empty object, because servers parse them; the tool message beside them says
/// why.
QByteArray openAiBody(const ModelRequest &request, const OpenAiConcessions &concessions = {});

} // namespace agent
