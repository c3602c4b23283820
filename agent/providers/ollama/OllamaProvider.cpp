// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/ollama/OllamaProvider.h"

#include "agent/providers/ollama/OllamaRequest.h"
#include "agent/providers/ollama/OllamaStream.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ProviderSettings ofTheServer(ProviderSettings settings)
{
    QString path = settings.baseUrl.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith(u"/v1"_s))
        path.chop(3);
    settings.baseUrl.setPath(path);
    return settings;
}

} // namespace

OllamaProvider::OllamaProvider(ProviderSettings settings)
    : HttpProvider(ofTheServer(std::move(settings)))
{
}

HttpQuestion OllamaProvider::question(const ModelRequest &request, const Refused &) const
{
    return {address(u"/api/chat"_s), keyAs("Authorization", "Bearer "), ollamaBody(request)};
}

HttpQuestion OllamaProvider::modelList() const
{
    return {address(u"/api/tags"_s), keyAs("Authorization", "Bearer "), {}};
}

std::unique_ptr<ModelStream> OllamaProvider::newStream(const ModelRequest &request) const
{
    return std::make_unique<OllamaStream>(callIdsIn(request.messages));
}

} // namespace agent
