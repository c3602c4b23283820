// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/SseReader.h"
#include "agent/providers/HttpFailure.h"
#include "agent/providers/wire/LineReader.h"
#include "agent/providers/wire/ModelStream.h"

#include <memory>

namespace agent {

/// How an API cuts its streams into records.
enum class Framing {
    Events, ///< Server-sent events; the record is the data field.
    Lines,  ///< One JSON document a line (NDJSON).
};

/// Reads the HTTP answer to a model call, whatever it turns out to be: a stream, one JSON document although a
/// stream was asked for, a refusal, or something that is no model's answer at all. Pure; the bytes come from
/// elsewhere, and what they mean the stream knows.
class ModelAnswer
{
public:
    /// More than this in one answer is an error, so that an endless one ends.
    static constexpr qsizetype maxBytes = qsizetype(64) * 1024 * 1024;

    /// `head` has status and fields; its body may be empty.
    ModelAnswer(HttpAnswer head, QUrl url, Framing framing, std::unique_ptr<ModelStream> stream);

    /// Takes bytes of the body, cut anywhere; gives the pieces in them.
    Result<QList<ModelDelta>> take(const QByteArray &bytes);
    /// To be called once, when the body has ended; gives what was waiting for the end. `wasCut` says that
    /// the connection broke off within the body.
    Result<QList<ModelDelta>> end(bool wasCut);

    /// Whether nothing of use follows, though the connection may stay open.
    bool isComplete() const;
    /// Whether the server's refusal, and not a model's answer, is being read.
    bool isRefusal() const { return m_head.status < 200 || m_head.status >= 300; }

    /// The reply; Unavailable when the body ended too early or is no model's answer.
    tl::expected<ModelReply, ProviderFailure> finish(const QDateTime &now) const;

private:
    enum class Form { Events, Lines, Document, Foreign };
    static Form formOf(const QByteArray &contentType, Framing framing);
    Result<QByteArrayList> recordsIn(const QByteArray &bytes);
    Error foreignContent() const;

    HttpAnswer m_head;
    QUrl m_url;
    std::unique_ptr<ModelStream> m_stream;
    SseReader m_events;
    LineReader m_lines;
    Form m_form;
    qsizetype m_size = 0;
};

} // namespace agent
