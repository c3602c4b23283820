// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/ModelAnswer.h"

#include <functional>

namespace testing {

/// Reads the body of a model's answer whole and cut, as a stream and, if it may be one, as a single document;
/// requires that it is read as the same.
void fuzzAnswer(const QByteArray &body, agent::Framing framing,
                const std::function<std::unique_ptr<agent::ModelStream>()> &newStream);

template<class Stream>
void fuzzStream(const QByteArray &body, agent::Framing framing = agent::Framing::Events)
{
    fuzzAnswer(body, framing, [] { return std::make_unique<Stream>(); });
}

} // namespace testing
