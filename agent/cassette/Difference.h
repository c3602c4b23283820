// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Cassette.h"

namespace agent {

/// The first place where two requests, or the arguments of two calls of a tool, are not the same.
struct Difference
{
    QString place;    ///< "messages/0/text"
    QString recorded; ///< What stands there, shortened around what is different; "nothing" if there is none.
    QString asked;

    bool operator==(const Difference &) const = default;
};

/// Nothing if the requests are equal. The order is that of a cassette's file.
std::optional<Difference> firstDifference(const AskedRequest &recorded, const AskedRequest &asked);
/// Nothing if the arguments are equal. The order is that of the alphabet.
std::optional<Difference> firstDifference(const QJsonObject &recorded, const QJsonObject &asked);

/// The call whose request is most like `asked`; null if there is none.
const RecordedCall *nearestCall(const QList<RecordedCall> &calls, const AskedRequest &asked);
/// The call of the same tool whose arguments are most like these; null if there is none.
const RecordedToolCall *nearestCall(const QList<RecordedToolCall> &calls, const QString &tool,
                                    const QJsonObject &arguments);

} // namespace agent
