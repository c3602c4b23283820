// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Fuzzing.h"
#include "tests/unit/server/http/ParserHistory.h"

void testing::fuzz(const QByteArray &input)
{
    for (const http::Limits &limits : {http::Limits(), tightLimits()}) {
        const QByteArrayList whole = historyOf(input, input.size() + 1, limits);
        for (const qsizetype step : {7, 1})
            require(historyOf(input, step, limits) == whole,
                    "the same requests come out however the bytes are cut", whole.join('\n'));
    }
}
