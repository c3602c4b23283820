// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/gemini/GeminiProvider.h"

#include "agent/providers/gemini/GeminiRequest.h"
#include "agent/providers/gemini/GeminiStream.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {

GeminiProvider::GeminiProvider(ProviderSettings settings)
    : HttpProvider(std::move(settings))
{
}

// The list of models has names with "models/" before them, so people write both.
HttpQuestion GeminiProvider::question(const ModelRequest &request, const Refused &refused) const
{
    const bool isFullName = request.model.contains(u'/');
    const QString model = isFullName ? request.model : u"models/"_s + request.model;
    QUrl url = address(u"/%1:streamGenerateContent"_s.arg(model), u"/v1beta"_s);
    url.setQuery(u"alt=sse"_s);
    return {url, keyAs("x-goog-api-key"), geminiBody(request, refused)};
}

HttpQuestion GeminiProvider::modelList() const
{
    QUrl url = address(u"/models"_s, u"/v1beta"_s);
    url.setQuery(u"pageSize=1000"_s);
    return {url, keyAs("x-goog-api-key"), {}};
}

std::unique_ptr<ModelStream> GeminiProvider::newStream(const ModelRequest &request) const
{
    return std::make_unique<GeminiStream>(callIdsIn(request.messages));
}

QStringList GeminiProvider::dispensable() const
{
    return {u"thinking"_s};
}

} // namespace agent
