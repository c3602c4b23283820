// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Terminal.h"

#include <QCommandLineParser>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace app {

void print(const QString &line)
{
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

void complain(const QString &line)
{
    std::fputs(qUtf8Printable(line + u'\n'), stderr);
}

std::optional<int> parse(QCommandLineParser &parser, const QString &command, const QStringList &arguments)
{
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Print this help."_s);
    parser.addOption(help);
    if (!parser.parse(QStringList{u"slipway %1"_s.arg(command)} + arguments)) {
        complain(u"slipway %1: %2. Try: slipway %1 --help"_s.arg(
            command, parser.errorText().chopped(parser.errorText().endsWith(u'.') ? 1 : 0)));
        return 2;
    }
    if (!parser.isSet(help))
        return std::nullopt;
    QString text = parser.helpText();
    print(text.replace(u"Usage: "_s + QCoreApplication::arguments().constFirst(),
                       u"Usage: slipway "_s + command)
              .trimmed());
    return 0;
}

} // namespace app
