// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Cassette.h"

#include <QRandomGenerator>

namespace testing {

/// Makes cassettes of all that can be in one, with texts that are hard to write; the same ones in every run.
class RandomCassette
{
public:
    explicit RandomCassette(quint32 seed)
        : m_random(seed)
    {
    }

    agent::Cassette next();

private:
    int below(int bound) { return m_random.bounded(bound); }
    bool maybe() { return below(2) == 0; }
    QString text();
    QJsonValue value(int depth);
    QJsonObject object(int depth = 2);
    agent::Message message();
    agent::AskedRequest request();
    agent::RecordedCall call(const QList<agent::RecordedCall> &earlier);

    QRandomGenerator m_random;
};

/// The cassette as a file.
QByteArray written(const agent::Cassette &cassette);

} // namespace testing
