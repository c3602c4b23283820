// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"
#include "agent/providers/demo/Words.h"

using namespace Qt::StringLiterals;

namespace agent::demo {

QList<Wish> fetchPage(const QString &clause, const Scene &scene)
{
    const ToolInfo *tool = scene.toolWith({u"url"_s});
    QList<Wish> wishes;
    if (!tool)
        return wishes;
    for (const QString &url : urls(clause))
        wishes.append({tool->name, QJsonObject{{u"url"_s, url}}, {}});
    return wishes;
}

} // namespace agent::demo
