// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/WithoutSecrets.h"

#include "agent/base/Redactor.h"
#include "agent/values/HeaderMap.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QStringList secretsOf(const ToolSpec &spec, const Environment &environment)
{
    const auto ofHttp = [&](const HttpTool &kind) { return secretsIn(kind.headers, environment); };
    const auto ofCommand = [&](const CommandTool &kind) { return secretsIn(kind.env, environment); };
    const auto ofPython = [&](const PythonTool &kind) { return secretsIn(kind.env, environment); };
    const auto ofToolbox = [&](const ToolboxTool &kind) {
        const QString token = environment.value(u"GITHUB_TOKEN"_s).trimmed();
        return kind.tool.startsWith(u"github_") && !token.isEmpty() ? QStringList{token} : QStringList();
    };
    const auto ofOthers = [](const auto &) { return QStringList(); };
    return std::visit(Overloaded{ofHttp, ofCommand, ofPython, ofToolbox, ofOthers}, spec.kind);
}

class DiscreetTool : public Tool
{
public:
    DiscreetTool(std::shared_ptr<Tool> tool, Redactor redactor)
        : m_tool(std::move(tool))
        , m_redactor(std::move(redactor))
    {
    }
    const ToolInfo &info() const override { return m_tool->info(); }

    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override
    {
        if (context.tell) {
            context.tell = [redactor = m_redactor, tell = context.tell](const ToolProgress &progress) {
                ToolProgress safe = progress;
                safe.message = redactor.text(progress.message);
                tell(safe);
            };
        }
        ToolResult result = co_await m_tool->call(arguments, context);
        result.text = m_redactor.text(result.text);
        co_return result;
    }

private:
    std::shared_ptr<Tool> m_tool;
    Redactor m_redactor;
};

} // namespace

std::shared_ptr<Tool> withoutSecrets(std::shared_ptr<Tool> tool, const ToolSpec &spec,
                                     const Environment &environment)
{
    return withoutSecrets(std::move(tool), secretsOf(spec, environment));
}

std::shared_ptr<Tool> withoutSecrets(std::shared_ptr<Tool> tool, const QStringList &secrets)
{
    if (secrets.isEmpty())
        return tool;
    return std::make_shared<DiscreetTool>(std::move(tool), Redactor().with(secrets));
}

} // namespace agent
