// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/ToolInfo.h"

namespace agent {

/// One tool that is built in, as resources/toolbox.json describes it.
struct ToolboxEntry
{
    QString name;        ///< "read_file"
    QString category;    ///< "file": the alias is "selectools.toolbox.<category>_tools.<name>".
    QString description; ///< For the model and for a person.
    SideEffect sideEffect = SideEffect::None;
    QJsonObject parameters; ///< JSON Schema of type "object".

    bool operator==(const ToolboxEntry &) const = default;

    static constexpr auto fields = std::tuple{json::required("name", &ToolboxEntry::name),
                                              json::required("category", &ToolboxEntry::category),
                                              json::required("description", &ToolboxEntry::description),
                                              json::required("side_effect", &ToolboxEntry::sideEffect),
                                              json::required("parameters", &ToolboxEntry::parameters)};

    QString alias() const { return QStringLiteral("selectools.toolbox.%1_tools.%2").arg(category, name); }
};

/// All built-in tools, in the order of the file. Safe from every thread.
const QList<ToolboxEntry> &toolbox();
QStringList toolboxNames();

/// The built-in tool of this name or dotted alias; null when there is none. Lives as long as the program.
const ToolboxEntry *toolboxEntry(const QString &nameOrAlias);

} // namespace agent
