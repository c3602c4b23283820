// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/OfferedTools.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {
namespace {

auto impossible(const QString &message)
{
    return fail(ErrorKind::InvalidInput, message);
}

} // namespace

Result<> offer(QList<ToolInfo> &tools, ToolInfo tool, const Agent &agent)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (!plain.match(tool.name).hasMatch())
        return impossible(u"a tool's name is 1 to 64 letters, digits, \"_\" or \"-\""_s);
    if (agent.toolInfo(tool.name))
        return impossible(u"the agent has a tool \"%1\" of its own; name yours otherwise"_s.arg(tool.name));
    if (std::ranges::find(tools, tool.name, &ToolInfo::name) != tools.end())
        return impossible(u"two tools are named \"%1\""_s.arg(tool.name));
    if (tool.parameters.isEmpty())
        tool.parameters = {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject()}};
    if (tool.parameters[u"type"] != QJsonValue(u"object"_s))
        return impossible(u"the parameters of a tool are a JSON Schema of \"type: object\""_s);
    tool.kind = u"client"_s;
    tools.append(std::move(tool));
    return {};
}

QString mustCall(const QList<ToolInfo> &tools, const QString &name)
{
    if (!name.isEmpty())
        return u"Call the tool %1 now, before you answer."_s.arg(name);
    QStringList names;
    for (const ToolInfo &tool : tools)
        names.append(tool.name);
    return u"Call at least one of these tools now, before you answer: %1."_s.arg(names.join(u", "_s));
}

} // namespace server
