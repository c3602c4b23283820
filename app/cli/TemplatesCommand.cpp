// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/Templates.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"

#include <QCommandLineParser>
#include <QDir>

using namespace Qt::StringLiterals;

namespace app {

int listTemplates(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists the agents that come with Slipway, or copies one to start from."_s);
    parser.addPositionalArgument(u"template"_s, u"Template to copy into the current folder."_s,
                                 u"[TEMPLATE]"_s);
    if (const auto status = parse(parser, u"templates"_s, arguments))
        return *status;
    if (parser.positionalArguments().isEmpty()) {
        for (const agent::Template &known : agent::templates())
            print(u"%1 %2"_s.arg(known.name, -20).arg(known.summary));
        return 0;
    }
    const auto source = agent::templateNamed(parser.positionalArguments().constFirst());
    const auto made = source ? agent::instantiate(*source, QDir::currentPath())
                             : agent::Result<QString>(tl::unexpected(source.error()));
    if (!made) {
        complain(made.error().message);
        return 1;
    }
    print(u"Copied to %1. Try: slipway serve %1"_s.arg(QDir::current().relativeFilePath(*made)));
    return 0;
}

} // namespace app
