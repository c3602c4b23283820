// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the dialog about safety, in both themes: SafetyShots FOLDER
#include "tests/api/native/support/RunningServer.h"
#include "tests/ui/shell/Fakes.h"
#include "ui/safety/SafetyDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QString folder = QApplication::arguments().value(1, u"."_s);
    ui::Theme theme;
    theme.dress(*qApp);
    testing::FakeHost host;
    server::AgentServer::Options options;
    options.http.controlToken = host.controlToken();
    const testing::RunningServer server("name: Helper\nprovider: local\n", options);
    host.address = QUrl(u"http://127.0.0.1:%1"_s.arg(server.port()));
    ui::ServedAgent agent;
    for (const auto &[name, effect] : {std::pair(u"read_file"_s, agent::SideEffect::Reads),
                                       std::pair(u"http_get"_s, agent::SideEffect::Network)}) {
        agent::ToolInfo tool;
        tool.name = name;
        tool.sideEffect = effect;
        agent.tools.append(tool);
    }
    for (const auto &[look, name] :
         {std::pair(ui::Theme::Choice::Light, u"light"_s), std::pair(ui::Theme::Choice::Dark, u"dark"_s)}) {
        theme.setChoice(look);
        host.become(ui::ServerHost::State::Running);
        ui::SafetyDialog dialog(host, theme, agent);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTest::qWait(100);
        dialog.grab().save(u"%1/safety-%2.png"_s.arg(folder, name));
        auto *attack = dialog.findChild<QPushButton *>(u"attackMe"_s);
        attack->click();
        for (int wait = 0; wait < 300 && !attack->isEnabled(); ++wait)
            QTest::qWait(100);
        dialog.grab().save(u"%1/safety-attacked-%2.png"_s.arg(folder, name));
    }
    return 0;
}
