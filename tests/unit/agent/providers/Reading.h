// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Wires.h"

#include "agent/providers/wire/ModelAnswer.h"

#include <QJsonObject>

namespace testing {

/// What came of an answer: the reply, and what was handed on while it was read.
struct Outcome
{
    agent::Result<agent::ModelReply> reply;
    QString text;
    QString reasoning;

    void note(const QList<agent::ModelDelta> &deltas);
    /// As the files *.expected.json have it; an id that we made up is "(invented)".
    QJsonObject picture() const;
};

/// An answer with status 200 of this content type, ready to be read.
agent::ModelAnswer answerOf(const Wire &wire, const QByteArray &contentType);

/// Reads a whole body that comes in pieces of `step` bytes.
Outcome read(const Wire &wire, const QByteArray &body, qsizetype step, const QByteArray &contentType);

} // namespace testing
