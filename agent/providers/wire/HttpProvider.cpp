// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/HttpProvider.h"

#include "agent/providers/Traffic.h"
#include "agent/providers/wire/ModelList.h"
#include "agent/providers/wire/ShownAttachments.h"
#include "agent/providers/wire/TextCalls.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// What m_refused calls tool calls, which are nobody's parameter.
QString nativeTools()
{
    return u"native tools"_s;
}

/// Ollama, vLLM and llama.cpp say it in words, and in different ones.
bool refusesTools(const Error &error)
{
    static const QRegularExpression words(
        u"(not|n't|never|unable to) (yet )?support\\w* .*\\b(tools?|tool[- "
        u"_]?(calls?|calling|choice|use)|function[- _]?calling)\\b"
        u"|\\btools?\\b.* (is|are) not supported|requires --(jinja|enable-auto-tool-choice)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(error.message).hasMatch();
}

/// Whether a refusal is about this parameter: named as such or as a part of it, or in words only.
bool isAbout(const QString &parameter, const ProviderFailure &failure)
{
    if (failure.parameter.isEmpty())
        return failure.error.message.contains(parameter, Qt::CaseInsensitive);
    return failure.parameter == parameter || failure.parameter.startsWith(parameter + u'.');
}

} // namespace

HttpProvider::HttpProvider(ProviderSettings settings)
    : m_settings(std::move(settings))
{
}

HeaderFields HttpProvider::keyAs(const QByteArray &field, const QByteArray &before) const
{
    if (m_settings.apiKey.isEmpty())
        return {};
    return {{field, before + m_settings.apiKey.toUtf8()}};
}

QUrl HttpProvider::address(const QString &path, const QString &version) const
{
    QUrl url = m_settings.baseUrl;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    static const QRegularExpression anyVersion(u"/v[0-9][a-z0-9]*$"_s);
    if (!anyVersion.match(base).hasMatch())
        base += version;
    url.setPath(base + path);
    return url;
}

Result<> HttpProvider::ready() const
{
    if (m_settings.missingKey.isEmpty() && m_settings.headerFault)
        return tl::unexpected(*m_settings.headerFault);
    if (m_settings.missingKey.isEmpty())
        return {};
    return fail(
        ErrorKind::Unauthorized,
        u"The environment variable %1 is not set; set it to your API key and start again, or choose another "
        "provider in the agent file"_s.arg(m_settings.missingKey),
        shown(m_settings.baseUrl));
}

Task<QStringList> HttpProvider::models(std::stop_token stop)
{
    if (const auto fault = ready(); !fault)
        co_return tl::unexpected(fault.error());
    constexpr std::chrono::seconds limit(10);
    const HttpQuestion asked = withHeaders(modelList());
    const Result<QByteArray> list = co_await fetch(asked, limit, stop);
    if (!list)
        co_return withoutSecrets(list.error(), asked.url);
    co_return modelsIn(*list);
}

Task<ModelReply> HttpProvider::complete(ModelRequest request, ModelSink sink, std::stop_token stop)
{
    if (const auto fault = check(request); !fault)
        co_return tl::unexpected(fault.error());
    request = forMyself(std::move(request));
    const auto call = std::make_shared<HttpCall>();
    call->framing = framing();
    call->idleLimit = request.idleLimit;
    call->sink = std::move(sink);
    call->stop = std::move(stop);
    call->keepsTraffic = !m_settings.trafficFolder.isEmpty();
    while (true) {
        const Refused refused = m_refused.value(request.model);
        const bool asText = refused.contains(nativeTools()) && !request.tools.isEmpty();
        const ModelRequest said = asText ? withToolsAsText(request) : request;
        call->newStream = [this, request, said, asText]() -> std::unique_ptr<ModelStream> {
            if (asText)
                return std::make_unique<TextCallStream>(newStream(said), request);
            return newStream(said);
        };
        call->question = withHeaders(question(said, refused));
        call->received.clear();
        auto result = co_await carryOut(call);
        keep(*call);
        if (result)
            co_return signedByMe(*std::move(result));
        if (!learn(request.model, result.error()))
            co_return withoutSecrets(result.error().error, call->question.url);
    }
}

Result<> HttpProvider::check(const ModelRequest &request) const
{
    if (const auto fault = ready(); !fault)
        return fault;
    const Capabilities can = capabilities();
    for (const Message &message : request.messages) {
        if (message.role == Role::Tool)
            continue; // what cannot be shown is told in words
        for (const Attachment &attachment : message.attachments) {
            if (!(attachment.isImage() ? can.images : can.files)) {
                return fail(
                    ErrorKind::InvalidInput,
                    u"%1 takes no attachment of the type %2"_s.arg(m_settings.name, attachment.mediaType));
            }
        }
    }
    return {};
}

HttpQuestion HttpProvider::withHeaders(HttpQuestion question) const
{
    question.fields += m_settings.headers;
    return question;
}

/// The request without what other providers gave to keep, and with what tools attached to their results shown
/// by a message of its own: few APIs take pictures in the result of a tool, all that take them take them
/// there.
ModelRequest HttpProvider::forMyself(ModelRequest request) const
{
    request.messages = withShownAttachments(request.messages, capabilities());
    for (Message &message : request.messages) {
        if (message.keepsake && message.keepsake->provider != m_settings.name)
            message.keepsake.reset();
    }
    return request;
}

ModelReply HttpProvider::signedByMe(ModelReply reply) const
{
    if (reply.message.keepsake)
        reply.message.keepsake->provider = m_settings.name;
    return reply;
}

/// Learns from a refusal; false when there is nothing new to learn.
bool HttpProvider::learn(const QString &model, const ProviderFailure &failure)
{
    if (failure.error.kind != ErrorKind::InvalidInput)
        return false;
    if (refusesTools(failure.error) && !m_refused.value(model).contains(nativeTools())) {
        m_refused[model].insert(nativeTools());
        return true;
    }
    const QStringList known = dispensable();
    const auto about =
        std::ranges::find_if(known, [&failure](const QString &name) { return isAbout(name, failure); });
    if (about == known.end() || m_refused.value(model).contains(*about))
        return false;
    m_refused[model].insert(*about);
    return true;
}

tl::unexpected<Error> HttpProvider::withoutSecrets(Error error, const QUrl &url) const
{
    if (!m_settings.apiKey.isEmpty())
        error.message.replace(m_settings.apiKey, u"(key)"_s);
    error.message = m_settings.redactor.text(error.message);
    error.where = shown(url);
    return tl::unexpected(std::move(error));
}

void HttpProvider::keep(const HttpCall &call) const
{
    const QByteArray reply = call.received.trimmed();
    const bool isDocument = reply.startsWith('{') || reply.startsWith('[');
    QString ending = isDocument ? u"json"_s : u"sse"_s;
    if (call.framing == Framing::Lines)
        ending = u"ndjson"_s;
    keepTraffic(m_settings.trafficFolder,
                {m_settings.name, call.question.body, call.received, ending,
                 m_settings.redactor.with({m_settings.apiKey})});
}

} // namespace agent
