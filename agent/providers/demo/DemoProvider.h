// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"

namespace agent {

/// Stands in for a model where there is no key and no network: picks fitting tools from the words of the last
/// user message by rules (DemoRules), has them called for real and tells what they gave. Says in the first
/// answer of a conversation, and when asked, that it is Slipway's offline demo and no AI. Uses no tokens.
class DemoProvider : public Provider
{
public:
    /// `wordPause` lies between two words of an answer; long answers go faster, so that none takes more than
    /// a few seconds. 0 for tests.
    explicit DemoProvider(std::chrono::milliseconds wordPause = std::chrono::milliseconds(20));

    QString name() const override;
    QString defaultModel() const override;
    /// An answer of a given shape is made up around its text.
    Capabilities capabilities() const override { return {false, false, true}; }
    /// Fails only with Cancelled.
    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) override;

private:
    std::chrono::milliseconds m_wordPause;
};

} // namespace agent
