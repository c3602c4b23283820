// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace agent {

void takeJavaScript(const JavaScriptTool &tool, ToolSpec &out, json::Reader &reader, const QString &where)
{
    const bool hasCode = !tool.code.trimmed().isEmpty();
    if (hasCode == !tool.file.isEmpty())
        reader.add(where, u"expected either \"code\" or \"file\""_s);
    if (QDir::isAbsolutePath(tool.file) || leadsOut(tool.file))
        reader.add(where + u"/file"_s, u"expected a file in the agent file's folder, such as ./tool.js"_s);
    else if (!tool.file.isEmpty() && !tool.file.endsWith(u".js"))
        reader.add(where + u"/file"_s, u"expected a JavaScript file (.js), found \"%1\""_s.arg(tool.file));
    out.kind = tool;
}

} // namespace agent
