// SPDX-License-Identifier: GPL-3.0-or-later
#include "Wires.h"

#include "agent/providers/anthropic/AnthropicProvider.h"
#include "agent/providers/anthropic/AnthropicStream.h"
#include "agent/providers/gemini/GeminiProvider.h"
#include "agent/providers/gemini/GeminiStream.h"
#include "agent/providers/ollama/OllamaProvider.h"
#include "agent/providers/ollama/OllamaStream.h"
#include "agent/providers/openai/OpenAiProvider.h"
#include "agent/providers/openai/OpenAiStream.h"
#include "agent/providers/responses/ResponsesProvider.h"
#include "agent/providers/responses/ResponsesStream.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace testing {
namespace {

template<class T>
std::shared_ptr<Provider> provider(ProviderSettings settings)
{
    return std::make_shared<T>(std::move(settings));
}

template<class T>
std::unique_ptr<ModelStream> stream()
{
    return std::make_unique<T>();
}

} // namespace

QString Wire::ending() const
{
    return framing == Framing::Lines ? u"ndjson"_s : u"sse"_s;
}

QByteArray Wire::contentType() const
{
    return framing == Framing::Lines ? "application/x-ndjson" : "text/event-stream";
}

ProviderSettings Wire::settings(QUrl server) const
{
    server.setPath(basePath);
    return {name, server, u"m"_s, u"sk-very-secret-0123456789"_s, {}, {}};
}

const QList<Wire> &wires()
{
    static const QList<Wire> list{
        {u"openai"_s, u"/v1"_s, u"/v1/chat/completions"_s, Framing::Events, "Authorization", "Bearer ",
         provider<OpenAiProvider>, stream<OpenAiStream>},
        {u"responses"_s, u"/v1"_s, u"/v1/responses"_s, Framing::Events, "Authorization", "Bearer ",
         provider<ResponsesProvider>, stream<ResponsesStream>},
        {u"anthropic"_s, QString(), u"/v1/messages"_s, Framing::Events, "x-api-key", "",
         provider<AnthropicProvider>, stream<AnthropicStream>},
        {u"gemini"_s, QString(), u"/v1beta/models/m:streamGenerateContent"_s, Framing::Events,
         "x-goog-api-key", "", provider<GeminiProvider>, stream<GeminiStream>},
        {u"ollama"_s, QString(), u"/api/chat"_s, Framing::Lines, "Authorization", "Bearer ",
         provider<OllamaProvider>, stream<OllamaStream>},
    };
    return list;
}

const Wire &wire(const QString &name)
{
    const auto found = std::ranges::find(wires(), name, &Wire::name);
    if (found == wires().end())
        qFatal("no wire %s", qUtf8Printable(name));
    return *found;
}

} // namespace testing
