// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"

namespace agent {

/// Answers at once with what it was told, offline: "[local provider: <model>] <latest user message>". Ignores
/// instructions, tools and temperature, never calls a tool, uses no tokens. For tests of everything around a
/// model; the same answers as the provider of this name in selectools.
class LocalProvider : public Provider
{
public:
    QString name() const override;
    QString defaultModel() const override;
    /// Streams word by word, each with one space after it; the reply has the text as it is. Never fails,
    /// except with Cancelled when the stop came before the call.
    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) override;
};

} // namespace agent
