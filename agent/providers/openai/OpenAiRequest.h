// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

#include <QByteArray>
#include <QSet>

namespace agent {

/// The body of a chat completions call, as JSON text. Pure. The output limit is `max_completion_tokens` for
/// the families that know no other (gpt-5, gpt-4.1, o1, o3, o4, codex), else `max_tokens`. Arguments that
/// were unreadable go back as an empty object, because servers parse them; the tool message beside them says
/// why. Of what was `refused`, `temperature`, `response_format` and `stream_options` (usage is then unknown)
/// are left out, and the output limit is said by its other name.
QByteArray openAiBody(const ModelRequest &request, const QSet<QString> &refused = {});

} // namespace agent
