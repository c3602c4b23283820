// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"
#include "agent/providers/openai/OpenAiRequest.h"

#include <QHash>
#include <QUrl>

#include <memory>

namespace agent {

/// Where and as whom to call. Read once, when the provider is made.
struct OpenAiSettings
{
    QString name = QStringLiteral("openai"); ///< The word of the agent file: "openai" or "ollama".
    QUrl baseUrl = QUrl(QStringLiteral("https://api.openai.com/v1")); ///< Up to and including "/v1".
    QString apiKey;     ///< Sent as a bearer token; empty: none is sent. Never in an error, log or file.
    QString missingKey; ///< The variable that should hold the key and does not; every call then fails.
    QString defaultModel = QStringLiteral("gpt-5-mini");
    QString trafficFolder; ///< Where raw traffic is kept, keys removed; empty: nowhere. See Traffic.h.
};

/// Talks to OpenAI, or to any server with the same chat completions API, over HTTP/1.1 with streaming. Knows
/// nothing of the wire's content; OpenAiRequest and OpenAiAnswer do. Redirects are never followed, so the key
/// goes to no other place; the system's proxy is used except for this machine. What a model has refused once
/// (temperature, stream_options, the name of the token limit) is said otherwise in one more call and from
/// then on.
class OpenAiProvider : public Provider
{
public:
    explicit OpenAiProvider(OpenAiSettings settings);

    QString name() const override;
    QString defaultModel() const override;
    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) override;

    using Concessions = QHash<QString, OpenAiConcessions>; ///< By model.

private:
    std::shared_ptr<const OpenAiSettings> m_settings;
    std::shared_ptr<Concessions> m_concessions = std::make_shared<Concessions>();
};

} // namespace agent
