// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Command
{
    const char *name;
    int (*run)(const QStringList &);
    const char *summary;
};

constexpr std::array commands{
    Command{"serve", app::serve, "Serve an agent file or template over HTTP"},
    Command{"validate", app::validate, "Check agent files"},
    Command{"tools", app::tools, "List the tools of an agent"},
    Command{"call", app::call, "Call one tool of an agent, or its named cases, without a model"},
    Command{"templates", app::listTemplates, "List the agents that come with Slipway, or copy one"},
    Command{"openapi", app::openApi, "Make tools of a web API's OpenAPI document"},
    Command{"tokens", app::tokens,
            "List, give out or revoke the tokens by which programs may use the server"},
    Command{"attack", app::attack, "Try known attacks on a server of your own"},
    Command{"prices", app::prices, "List what models cost, or tell where to change it"},
    Command{"usage", app::usage, "Tell what models were used for, and what it cost"},
    Command{"doctor", app::doctor, "Check this machine and an agent's model for real"},
};

void printHelp()
{
    app::print(
        u"Slipway " SLIPWAY_VERSION ": builds, launches and watches AI agents on your own machine.\n\n"
        "Usage: slipway COMMAND [OPTIONS]\n       slipway              opens the window, where there is a display\n"_s);
    for (const Command &command : commands)
        app::print(u"  %1 %2"_s.arg(QLatin1String(command.name), -10).arg(QLatin1String(command.summary)));
    app::print(
        u"\n  --version  Print the version\n  --help     Print this help; slipway COMMAND --help tells more"_s);
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

// The window is another program, so that this one links no widgets.
int openWindow()
{
    const QString desktop = QCoreApplication::applicationDirPath() + u"/slipway-desktop"_s;
    if (!QFileInfo(desktop).isExecutable()) {
        app::complain(
            u"The desktop application is not installed beside this program. Try: slipway serve starter"_s);
        return 1;
    }
    return QProcess::startDetached(desktop, {}) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    // GLib's dispatcher costs a quarter of the requests a second and a program without a window has no use
    // for it.
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"slipway"_s);
    QCoreApplication::setApplicationVersion(u"" SLIPWAY_VERSION ""_s);

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty() && hasDisplay())
        return openWindow();
    const QString name = arguments.value(0);
    if (name.isEmpty() || name == u"--help" || name == u"-h" || name == u"help") {
        printHelp();
        return 0;
    }
    if (name == u"--version" || name == u"-V") {
        app::print(u"slipway " SLIPWAY_VERSION ""_s);
        return 0;
    }
    for (const Command &command : commands) {
        if (name == QLatin1String(command.name))
            return command.run(arguments.mid(1));
    }
    app::complain(u"slipway: there is no command \"%1\". Try: slipway --help"_s.arg(name));
    return 2;
}
