// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"

#include <QUrl>

#include <functional>

namespace agent {

/// How far Ollama has come with fetching a model.
struct PullState
{
    QString status;       ///< In Ollama's words: "pulling manifest", "verifying sha256 digest" …
    qint64 completed = 0; ///< Bytes of the layer it is at; 0 when it is at none.
    qint64 total = 0;
    bool isDone = false; ///< The model is installed.

    bool operator==(const PullState &) const = default;
};

/// One line of the answer to POST /api/pull. Unavailable: it cannot be read, or says that the pull failed.
Result<PullState> pullStateIn(const QByteArray &line);

/// Has the Ollama at `address` fetch a model, and tells how far it is. Stopping ends the pull; Ollama goes on
/// from there the next time. Errors: NotFound (no such model), Unavailable, Timeout (silent for `idleLimit`),
/// Cancelled.
Task<> pullOllamaModel(QUrl address, QString model, std::function<void(const PullState &)> onState,
                       std::stop_token stop);

} // namespace agent
