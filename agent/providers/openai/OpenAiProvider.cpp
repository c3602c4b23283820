// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiProvider.h"

#include "agent/providers/openai/OpenAiRequest.h"
#include "agent/providers/openai/OpenAiStream.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {

OpenAiProvider::OpenAiProvider(ProviderSettings settings)
    : HttpProvider(std::move(settings))
{
}

HttpQuestion OpenAiProvider::question(const ModelRequest &request, const Refused &refused) const
{
    return {address(u"/chat/completions"_s), keyAs("Authorization", "Bearer "), openAiBody(request, refused)};
}

HttpQuestion OpenAiProvider::modelList() const
{
    return {address(u"/models"_s), keyAs("Authorization", "Bearer "), {}};
}

std::unique_ptr<ModelStream> OpenAiProvider::newStream(const ModelRequest &request) const
{
    return std::make_unique<OpenAiStream>(callIdsIn(request.messages));
}

QStringList OpenAiProvider::dispensable() const
{
    return {u"temperature"_s, u"stream_options"_s, u"response_format"_s, u"max_completion_tokens"_s,
            u"max_tokens"_s};
}

} // namespace agent
