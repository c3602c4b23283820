// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/Model.h"

#include <QByteArray>

namespace agent {

/// Understands the answers of one kind of model API: turns the records of an answer into pieces and, at the
/// end, one reply. A record is the data field of an event, a line of a stream of lines, or the one document
/// of an answer that was not streamed. One object reads one answer. Pure: no network, no clock.
class ModelStream
{
public:
    ModelStream() = default;
    virtual ~ModelStream() = default;
    Q_DISABLE_COPY_MOVE(ModelStream)

    /// Takes one record; gives the text and reasoning in it. Unavailable: it cannot be read. An error the
    /// server reports within the stream comes back as one, with its own words. Either ends the answer.
    virtual Result<QList<ModelDelta>> accept(const QByteArray &record) = 0;

    /// Whether the end mark was read; nothing of use follows.
    virtual bool isEnded() const = 0;

    /// Whether the API has an end mark at all. Where it has none, an answer whose connection broke off counts
    /// as cut although it looks whole.
    virtual bool hasEndMark() const { return true; }

    /// The whole reply. Unavailable when the answer stopped before its end.
    virtual Result<ModelReply> finish() const = 0;
};

} // namespace agent
