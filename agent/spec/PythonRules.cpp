// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

void checkFile(const QString &file, json::Reader &reader, const QString &where)
{
    if (file.isNull()) // its absence, or its type, was told already
        return;
    if (QDir::isAbsolutePath(file) || leadsOut(file))
        reader.add(where, u"expected a file in the agent file's folder, such as ./tools.py"_s);
    else if (!file.endsWith(u".py"))
        reader.add(where, u"expected a Python file (.py), found \"%1\""_s.arg(file));
}

/// All tools of a file bring their own names and parameters.
void checkIsAlone(const ToolSpec &tool, json::Reader &reader, const QString &where)
{
    const QString entry = where.section(u'/', 0, -2);
    const QString hint = u"; say with \"function\" which one is meant"_s;
    if (!tool.name.isEmpty())
        reader.add(entry + u"/name"_s, u"the functions of a file have names of their own"_s + hint);
    if (tool.parameters)
        reader.add(entry + u"/parameters"_s,
                   u"the functions of a file have parameters of their own"_s + hint);
    if (!tool.description.isEmpty())
        reader.add(entry + u"/description"_s,
                   u"the functions of a file have descriptions of their own"_s + hint);
}

} // namespace

void takePython(const PythonTool &tool, ToolSpec &out, json::Reader &reader, const QString &where)
{
    checkFile(tool.file, reader, where + u"/file"_s);
    checkVariableNames(tool.env.keys(), reader, where + u"/env"_s);
    if (tool.function.isEmpty())
        checkIsAlone(out, reader, where);
    else if (out.name.isEmpty())
        out.name = tool.function;
    out.kind = tool;
}

} // namespace agent
