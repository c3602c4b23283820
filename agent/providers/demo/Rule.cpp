// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::demo {

const ToolInfo *Scene::toolWith(const QStringList &parameters) const
{
    const auto hasAll = [&parameters](const ToolInfo &tool) {
        const QJsonObject properties = tool.parameters.value(u"properties"_s).toObject();
        return std::ranges::all_of(
            parameters, [&properties](const QString &parameter) { return properties.contains(parameter); });
    };
    const auto found = std::ranges::find_if(tools, hasAll);
    return found == tools.end() ? nullptr : &*found;
}

} // namespace agent::demo
