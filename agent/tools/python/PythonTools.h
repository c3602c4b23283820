// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/python/PythonFile.h"

#include <QHash>

namespace agent {

/// A tool, and what a person is told of where it comes from: "tools.py, line 3".
struct PlacedTool
{
    ToolPtr tool;
    QString place;
};

/// Makes tools of the Python files of an agent; each file is read once.
class PythonTools
{
public:
    explicit PythonTools(ToolEnvironment environment);

    /// The tools of an entry that names a Python file. This object must live until the task is done. Errors:
    /// those of Folder::file(), readPythonFile() and jobOn(); NotFound (no such function, or none at all),
    /// InvalidInput (a name that no tool can have, parameters that are not the function's).
    Task<QList<PlacedTool>> tools(ToolSpec spec);

private:
    ToolEnvironment m_environment;
    QHash<QString, PythonFile> m_files; ///< By path.
};

} // namespace agent
