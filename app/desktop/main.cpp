// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/KeptKeys.h"
#include "app/desktop/LocalServerHost.h"
#include "ui/editor/AgentEditor.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

ui::MainWindow::Options windowOptions()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return {config + u"/window.ini"_s, data + u"/agents"_s, agent::templates()};
}

} // namespace

int main(int argc, char **argv)
{
    // The playground's web engine is made late and shares its graphics with the window.
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    const QApplication application(argc, argv);
    QApplication::setApplicationName(u"slipway"_s);
    QApplication::setApplicationDisplayName(u"Slipway"_s);
    QApplication::setApplicationVersion(QLatin1String(SLIPWAY_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.slipway.Slipway"_s);

    QTranslator translator;
    if (translator.load(QLocale(), u"slipway"_s, u"_"_s, u":/slipway/translations"_s)
        || translator.load(u":/slipway/translations/slipway_en.qm"_s))
        QCoreApplication::installTranslator(&translator);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Builds, launches and watches AI agents on your own machine."));
    parser.addPositionalArgument(
        u"agent"_s, QCoreApplication::translate("main", "Agent files to open, or names of templates."),
        u"[AGENT…]"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    ui::Theme theme;
    theme.dress(*qApp);
    app::SystemKeychain keychain;
    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    app::KeptKeys keys(keychain, config + u"/keys.ini"_s);
    app::LocalServerHost host(keys);
    ui::MainWindow window(host, theme, ui::agentEditors(theme, {&host, &keys}), windowOptions());
    window.begin(parser.positionalArguments());
    window.show();
    return QApplication::exec();
}
