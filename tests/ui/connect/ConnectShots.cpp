// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the dialog that connects programs, in both themes: ConnectShots FOLDER
#include "tests/api/native/support/RunningServer.h"
#include "tests/ui/shell/Fakes.h"
#include "ui/connect/ConnectDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QString folder = QApplication::arguments().value(1, u"."_s);
    ui::Theme theme;
    theme.dress(*qApp);
    const QTemporaryDir data;
    testing::FakeHost host;
    server::AgentServer::Options options;
    options.http.controlToken = host.controlToken();
    options.tokenFile = data.filePath(u"tokens.json"_s);
    const testing::RunningServer server("name: Weather assistant\nprovider: local\n", options);
    host.address = QUrl(u"http://127.0.0.1:%1"_s.arg(server.port()));
    for (const auto &[look, name] :
         {std::pair(ui::Theme::Choice::Light, u"light"_s), std::pair(ui::Theme::Choice::Dark, u"dark"_s)}) {
        theme.setChoice(look);
        host.become(ui::ServerHost::State::Running);
        ui::ConnectDialog dialog(host, theme, u"Weather assistant"_s);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTest::qWait(300);
        dialog.grab().save(u"%1/connect-%2.png"_s.arg(folder, name));
        dialog.findChild<QListWidget *>(u"programs"_s)->setCurrentRow(3);
        dialog.findChild<QPushButton *>(u"connectToken"_s)->click();
        QTest::qWait(500);
        dialog.grab().save(u"%1/connect-token-%2.png"_s.arg(folder, name));
        host.become(ui::ServerHost::State::Stopped);
        QTest::qWait(50);
        dialog.grab().save(u"%1/connect-stopped-%2.png"_s.arg(folder, name));
    }
    return 0;
}
