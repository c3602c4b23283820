// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/values/MockSpec.h"

namespace agent {

/// A tool that only pretends: it gives the first of its answers that fits the arguments, after that one's
/// delay. It changes nothing. Where none fits, it fails with a sentence.
class CannedTool : public Tool
{
public:
    CannedTool(ToolInfo info, MockTool mock);
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    MockTool m_mock;
};

} // namespace agent
