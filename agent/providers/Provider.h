// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/values/Model.h"

#include <QUrl>

namespace agent {

/// What can be asked of a provider's models beside text and tools. A single model may take less; it then
/// refuses the request.
struct Capabilities
{
    bool images = false;
    bool files = false;            ///< Documents such as PDF.
    bool structuredOutput = false; ///< ModelRequest::outputSchema.

    bool operator==(const Capabilities &) const = default;
};

/// A service that runs models: the seam every provider stands behind. Lives on the server's thread and is
/// shared by all runs of an agent, so it keeps nothing of a call in itself.
class Provider
{
public:
    Provider() = default;
    virtual ~Provider() = default;
    Q_DISABLE_COPY_MOVE(Provider)

    /// "openai", "demo" …: the word of the agent file.
    virtual QString name() const = 0;
    /// The model taken when the agent file names none.
    virtual QString defaultModel() const = 0;

    /// Where it is called; empty where nothing is.
    virtual QUrl baseUrl() const { return {}; }
    /// Whether all is there that a call needs. Unauthorized names the variable that should hold the key.
    virtual Result<> ready() const { return {}; }
    /// What a request may hold.
    virtual Capabilities capabilities() const { return {}; }

    /// The models that can be asked for, as the agent file spells them. Within 10 s. Errors as with
    /// complete().
    virtual Task<QStringList> models(std::stop_token) { co_return QStringList(defaultModel()); }

    /// Has the model talk once. Text goes to `sink` piece by piece as it arrives, and stands whole in the
    /// reply. Ends in every case, at the latest `request.idleLimit` after the last byte. The caller keeps the
    /// provider alive until the task is done.
    ///
    /// Errors: Unauthorized (no key or a refused one), NotFound (no such model or address), InvalidInput (the
    /// provider refused the request), RateLimited, Timeout, Unavailable (not reached, broke off, 5xx,
    /// unreadable answer), Cancelled (within one turn of the event loop after `stop`). RateLimited, Timeout
    /// and Unavailable may go away by trying again. `where` is the URL.
    virtual Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) = 0;
};

} // namespace agent
