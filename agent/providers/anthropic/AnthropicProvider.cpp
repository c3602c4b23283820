// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/anthropic/AnthropicProvider.h"

#include "agent/providers/anthropic/AnthropicRequest.h"
#include "agent/providers/anthropic/AnthropicStream.h"

using namespace Qt::StringLiterals;

namespace agent {

AnthropicProvider::AnthropicProvider(ProviderSettings settings)
    : HttpProvider(std::move(settings))
{
}

HeaderFields AnthropicProvider::fields() const
{
    return keyAs("x-api-key") + HeaderFields{{"anthropic-version", "2023-06-01"}};
}

HttpQuestion AnthropicProvider::question(const ModelRequest &request, const Refused &refused) const
{
    return {address(u"/messages"_s, u"/v1"_s), fields(), anthropicBody(request, refused)};
}

HttpQuestion AnthropicProvider::modelList() const
{
    QUrl url = address(u"/models"_s, u"/v1"_s);
    url.setQuery(u"limit=1000"_s);
    return {url, fields(), {}};
}

std::unique_ptr<ModelStream> AnthropicProvider::newStream(const ModelRequest &) const
{
    return std::make_unique<AnthropicStream>();
}

QStringList AnthropicProvider::dispensable() const
{
    return {u"temperature"_s};
}

} // namespace agent
