// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/providers/HttpFailure.h"
#include "agent/providers/wire/ModelAnswer.h"

#include <QPair>

#include <functional>

namespace agent {

using HeaderFields = QList<QPair<QByteArray, QByteArray>>;

/// What is sent to a provider.
struct HttpQuestion
{
    QUrl url;
    HeaderFields fields; ///< Header fields beside the usual ones: keys, versions.
    QByteArray body;     ///< JSON. Empty: a GET.
};

/// One model call over HTTP. Shared by the steps of its coroutine, so that none of them holds a reference.
struct HttpCall
{
    HttpQuestion question;
    Framing framing = Framing::Events;
    std::function<std::unique_ptr<ModelStream>()> newStream; ///< Understands the answer.
    std::chrono::milliseconds idleLimit{};
    ModelSink sink;
    std::stop_token stop;
    bool keepsTraffic = false;
    QByteArray received; ///< The answer's bytes, if traffic is kept.
};

/// Sends the question and reads the answer, handing pieces on as they arrive; over HTTP/1.1, uncompressed.
/// Redirects are never followed, so that a key goes to no other place; the system's proxy is used except for
/// this machine. Cancelled: within one turn of the event loop after `stop`. Timeout: no byte for `idleLimit`.
/// Else the failures of HttpFailure.h and of the answer.
QCoro::Task<tl::expected<ModelReply, ProviderFailure>> carryOut(std::shared_ptr<HttpCall> call);

/// Hands on the lines of an answer as they come; an error from `onLine` ends it. The rules and errors of
/// carryOut().
Task<> fetchLines(HttpQuestion question, std::function<Result<>(const QByteArray &line)> onLine,
                  std::chrono::milliseconds idleLimit, std::stop_token stop);

/// Fetches one small document, at most 8 MiB and within `limit` in all; the same rules and errors.
Task<QByteArray> fetch(HttpQuestion question, std::chrono::milliseconds limit, std::stop_token stop);

} // namespace agent
