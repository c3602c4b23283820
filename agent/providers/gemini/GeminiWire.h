// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The names of the Gemini API (ai.google.dev, "Generating content", generateContent and
/// streamGenerateContent). What is read is read leniently: only what is needed is named, everything may be
/// absent or null.
namespace agent::gemini {

// --- what we send

/// One turn. Its parts are of many kinds, so they are plain JSON.
struct Content
{
    std::optional<QString> role; ///< "user" or "model"
    QJsonArray parts;
    static constexpr auto fields =
        std::tuple{json::field("role", &Content::role), json::field("parts", &Content::parts)};
};

struct FunctionDeclaration
{
    QString name;
    QString description;
    QJsonObject parameters; ///< JSON Schema; the key `parameters` would take a dialect of it only.
    static constexpr auto fields =
        std::tuple{json::field("name", &FunctionDeclaration::name),
                   json::field("description", &FunctionDeclaration::description),
                   json::field("parametersJsonSchema", &FunctionDeclaration::parameters)};
};

struct Tool
{
    QList<FunctionDeclaration> functionDeclarations;
    static constexpr auto fields =
        std::tuple{json::field("functionDeclarations", &Tool::functionDeclarations)};
};

struct ThinkingConfig
{
    bool includeThoughts = true;
    static constexpr auto fields =
        std::tuple{json::field("includeThoughts", &ThinkingConfig::includeThoughts)};
};

struct GenerationConfig
{
    double temperature = 0;
    int maxOutputTokens = 0;
    std::optional<ThinkingConfig> thinkingConfig;
    std::optional<QString> responseMimeType;
    std::optional<QJsonObject>
        responseSchema; ///< JSON Schema; the key `responseSchema` would take a dialect.
    static constexpr auto fields =
        std::tuple{json::field("temperature", &GenerationConfig::temperature),
                   json::field("maxOutputTokens", &GenerationConfig::maxOutputTokens),
                   json::field("thinkingConfig", &GenerationConfig::thinkingConfig),
                   json::field("responseMimeType", &GenerationConfig::responseMimeType),
                   json::field("responseJsonSchema", &GenerationConfig::responseSchema)};
};

struct GenerateRequest
{
    QList<Content> contents;
    std::optional<Content> systemInstruction;
    std::optional<QList<Tool>> tools;
    GenerationConfig generationConfig;
    static constexpr auto fields =
        std::tuple{json::field("contents", &GenerateRequest::contents),
                   json::field("systemInstruction", &GenerateRequest::systemInstruction),
                   json::field("tools", &GenerateRequest::tools),
                   json::field("generationConfig", &GenerateRequest::generationConfig)};
};

// --- what we read

struct FunctionCall
{
    std::optional<QString> id;
    std::optional<QString> name;
    std::optional<QJsonObject> args;
    static constexpr auto fields =
        std::tuple{json::field("id", &FunctionCall::id), json::field("name", &FunctionCall::name),
                   json::field("args", &FunctionCall::args)};
};

struct Part
{
    std::optional<QString> text;
    std::optional<bool> thought; ///< The text is reasoning.
    std::optional<QString> thoughtSignature;
    std::optional<FunctionCall> functionCall;
    static constexpr auto fields =
        std::tuple{json::field("text", &Part::text), json::field("thought", &Part::thought),
                   json::field("thoughtSignature", &Part::thoughtSignature),
                   json::field("functionCall", &Part::functionCall)};
};

struct ReplyContent
{
    std::optional<QList<Part>> parts;
    static constexpr auto fields = std::tuple{json::field("parts", &ReplyContent::parts)};
};

struct Candidate
{
    std::optional<int> index;
    std::optional<ReplyContent> content;
    std::optional<QString> finishReason;
    static constexpr auto fields =
        std::tuple{json::field("index", &Candidate::index), json::field("content", &Candidate::content),
                   json::field("finishReason", &Candidate::finishReason)};
};

struct UsageMetadata
{
    std::optional<qint64> promptTokens;
    std::optional<qint64> toolUsePromptTokens;
    std::optional<qint64> cachedTokens;
    std::optional<qint64> candidatesTokens; ///< Without the thoughts.
    std::optional<qint64> thoughtsTokens;
    static constexpr auto fields =
        std::tuple{json::field("promptTokenCount", &UsageMetadata::promptTokens),
                   json::field("toolUsePromptTokenCount", &UsageMetadata::toolUsePromptTokens),
                   json::field("cachedContentTokenCount", &UsageMetadata::cachedTokens),
                   json::field("candidatesTokenCount", &UsageMetadata::candidatesTokens),
                   json::field("thoughtsTokenCount", &UsageMetadata::thoughtsTokens)};
};

struct PromptFeedback
{
    std::optional<QString> blockReason;
    static constexpr auto fields = std::tuple{json::field("blockReason", &PromptFeedback::blockReason)};
};

/// The data of one event, or the whole answer when it was not streamed.
struct Chunk
{
    std::optional<QList<Candidate>> candidates;
    std::optional<UsageMetadata> usage;
    std::optional<PromptFeedback> promptFeedback;
    QJsonValue error;
    static constexpr auto fields = std::tuple{
        json::field("candidates", &Chunk::candidates), json::field("usageMetadata", &Chunk::usage),
        json::field("promptFeedback", &Chunk::promptFeedback), json::field("error", &Chunk::error)};
};

} // namespace agent::gemini
