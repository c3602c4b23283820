// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Cassette.h"

#include <QByteArrayList>

namespace agent {

/// Writes a cassette document by document, so that each can go to the file as soon as it is known. Pure; what
/// is secret must have been taken out before. A request is told by what is new in it, so that a long
/// conversation costs its length and not the square of it.
class CassetteWriter
{
public:
    explicit CassetteWriter(CassetteHeader header);

    /// The text the file begins with.
    QByteArray begin() const;
    /// One call; gets the next number.
    QByteArray call(const RecordedCall &call);
    QByteArray toolCall(const RecordedToolCall &call) const;

private:
    struct Earlier
    {
        int number = 0;
        AskedRequest request;
    };
    QByteArrayList requestLines(const AskedRequest &request) const;

    CassetteHeader m_header;
    int m_calls = 0;
    QList<Earlier> m_earlier; ///< The last ones only.
};

} // namespace agent
