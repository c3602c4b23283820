// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/http/Fetch.h"

#include <functional>

namespace agent {

/// What a model sees of an answer: status, content type and length, a blank line, the body. JSON is laid out;
/// a text is cut at `maxCharacters`, bytes that are no text are not shown. A status from 400 is an error
/// (Unavailable from 500, else InvalidInput) with the beginning of the body.
Result<QString> describe(const FetchReply &reply, qsizetype maxCharacters);

/// The body as text, by its charset; nothing when it is not text.
std::optional<QString> textOf(const FetchReply &reply);

/// The beginning of a text, and a note of what was cut.
QString shortened(const QString &text, qsizetype maxCharacters);

/// The error that a status from 400 is, with the beginning of the body; nothing for another status.
std::optional<Error> failureIn(const FetchReply &reply);

/// A tool that makes one HTTP request.
class FetchingTool : public Tool
{
public:
    /// Makes the request from the arguments. Its errors go to the model.
    using Plan = std::function<Result<FetchRequest>(const QJsonObject &arguments)>;

    /// Makes the result from the answer.
    using Reading = std::function<Result<QString>(const FetchReply &reply, const QJsonObject &arguments)>;

    FetchingTool(ToolInfo info, Plan plan, Reading reading);
    /// One that describes the answer.
    FetchingTool(ToolInfo info, Plan plan, qsizetype maxCharacters);
    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    Plan m_plan;
    Reading m_reading;
};

} // namespace agent
