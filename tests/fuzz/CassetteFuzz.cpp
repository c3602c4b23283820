// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/CassetteReader.h"
#include "tests/fuzz/Fuzzing.h"
#include "tests/unit/agent/cassette/RandomCassette.h"

#include <QRegularExpression>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// Its calls counted anew, as a writer counts them.
Cassette renumbered(Cassette cassette)
{
    int number = 0;
    for (RecordedCall &call : cassette.calls) {
        call.number = ++number;
        call.line = 0;
    }
    return cassette;
}

} // namespace

void testing::fuzz(const QByteArray &input)
{
    const auto read = readCassette(input, u"f"_s);
    if (!read) {
        static const QRegularExpression placed(u"^f:[0-9]+:[0-9]+: ."_s);
        require(placed.match(read.error().message).hasMatch(), "a fault has a place",
                read.error().message.toUtf8());
        return;
    }
    const QByteArray text = written(*read);
    const auto again = readCassette(text, u"f"_s);
    require(again.has_value(), "a cassette that is written can be read", text);
    require(renumbered(*again) == renumbered(*read), "a cassette that is written is read as the same", text);
    require(written(*again) == text, "a cassette that was read is written as the same", text);
}
