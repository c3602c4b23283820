// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/HttpProvider.h"

namespace agent {

/// Talks to OpenAI by its Responses API, which tells reasoning where chat completions do not. The base
/// address goes up to and including "/v1"; the key is sent as a bearer token.
class ResponsesProvider : public HttpProvider
{
public:
    explicit ResponsesProvider(ProviderSettings settings);

    Capabilities capabilities() const override { return {true, true, true}; }

private:
    HttpQuestion question(const ModelRequest &request, const Refused &refused) const override;
    HttpQuestion modelList() const override;
    std::unique_ptr<ModelStream> newStream(const ModelRequest &request) const override;
    QStringList dispensable() const override;
};

} // namespace agent
