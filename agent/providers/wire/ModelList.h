// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace agent {

/// The models in a service's list of them, in its order, as the agent file spells them: "id" of "data" with
/// OpenAI, Anthropic and their imitators, "name" of "models" with Gemini and Ollama. Those that only embed
/// are left out. Empty when it is no such list. Pure.
QStringList modelsIn(const QByteArray &list);

} // namespace agent
