// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/SseReader.h"
#include "agent/providers/HttpFailure.h"
#include "agent/providers/openai/OpenAiStream.h"

namespace agent {

/// Reads the HTTP answer to a chat completions call, whatever it turns out to be: a stream of events, one
/// JSON document although a stream was asked for, or a refusal. Pure; the bytes come from elsewhere.
class OpenAiAnswer
{
public:
    /// More than this in one answer is an error, so that an endless one ends.
    static constexpr qsizetype maxBytes = qsizetype(64) * 1024 * 1024;

    /// `head` has status and fields; its body may be empty.
    OpenAiAnswer(HttpAnswer head, const QUrl &url, OpenAiStream stream);

    /// Takes bytes of the body, cut anywhere; gives the pieces in them.
    Result<QList<ModelDelta>> take(const QByteArray &bytes);
    /// To be called once, when the body has ended; gives what was waiting for the end.
    Result<QList<ModelDelta>> end();

    /// Whether nothing of use follows, though the connection may stay open.
    bool isComplete() const;
    /// Whether the server's refusal, and not a model's answer, is being read.
    bool isRefusal() const { return m_head.status < 200 || m_head.status >= 300; }

    /// The reply; Unavailable when the body ended too early or is no model's answer.
    tl::expected<ModelReply, ProviderFailure> finish(const QDateTime &now) const;

private:
    enum class Form { Events, Document, Foreign };
    static Form formOf(const QByteArray &contentType);
    Error foreignContent() const;

    HttpAnswer m_head;
    QUrl m_url;
    OpenAiStream m_stream;
    SseReader m_events;
    Form m_form;
    qsizetype m_size = 0;
};

} // namespace agent
