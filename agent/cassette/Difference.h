// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Cassette.h"

namespace agent {

/// The first place where two requests are not the same, in the order of a cassette's file.
struct Difference
{
    QString place;    ///< "messages/0/text"
    QString recorded; ///< What stands there, shortened around what is different; "nothing" if there is none.
    QString asked;

    bool operator==(const Difference &) const = default;
};

/// Nothing if the requests are equal.
std::optional<Difference> firstDifference(const AskedRequest &recorded, const AskedRequest &asked);

/// The call whose request is most like `asked`; null if there is none.
const RecordedCall *nearestCall(const QList<RecordedCall> &calls, const AskedRequest &asked);

} // namespace agent
