// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/CommandSpec.h"

namespace agent {

/// A program's arguments and standard input in which {name} stands for an argument of the model. Pure.
///
/// Each text of `args` becomes one argument of the program, or none: it is left out where the model left out
/// an argument that it names and that has no default. What the model sends can never become a second
/// argument, nor an option: a text that does not begin with "-" in the file must not begin with it when
/// filled in, unless a "--" stands before it. Text goes in as it is, anything else as JSON.
class CommandTemplate
{
public:
    struct Filled
    {
        QStringList arguments;
        QByteArray input;
    };

    /// `parameters` is the tool's schema, for the defaults in it.
    CommandTemplate(CommandTool tool, const QJsonObject &parameters);

    /// The names in args and stdin.
    QStringList places() const;
    /// Errors: InvalidInput, as a sentence for the model (it would become an option, it has a null
    /// character).
    Result<Filled> fill(const QJsonObject &arguments) const;

private:
    CommandTool m_tool;
    QJsonObject m_defaults;
};

} // namespace agent
