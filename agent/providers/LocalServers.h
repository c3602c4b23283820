// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/values/Environment.h"

#include <QUrl>

namespace agent {

/// A model server on this machine that answers.
struct LocalServer
{
    QString title;    ///< "Ollama", "LM Studio": whose port it is.
    QString provider; ///< The word for the agent file.
    QUrl baseUrl;     ///< For base_url.
    QStringList models;

    bool operator==(const LocalServer &) const = default;
};

/// Where a model server is looked for.
struct UsualPlace
{
    QString title;
    QString provider; ///< "ollama" or "openai".
    QUrl baseUrl;
};

/// The ports that Ollama (or OLLAMA_HOST), LM Studio, llama.cpp and vLLM use unless told otherwise.
QList<UsualPlace> usualPlaces(const Environment &environment);

/// Asks all places at once for their models; those that answer within 500 ms, in the same order.
QCoro::Task<QList<LocalServer>> findServers(QList<UsualPlace> places);
QCoro::Task<QList<LocalServer>> findLocalServers(const Environment &environment);

} // namespace agent
