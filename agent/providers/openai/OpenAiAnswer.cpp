// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiAnswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype maxRefusalBytes = qsizetype(64) * 1024;

} // namespace

OpenAiAnswer::OpenAiAnswer(HttpAnswer head, const QUrl &url, OpenAiStream stream)
    : m_head(std::move(head))
    , m_url(url)
    , m_stream(std::move(stream))
    , m_form(formOf(m_head.contentType))
{
}

// Proxies and small servers leave the type out or call a stream plain text.
OpenAiAnswer::Form OpenAiAnswer::formOf(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    if (type.isEmpty() || type == "text/event-stream" || type == "text/plain")
        return Form::Events;
    return type.endsWith("json") ? Form::Document : Form::Foreign;
}

Result<QList<ModelDelta>> OpenAiAnswer::take(const QByteArray &bytes)
{
    QList<ModelDelta> deltas;
    m_size += bytes.size();
    if (isRefusal() || m_form == Form::Foreign) {
        m_head.body += bytes.left(maxRefusalBytes - m_head.body.size());
        return deltas;
    }
    if (m_size > maxBytes)
        return fail(ErrorKind::Unavailable, u"The model's answer is larger than 64 MiB"_s);
    if (m_form == Form::Document) {
        m_head.body += bytes;
        return deltas;
    }
    const auto events = m_events.feed(bytes);
    if (!events)
        return tl::unexpected(events.error());
    for (const SseEvent &event : *events) {
        if (m_stream.isEnded())
            break;
        const auto pieces = m_stream.accept(event.data);
        if (!pieces)
            return tl::unexpected(pieces.error());
        deltas += *pieces;
    }
    return deltas;
}

bool OpenAiAnswer::isComplete() const
{
    return m_stream.isEnded() || ((isRefusal() || m_form == Form::Foreign) && m_size >= maxRefusalBytes);
}

Result<QList<ModelDelta>> OpenAiAnswer::end()
{
    if (isRefusal() || m_form != Form::Document)
        return QList<ModelDelta>();
    return m_stream.accept(m_head.body);
}

tl::expected<ModelReply, ProviderFailure> OpenAiAnswer::finish(const QDateTime &now) const
{
    if (isRefusal())
        return tl::unexpected(failureOf(m_head, m_url, now));
    if (m_form == Form::Foreign)
        return tl::unexpected(ProviderFailure{foreignContent(), {}});
    auto reply = m_stream.finish();
    if (!reply)
        return tl::unexpected(ProviderFailure{std::move(reply.error()), {}});
    return *std::move(reply);
}

Error OpenAiAnswer::foreignContent() const
{
    const QString type = QString::fromLatin1(m_head.contentType);
    const QString words = type.startsWith(u"text/"_s) ? u": "_s + explanationIn(m_head.body) : QString();
    return {ErrorKind::Unavailable,
            u"%1 answered with %2 instead of a model's answer; check base_url%3"_s.arg(m_url.authority(),
                                                                                       type, words),
            shown(m_url)};
}

} // namespace agent
