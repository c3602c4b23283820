// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/ModelAnswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype maxRefusalBytes = qsizetype(64) * 1024;

} // namespace

ModelAnswer::ModelAnswer(HttpAnswer head, QUrl url, Framing framing, std::unique_ptr<ModelStream> stream)
    : m_head(std::move(head))
    , m_url(std::move(url))
    , m_stream(std::move(stream))
    , m_form(formOf(m_head.contentType, framing))
{
}

// Proxies and small servers leave the type out or call a stream plain text; a stream of lines is often said
// to be one JSON document.
ModelAnswer::Form ModelAnswer::formOf(const QByteArray &contentType, Framing framing)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    const bool isJson = type.endsWith("json") || type.endsWith("jsonl");
    if (framing == Framing::Lines && (isJson || type.isEmpty() || type == "text/plain"))
        return Form::Lines;
    if (type.isEmpty() || type == "text/event-stream" || type == "text/plain")
        return Form::Events;
    return isJson ? Form::Document : Form::Foreign;
}

Result<QByteArrayList> ModelAnswer::recordsIn(const QByteArray &bytes)
{
    if (m_form == Form::Lines)
        return m_lines.feed(bytes);
    const auto events = m_events.feed(bytes);
    if (!events)
        return tl::unexpected(events.error());
    QByteArrayList records;
    for (const SseEvent &event : *events)
        records.append(event.data);
    return records;
}

Result<QList<ModelDelta>> ModelAnswer::take(const QByteArray &bytes)
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
    const auto records = recordsIn(bytes);
    if (!records)
        return tl::unexpected(records.error());
    for (const QByteArray &record : *records) {
        if (m_stream->isEnded())
            break;
        const auto pieces = m_stream->accept(record);
        if (!pieces)
            return tl::unexpected(pieces.error());
        deltas += *pieces;
    }
    return deltas;
}

bool ModelAnswer::isComplete() const
{
    return m_stream->isEnded() || ((isRefusal() || m_form == Form::Foreign) && m_size >= maxRefusalBytes);
}

Result<QList<ModelDelta>> ModelAnswer::end(bool wasCut)
{
    if (isRefusal() || m_form == Form::Foreign || m_stream->isEnded())
        return QList<ModelDelta>();
    if (wasCut && !m_stream->hasEndMark())
        return fail(ErrorKind::Unavailable, u"The model's answer broke off before its end"_s);
    if (m_form == Form::Document)
        return m_stream->accept(m_head.body);
    const QByteArray rest = m_lines.rest();
    return rest.isEmpty() ? QList<ModelDelta>() : m_stream->accept(rest);
}

tl::expected<ModelReply, ProviderFailure> ModelAnswer::finish(const QDateTime &now) const
{
    if (isRefusal())
        return tl::unexpected(failureOf(m_head, m_url, now));
    if (m_form == Form::Foreign)
        return tl::unexpected(ProviderFailure{foreignContent(), {}});
    auto reply = m_stream->finish();
    if (!reply)
        return tl::unexpected(ProviderFailure{std::move(reply.error()), {}});
    return *std::move(reply);
}

Error ModelAnswer::foreignContent() const
{
    const QString type = QString::fromLatin1(m_head.contentType);
    const QString words = type.startsWith(u"text/"_s) ? u": "_s + explanationIn(m_head.body) : QString();
    return {ErrorKind::Unavailable,
            u"%1 answered with %2 instead of a model's answer; check base_url%3"_s.arg(m_url.authority(),
                                                                                       type, words),
            shown(m_url)};
}

} // namespace agent
