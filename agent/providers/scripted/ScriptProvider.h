// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"
#include "agent/values/Script.h"

namespace agent {

/// Says what a script says, whatever it is asked: for tests, demos and injected faults. The nth call gets the
/// nth turn, whoever makes it.
class ScriptProvider : public Provider
{
public:
    explicit ScriptProvider(Script script);

    QString name() const override;
    QString defaultModel() const override;
    Capabilities capabilities() const override { return {true, true}; }
    /// Fails as the script says; with Timeout where it is silent for longer than the request's idle limit;
    /// with NotFound when all turns are used up; with Cancelled.
    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) override;

private:
    Script m_script;
    qint64 m_calls = 0;
};

} // namespace agent
