// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/HttpProvider.h"

namespace agent {

/// Talks to Google's Gemini API. The base address may end in "/v1beta" or not; the key is sent as
/// x-goog-api-key, never in the address.
class GeminiProvider : public HttpProvider
{
public:
    explicit GeminiProvider(ProviderSettings settings);

    Capabilities capabilities() const override { return {true, true, true}; }

private:
    HttpQuestion question(const ModelRequest &request, const Refused &refused) const override;
    HttpQuestion modelList() const override;
    std::unique_ptr<ModelStream> newStream(const ModelRequest &request) const override;
    QStringList dispensable() const override;
};

} // namespace agent
