// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/editor/FakeMcp.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/shell/Fakes.h"
#include "ui/editor/bench/ToolBench.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/servers/ServerPanel.h"
#include "ui/editor/servers/ServersCard.h"
#include "ui/theme/Controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using testing::FakeServer;
using testing::OpenEditor;

namespace {

const QByteArray agentText = "name: Helper\n"
                             "provider: demo\n"
                             "policy:\n"
                             "  tools:\n"
                             "    files__write_file: deny\n"
                             "mcp_servers:\n"
                             "  # what it reads\n"
                             "  files:\n"
                             "    command: npx\n"
                             "    args: [-y, server-filesystem, .]\n"
                             "    tools: [read_text_file] # no more\n"
                             "  tickets:\n"
                             "    url: http://127.0.0.1:1/mcp\n";

} // namespace

/// The card of the MCP servers.
class ServersTest : public QObject
{
    Q_OBJECT

    testing::FakeHost m_host;
    std::unique_ptr<FakeServer> m_server;

    ui::EditorServices services() { return {&m_host, nullptr}; }
    void run(const OpenEditor &editor)
    {
        m_server = std::make_unique<FakeServer>(
            [path = editor.path()](const FakeServer::Request &request, QTcpSocket &socket) {
                socket.write(testing::mcpAnswer(request, path));
            });
        m_host.address = m_server->url();
        m_host.start({});
    }
    static ui::ServerPanel *panel(OpenEditor &editor, int index)
    {
        const auto panels = editor.view().findChildren<ui::ServerPanel *>();
        if (index >= panels.size())
            qFatal("there is no such panel");
        return panels.at(index);
    }
    static void choose(OpenEditor &editor, const QString &title)
    {
        const QList<QAction *> actions = editor.named<QPushButton>(u"addServer"_s)->menu()->actions();
        for (QAction *action : actions) {
            if (action->text() == title)
                return action->trigger();
        }
        qFatal("there is no such action");
    }
    static QTreeWidgetItem *item(const ui::ServerPanel &panel, const QString &text)
    {
        const auto found =
            panel.findChild<QTreeWidget *>()->findItems(text, Qt::MatchRecursive | Qt::MatchExactly);
        if (found.size() != 1)
            qFatal("there is no such item");
        return found.constFirst();
    }
    static QString sentenceIn(const ui::ServerPanel &panel)
    {
        return panel.findChild<QLabel *>(u"serverSentence"_s)->text();
    }
    void connectTo(ui::ServerPanel &panel)
    {
        panel.open();
        panel.findChild<QPushButton *>(u"connectServer"_s)->click();
        QTRY_VERIFY(sentenceIn(panel).contains(u"secure-filesystem-server 0.2.0"_s));
    }

private slots:
    void cleanup()
    {
        m_host.stop();
        m_server.reset();
    }

    void showsTheServersInTheOrderOfTheText()
    {
        OpenEditor editor(agentText);
        QCOMPARE(editor.view().findChildren<ui::ServerPanel *>().size(), 2);
        QCOMPARE(panel(editor, 0)->findChild<QToolButton *>(u"serverHead"_s)->text(), u"files"_s);
        QCOMPARE(panel(editor, 1)->findChild<QToolButton *>(u"serverHead"_s)->text(), u"tickets"_s);
        panel(editor, 1)->open();
        QVERIFY(editor.field(u"/mcp_servers/tickets/url"_s).isVisible());
    }

    void buildsOneFromNothing()
    {
        OpenEditor editor("name: A\nprovider: demo\n");
        choose(editor, u"Program on this machine"_s);
        QCOMPARE(editor.text(),
                 "name: A\nprovider: demo\n"
                 "mcp_servers:\n"
                 "  server:\n"
                 "    command: npx\n"
                 "    args:\n"
                 "      - \"-y\"\n"
                 "      - \"@modelcontextprotocol/server-everything\"\n");
        auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(name);
        QCOMPARE(name->selectedText(), u"server"_s);
        QTest::keyClicks(name, u"files"_s);
        QTest::keyClick(name, Qt::Key_Return);
        editor.fill(u"/mcp_servers/files/command"_s, u"./server.py"_s);
        editor.fill(u"/mcp_servers/files/timeout"_s, u"5"_s);
        QCOMPARE(editor.text(),
                 "name: A\nprovider: demo\n"
                 "mcp_servers:\n"
                 "  files:\n"
                 "    command: ./server.py\n"
                 "    args:\n"
                 "      - \"-y\"\n"
                 "      - \"@modelcontextprotocol/server-everything\"\n"
                 "    timeout: 5\n");
        QVERIFY(editor.view().problems().isEmpty());
        for (int i = 0; i < 4; ++i)
            editor.view().undo();
        QCOMPARE(editor.text(), "name: A\nprovider: demo\n");
    }

    void makesAnAddressOfAProgramAndBack()
    {
        OpenEditor editor("mcp_servers:\n  files:\n    command: npx # how\n    args: [x]\n    timeout: 5\n");
        panel(editor, 0)->open();
        auto *kind = panel(editor, 0)->findChild<ui::ChoiceField *>();
        emit kind->edited(u"address"_s);
        QCOMPARE(editor.text(),
                 "mcp_servers:\n  files:\n    timeout: 5\n    url: http://127.0.0.1:3000/mcp\n");
        emit kind->edited(u"program"_s);
        QVERIFY(editor.text().contains("    command: npx\n"));
        QVERIFY(!editor.text().contains("url"));
    }

    void renamesWithThePolicyOfItsTools()
    {
        OpenEditor editor(agentText);
        panel(editor, 0)->open();
        auto *name = panel(editor, 0)->findChild<QLineEdit *>();
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"docs"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(testing::changedLines(agentText, editor.text()),
                 (QStringList{u"5: files__write_file: deny -> docs__write_file: deny"_s,
                              u"8: files: -> docs:"_s}));
    }

    void switchesOffAndOn()
    {
        OpenEditor editor(agentText);
        auto *enabled = panel(editor, 1)->findChild<ui::Switch *>(u"serverEnabled"_s);
        QVERIFY(enabled->isChecked());
        enabled->click();
        QCOMPARE(editor.text(), agentText + "    disabled: true\n");
        enabled->click();
        QCOMPARE(editor.text(), agentText);
    }

    void deletes()
    {
        OpenEditor editor(agentText);
        panel(editor, 0)->open();
        panel(editor, 0)->findChild<QPushButton *>(u"deleteServer"_s)->click();
        QVERIFY(!editor.text().contains("files:"));
        QVERIFY(editor.text().endsWith("mcp_servers:\n  tickets:\n    url: http://127.0.0.1:1/mcp\n"));
        panel(editor, 0)->open();
        panel(editor, 0)->findChild<QPushButton *>(u"deleteServer"_s)->click();
        QVERIFY(!editor.text().contains("mcp_servers"));
    }

    void pastesTheSettingsOfOthers_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::newRow("as most write them")
            << u"{ \"mcpServers\": { \"files\": { \"command\": \"npx\", \"args\": [\"-y\", \"x\"] } } }"_s;
        QTest::newRow("as an editor writes them")
            << u"{ \"servers\": { \"files\": { \"command\": \"npx\", \"args\": [\"-y\", \"x\"] } }, \"inputs\": [] }"_s;
        QTest::newRow("the inside only")
            << u"\"files\": { \"command\": \"npx\", \"args\": [\"-y\", \"x\"], }"_s;
        QTest::newRow("as YAML") << u"mcp_servers:\n  files: { command: npx, args: [-y, x] }\n"_s;
    }
    void pastesTheSettingsOfOthers()
    {
        QFETCH(const QString, settings);
        OpenEditor editor("name: A\nmcp_servers:\n  files: { command: mine }\n");
        QGuiApplication::clipboard()->setText(settings);
        choose(editor, u"Paste another program’s settings"_s);
        QCOMPARE(editor.text(),
                 "name: A\nmcp_servers:\n  files: { command: mine }\n"
                 "  files-2:\n    command: npx\n    args:\n      - \"-y\"\n      - x\n");
        editor.view().undo();
        QCOMPARE(editor.text(), "name: A\nmcp_servers:\n  files: { command: mine }\n");
    }

    void refusesToPasteAnythingElse()
    {
        OpenEditor editor("name: A\n");
        const QSignalSpy told(&editor.view(), &ui::DocumentView::message);
        for (const QString &text : {u"hello"_s, QString(), u"{ \"a\": [1, 2"_s, u"{\"a\": {\"b\": 1}}"_s}) {
            QGuiApplication::clipboard()->setText(text);
            choose(editor, u"Paste another program’s settings"_s);
            QCOMPARE(editor.text(), "name: A\n");
        }
        QCOMPARE(told.size(), 4);
        QVERIFY(
            told.constFirst().constFirst().toString().startsWith(u"The clipboard holds no MCP servers."_s));
    }

    void asksForTheServerToBeStartedFirst()
    {
        OpenEditor editor(agentText, services());
        const QSignalSpy wanted(&editor.view(), &ui::DocumentView::startWanted);
        panel(editor, 0)->open();
        QVERIFY(sentenceIn(*panel(editor, 0)).contains(u"Press Start first"_s));
        panel(editor, 0)->findChild<QPushButton *>(u"connectServer"_s)->click();
        QCOMPARE(wanted.size(), 1);
    }

    void listsWhatAServerHasAndOffersWhatIsTicked()
    {
        OpenEditor editor(agentText, services());
        run(editor);
        ui::ServerPanel &files = *panel(editor, 0);
        connectTo(files);
        QCOMPARE(item(files, u"read_text_file"_s)->checkState(0), Qt::Checked);
        QTreeWidgetItem *write = item(files, u"write_file"_s);
        QCOMPARE(write->checkState(0), Qt::Unchecked);
        QCOMPARE(write->text(1), u"Write a file, over what it held before."_s);
        QCOMPARE(item(files, u"notes"_s)->text(1), u"file:///notes.md"_s);
        QCOMPARE(item(files, u"summary"_s)->parent()->text(0), u"Prompts (1)"_s);
        write->setCheckState(0, Qt::Checked);
        QCOMPARE(testing::changedLines(agentText, editor.text()),
                 QStringList{u"11: tools: [read_text_file] # no more -> tools: "
                             "[read_text_file, write_file] # no more"_s});
        item(files, u"write_file"_s)->setCheckState(0, Qt::Unchecked);
        QCOMPARE(editor.text(), agentText);
        item(files, u"read_text_file"_s)->setCheckState(0, Qt::Unchecked);
        QVERIFY(editor.text().contains("    tools: [] # no more\n"));
        item(files, u"read_text_file"_s)->setCheckState(0, Qt::Checked);
        QVERIFY(editor.text().contains("    tools: # no more\n      - read_text_file\n"));
    }

    void triesAToolOfAServer()
    {
        OpenEditor editor(agentText, services());
        run(editor);
        ui::ServerPanel &files = *panel(editor, 0);
        connectTo(files);
        auto *tryIt = files.findChild<QPushButton *>(u"tryServerTool"_s);
        QVERIFY(!tryIt->isEnabled());
        files.findChild<QTreeWidget *>()->setCurrentItem(item(files, u"read_text_file"_s));
        QVERIFY(tryIt->isEnabled());
        tryIt->click();
        auto *bench = files.findChild<ui::ToolBench *>();
        QVERIFY(bench->isVisible());
        bench->run();
        QTRY_VERIFY(std::ranges::any_of(m_server->requests, [](const FakeServer::Request &request) {
            return request.path == "/tools/files__read_text_file";
        }));
    }

    void unticksOneOfAll()
    {
        OpenEditor editor("mcp_servers:\n  files: { command: npx }\n", services());
        run(editor);
        ui::ServerPanel &files = *panel(editor, 0);
        connectTo(files);
        QCOMPARE(item(files, u"write_file"_s)->checkState(0), Qt::Checked);
        item(files, u"write_file"_s)->setCheckState(0, Qt::Unchecked);
        QCOMPARE(editor.text(), "mcp_servers:\n  files: { command: npx, tools: [read_text_file] }\n");
    }

    void saysWhyAServerCannotBeAsked()
    {
        OpenEditor editor(agentText, services());
        run(editor);
        ui::ServerPanel &tickets = *panel(editor, 1);
        tickets.open();
        tickets.findChild<QPushButton *>(u"connectServer"_s)->click();
        QTRY_COMPARE(sentenceIn(tickets),
                     u"The MCP server \"tickets\" could not be reached: Connection refused."_s);
        editor.fill(u"/mcp_servers/tickets/url"_s, u"http://127.0.0.1:2/mcp"_s);
        QVERIFY(!sentenceIn(tickets).contains(u"refused"_s)); // that was another address
    }

    void opensWhereAFieldIsAskedFor()
    {
        OpenEditor editor("mcp_servers:\n  files: { command: npx, timeout: soon }\n");
        QVERIFY(!editor.field(u"/mcp_servers/files/timeout"_s).isVisible());
        editor.view().showPlace(u"/mcp_servers/files/timeout"_s);
        QVERIFY(editor.field(u"/mcp_servers/files/timeout"_s).isVisible());
    }

    void saysHowTheServersOfTheServedAgentFare()
    {
        OpenEditor editor(agentText, services());
        auto *good = panel(editor, 0)->findChild<QLabel *>(u"serverState"_s);
        auto *bad = panel(editor, 1)->findChild<QLabel *>(u"serverState"_s);
        QVERIFY(good->isHidden());
        run(editor);
        QTRY_COMPARE(good->text(), u"Connected"_s);
        QVERIFY(!good->isHidden());
        QCOMPARE(bad->text(), u"Not there"_s);
        m_host.stop();
        QVERIFY(good->isHidden());
    }
};

QTEST_MAIN(ServersTest)
#include "ServersTest.moc"
