// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/HttpProvider.h"

namespace agent {

/// Talks to an Ollama server by its own API. A base address that ends in "/v1", where Ollama imitates OpenAI,
/// means the server. A key, which only servers behind a guard want, is sent as a bearer token.
class OllamaProvider : public HttpProvider
{
public:
    explicit OllamaProvider(ProviderSettings settings);

    Capabilities capabilities() const override { return {true, false, true}; }

private:
    HttpQuestion question(const ModelRequest &request, const Refused &refused) const override;
    HttpQuestion modelList() const override;
    std::unique_ptr<ModelStream> newStream(const ModelRequest &request) const override;
    Framing framing() const override { return Framing::Lines; }
};

} // namespace agent
