// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiStream.h"
#include "tests/fuzz/Fuzzing.h"
#include "tests/fuzz/StreamFuzz.h"

void testing::fuzz(const QByteArray &input)
{
    fuzzStream<agent::OpenAiStream>(input);
}
