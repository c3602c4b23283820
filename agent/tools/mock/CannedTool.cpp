// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mock/CannedTool.h"

#include "agent/values/ArgumentText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ToolResult resultOf(const MockAnswer &answer, const QJsonObject &arguments)
{
    if (!answer.error.isNull())
        return {ToolOutcome::Error, withArguments(answer.error, arguments)};
    if (answer.json.isUndefined())
        return {ToolOutcome::Ok, withArguments(answer.text, arguments)};
    return {ToolOutcome::Ok, asText(valueWithArguments(answer.json, arguments))};
}

} // namespace

CannedTool::CannedTool(ToolInfo info, MockTool mock)
    : m_info(std::move(info))
    , m_mock(std::move(mock))
{
}

QCoro::Task<ToolResult> CannedTool::call(QJsonObject arguments, CallContext context)
{
    const auto fits = [&](const MockAnswer &answer) { return fit(arguments, answer.when); };
    const auto answer = std::ranges::find_if(m_mock.answers, fits);
    if (answer == m_mock.answers.cend())
        co_return ToolResult{ToolOutcome::Error,
                             u"None of the canned answers of %1 fits these arguments."_s.arg(m_info.name)};
    if (answer->delay > 0) {
        Wake wake;
        wake.on(context.stop).after(std::chrono::milliseconds(qRound64(answer->delay * 1000)));
        co_await wake.wait();
    }
    if (context.stop.stop_requested())
        co_return ToolResult{ToolOutcome::Cancelled, u"The tool was stopped."_s};
    co_return resultOf(*answer, arguments);
}

} // namespace agent
