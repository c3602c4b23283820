// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/HttpProvider.h"

namespace agent {

/// Talks to Anthropic, or to any server with the same Messages API. The base address may end in "/v1" or not;
/// the key is sent as x-api-key.
class AnthropicProvider : public HttpProvider
{
public:
    explicit AnthropicProvider(ProviderSettings settings);

    Capabilities capabilities() const override { return {true, true}; }

private:
    HttpQuestion question(const ModelRequest &request, const Refused &refused) const override;
    HttpQuestion modelList() const override;
    std::unique_ptr<ModelStream> newStream(const ModelRequest &request) const override;
    QStringList dispensable() const override;
    HeaderFields fields() const;
};

} // namespace agent
