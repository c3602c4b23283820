// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/HttpProvider.h"

#include <functional>

namespace testing {

/// One of the model APIs we speak, as the tests of all of them need it.
struct Wire
{
    QString name;     ///< The word of the agent file, and the folder of its recordings under providers/.
    QString basePath; ///< The path of its base address, as people write it.
    QString path;     ///< Where its calls for the model "m" go.
    agent::Framing framing = agent::Framing::Events;
    QByteArray keyField;  ///< The header field that carries the key.
    QByteArray keyPrefix; ///< What stands before the key in it.
    std::function<std::shared_ptr<agent::Provider>(agent::ProviderSettings)> provider;
    std::function<std::unique_ptr<agent::ModelStream>()> stream;

    /// "sse" or "ndjson": the ending of its recordings.
    QString ending() const;
    QByteArray contentType() const;
    /// Settings for a server at this address, with the key "sk-very-secret-0123456789".
    agent::ProviderSettings settings(QUrl server) const;
};

const QList<Wire> &wires();
/// The wire of this name; fails the test if there is none.
const Wire &wire(const QString &name);

} // namespace testing
