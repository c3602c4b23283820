// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/javascript/JavaScriptTools.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/Folder.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qint64 mostCodeBytes = qint64(1) << 20;

Result<QString> codeOf(const JavaScriptTool &tool, const QString &folder)
{
    if (tool.file.isEmpty())
        return tool.code;
    const Result<QString> path = Folder(folder).file(tool.file);
    if (!path)
        return tl::unexpected(path.error());
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"%1 cannot be read: %2"_s.arg(tool.file, file.errorString()));
    if (file.size() > mostCodeBytes)
        return fail(ErrorKind::InvalidInput, u"%1 is longer than 1 MiB"_s.arg(tool.file));
    return QString::fromUtf8(file.readAll());
}

QString inLine(const ScriptOutcome &outcome, const QString &of = {})
{
    return outcome.line > 0 ? u"line %1%2: %3"_s.arg(outcome.line).arg(of, outcome.error) : outcome.error;
}

/// What a model is told.
ToolResult told(const Result<ScriptOutcome> &outcome, const QString &name, double seconds)
{
    if (outcome && !outcome->error.isEmpty())
        return {ToolOutcome::Error, inLine(*outcome)};
    if (outcome)
        return {ToolOutcome::Ok, outcome->text.isEmpty() ? outcome->notes.trimmed() : outcome->text};
    switch (outcome.error().kind) {
    case ErrorKind::Timeout:
        return {ToolOutcome::Timeout,
                u"%1 was ended, for it was not done after %2 s."_s.arg(name).arg(seconds)};
    case ErrorKind::Cancelled:
        return {ToolOutcome::Cancelled, u"The tool was stopped."_s};
    default:
        return {ToolOutcome::Error, u"%1 failed: %2."_s.arg(name, outcome.error().message)};
    }
}

class CodeTool : public Tool
{
public:
    CodeTool(ToolInfo info, ScriptCall call, double seconds, std::shared_ptr<ScriptHosts> hosts)
        : m_info(std::move(info))
        , m_call(std::move(call))
        , m_seconds(seconds)
        , m_hosts(std::move(hosts))
    {
    }

    const ToolInfo &info() const override { return m_info; }

    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override
    {
        const auto limit = std::chrono::milliseconds(static_cast<qint64>(m_seconds * 1000));
        ScriptCall call = m_call;
        call.args = withDefaults(arguments, m_info.parameters);
        const ScriptPatience patience{std::chrono::steady_clock::now() + limit, context.stop};
        const Result<ScriptOutcome> outcome = co_await m_hosts->run(call, patience);
        co_return told(outcome, m_info.name, m_seconds);
    }

private:
    ToolInfo m_info;
    ScriptCall m_call;
    double m_seconds;
    std::shared_ptr<ScriptHosts> m_hosts;
};

SideEffect labelOf(const JavaScriptTool &tool, Walls walls)
{
    if (walls == Walls::LimitsOnly)
        return SideEffect::Executes;
    return tool.network ? SideEffect::Network : SideEffect::None;
}

} // namespace

Result<ToolPtr> makeJavaScriptTool(const JavaScriptTool &tool, const ToolSpec &spec,
                                   const ToolEnvironment &environment,
                                   const std::shared_ptr<ScriptHosts> &hosts)
{
    const Result<QString> code = codeOf(tool, environment.folder);
    if (!code)
        return tl::unexpected(code.error());
    const Result<ScriptOutcome> readable = hosts->check(*code);
    if (!readable)
        return tl::unexpected(readable.error());
    if (!readable->error.isEmpty())
        return fail(ErrorKind::InvalidInput,
                    inLine(*readable, u" of "_s + (tool.file.isEmpty() ? u"the code"_s : tool.file)));
    const ToolInfo info{spec.name, spec.description, spec.parameters.value_or(noParameters()),
                        u"javascript"_s, labelOf(tool, hosts->walls())};
    const ScriptCall call{*code, {}, tool.network, environment.mayReachPrivateNetwork};
    return std::make_shared<CodeTool>(info, call, tool.timeout, hosts);
}

} // namespace agent
