// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the form's card of MCP servers in its states, in both themes. QT_SCALE_FACTOR=2 gives 200 %.
//     ServerShots <folder for the pictures>
#include "tests/ui/editor/FakeMcp.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/shell/Fakes.h"
#include "ui/editor/servers/ServerPanel.h"
#include "ui/editor/servers/ServersCard.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::FakeServer;

namespace {

class Shots
{
public:
    explicit Shots(QString folder)
        : m_folder(std::move(folder))
        , m_editor(
              "name: Helper\nprovider: demo\nmcp_servers:\n"
              "  files:\n    command: npx\n    args: [-y, \"@modelcontextprotocol/server-filesystem\", .]\n"
              "    tools: [read_text_file]\n"
              "  tickets:\n    url: http://127.0.0.1:1/mcp\n    headers: { Authorization: \"Bearer "
              "${TOKEN}\" }\n",
              {&m_host, nullptr})
        , m_server([this](const FakeServer::Request &request, QTcpSocket &socket) {
            socket.write(testing::mcpAnswer(request, m_editor.path()));
        })
    {
        m_editor.view().setMode(ui::DocumentView::Mode::Design);
        m_editor.view().resize(620, 1000);
    }

    void take()
    {
        shoot(u"folded"_s);
        m_host.address = m_server.url();
        m_host.start({});
        const auto panels = m_editor.view().findChildren<ui::ServerPanel *>();
        for (ui::ServerPanel *panel : panels) {
            panel->open();
            panel->findChild<QPushButton *>(u"connectServer"_s)->click();
            QTest::qWait(500);
        }
        shoot(u"open"_s);
        m_editor.view().resize(340, 1200);
        shoot(u"narrow"_s);
    }

private:
    void shoot(const QString &name)
    {
        for (const auto choice : {ui::Theme::Choice::Light, ui::Theme::Choice::Dark}) {
            m_editor.theme().setChoice(choice);
            QTest::qWait(500);
            const QString file = u"%1/servers-%2-%3.png"_s.arg(
                m_folder, name, choice == ui::Theme::Choice::Light ? u"light"_s : u"dark"_s);
            if (!m_editor.view().findChild<ui::ServersCard *>()->grab().save(file))
                qFatal("%s cannot be written", qPrintable(file));
        }
    }

    QString m_folder;
    testing::FakeHost m_host;
    testing::OpenEditor m_editor;
    FakeServer m_server;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    if (QApplication::arguments().size() != 2)
        qFatal("Usage: ServerShots <folder for the pictures>");
    const QString folder = QApplication::arguments().at(1);
    if (!QDir().mkpath(folder))
        qFatal("%s cannot be made", qPrintable(folder));
    Shots(folder).take();
    return 0;
}
