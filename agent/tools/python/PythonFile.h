// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"

namespace agent {

/// A function of a Python file, as it can be a tool.
struct PythonFunction
{
    QString name;     ///< As a tool: its decorator's word for it, or its own.
    QString function; ///< In the file.
    QString description;
    QJsonObject parameters;
    QJsonObject madeOfLists; ///< By argument: "set", "tuple" or "frozenset", which JSON has not.
    int line = 0;
    bool offered = false; ///< Whether it is a tool where the agent file names none.

    static constexpr auto fields = std::tuple{json::field("name", &PythonFunction::name),
                                              json::field("function", &PythonFunction::function),
                                              json::field("description", &PythonFunction::description),
                                              json::field("parameters", &PythonFunction::parameters),
                                              json::field("made_of_lists", &PythonFunction::madeOfLists),
                                              json::field("line", &PythonFunction::line),
                                              json::field("offered", &PythonFunction::offered)};
};

/// What is wrong with a Python file.
struct PythonFault
{
    QString message;
    int line = 0; ///< 0 if it is about the whole file.

    static constexpr auto fields =
        std::tuple{json::field("message", &PythonFault::message), json::field("line", &PythonFault::line)};
};

/// A Python file, read but not run, and the Python that is there to run it.
struct PythonFile
{
    QString executable;
    QStringList places;              ///< The files and folders that this Python needs, in the system or not.
    QList<PythonFunction> functions; ///< All at the top level, in the order of the file.
    std::optional<PythonFault> fault;

    static constexpr auto fields = std::tuple{
        json::field("executable", &PythonFile::executable), json::field("places", &PythonFile::places),
        json::field("functions", &PythonFile::functions), json::field("fault", &PythonFile::fault)};
};

/// Reads the file at this path. A python3 of the person's does it and executes nothing of the file. Errors:
/// Unavailable (no python3, or one that does not work), InvalidInput (not Python; the message has the line),
/// and those of confined().
Task<PythonFile> readPythonFile(QString path, ToolEnvironment environment);

} // namespace agent
