// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace agent {

/// The JSON Schema (2020-12) of an agent file, made from the field lists of AgentSpec and from specKeys().
/// Made once; any thread. It says what can be said without the rules in SpecRules: what it refuses they
/// refuse or remark on too. Extensions of the standard: agent/base/JsonSchema.h.
const QJsonObject &agentSchema();

/// The same as the text of resources/templates/agent.schema.json.
QByteArray agentSchemaText();

} // namespace agent
