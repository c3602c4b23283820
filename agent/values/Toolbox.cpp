// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Toolbox.h"

#include "agent/base/JsonParse.h"
#include "agent/values/Resources.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {

const QList<ToolboxEntry> &toolbox()
{
    static const QList<ToolboxEntry> entries = [] {
        const auto read = json::parse<QList<ToolboxEntry>>(resource(u"toolbox.json"_s));
        if (!read)
            qFatal("resources/toolbox.json: %s at %s", qUtf8Printable(read.error().message),
                   qUtf8Printable(read.error().where));
        return *read;
    }();
    return entries;
}

QStringList toolboxNames()
{
    QStringList names;
    for (const ToolboxEntry &entry : toolbox())
        names.append(entry.name);
    return names;
}

const ToolboxEntry *toolboxEntry(const QString &nameOrAlias)
{
    const auto matches = [&](const ToolboxEntry &e) {
        return e.name == nameOrAlias || e.alias() == nameOrAlias;
    };
    const auto found = std::ranges::find_if(toolbox(), matches);
    return found == toolbox().end() ? nullptr : &*found;
}

} // namespace agent
