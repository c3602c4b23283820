// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::demo {

const ToolInfo *Scene::toolWith(const QStringList &parameters) const
{
    const auto hasAll = [&parameters](const ToolInfo &tool) {
        const QJsonObject properties = tool.parameters.value(u"properties"_s).toObject();
        return !asksFirst(tool.sideEffect)
            && std::ranges::all_of(parameters, [&properties](const QString &parameter) {
                   return properties.contains(parameter);
               });
    };
    const auto needsNoOther = [&](const ToolInfo &tool) {
        const QJsonArray required = tool.parameters.value(u"required"_s).toArray();
        return hasAll(tool) && std::ranges::all_of(required, [&parameters](const QJsonValue &name) {
                   return parameters.contains(name.toString());
               });
    };
    auto found = std::ranges::find_if(tools, needsNoOther);
    if (found == tools.end())
        found = std::ranges::find_if(tools, hasAll);
    return found == tools.end() ? nullptr : &*found;
}

} // namespace agent::demo
