// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Fuzzing.h"

#include <QHashFunctions>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace testing {

void require(bool holds, const char *what, const QByteArray &detail)
{
    if (holds)
        return;
    std::fprintf(stderr, "This does not hold: %s.\n%s\n", what, detail.constData());
    std::abort();
}

} // namespace testing

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/)
{
    QHashSeed::setDeterministicGlobalSeed(); // an input does the same whenever it is run
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    testing::fuzz(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
