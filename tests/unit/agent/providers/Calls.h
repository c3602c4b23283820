// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ModelServer.h"
#include "Wires.h"

namespace testing {

/// The key of Wire::settings(), as bytes.
extern const QByteArray secretKey;

/// A good answer of a wire, as HTTP: "Grüße an alle …".
QByteArray goodAnswer(const Wire &wire);
/// The good answer up to the first two pieces of its text.
QByteArray beginning(const Wire &wire);

/// "hi", for the model "m".
agent::ModelRequest question(std::chrono::milliseconds idleLimit = std::chrono::seconds(5));

/// A call in progress and what has come of it.
struct Call
{
    std::stop_source stop;
    QString text;
    std::optional<agent::Result<agent::ModelReply>> reply;
    bool stopsAtFirstPiece = false;

    /// The provider and this must live until `reply` is there.
    void start(agent::Provider &provider, const agent::ModelRequest &request);
};

/// Waits for the answer to a question, from a provider with the usual settings.
agent::Result<agent::ModelReply> ask(const Wire &wire, const ModelServer &server,
                                     std::chrono::milliseconds idleLimit = std::chrono::seconds(5));
/// Waits for the answer of this provider.
agent::Result<agent::ModelReply> ask(agent::Provider &provider, const agent::ModelRequest &request);

} // namespace testing
