// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "tests/ui/support/Sweep.h"
#include "ui/playground/PlaygroundDock.h"
#include "ui/shell/AgentListModel.h"
#include "ui/shell/Banner.h"
#include "ui/shell/CassetteDesk.h"
#include "ui/shell/Footer.h"
#include "ui/shell/MergeDialog.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/StatePill.h"
#include "ui/shell/TemplateTouch.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using testing::FakeDocument;
using testing::FakeHost;
using testing::FakeServer;
using State = ui::ServerHost::State;

class MainWindowTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<ui::MainWindow> m_window;

    QString file(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        file.open(QIODevice::WriteOnly);
        file.write(text);
        return path;
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void makeWindow()
    {
        m_window = std::make_unique<ui::MainWindow>(
            *m_host, *m_theme, [](QWidget *parent) { return new FakeDocument(parent); },
            ui::MainWindow::Options{m_folder->filePath(u"window.ini"_s),
                                    m_folder->filePath(u"agents"_s),
                                    {{u"starter"_s, u"Starter"_s, u"Begin here"_s, m_template}}});
    }
    void show()
    {
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    FakeDocument *document() { return m_window->findChild<FakeDocument *>(); }
    template<class T>
    T *named(const QString &name)
    {
        return m_window->findChild<T *>(name);
    }
    QString banner()
    {
        const auto *text = named<QLabel>(u"bannerText"_s);
        return text ? text->text() : QString();
    }
    QPushButton *visibleButton(const QString &text)
    {
        for (auto *button : m_window->findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    void press(const QString &text)
    {
        QTRY_VERIFY2(visibleButton(text), qPrintable(u"no button "_s + text));
        visibleButton(text)->click();
    }
    void typePort(int port)
    {
        named<QToolButton>(u"settingsButton"_s)->click();
        QWidget *popover = QApplication::activePopupWidget();
        QVERIFY(popover);
        auto *field = popover->findChild<QSpinBox *>(u"port"_s);
        field->selectAll();
        QTest::keyClicks(field, QString::number(port));
        QTest::keyClick(field, Qt::Key_Return);
        popover->close();
    }
    QAction *action(const QString &text)
    {
        for (QAction *action : m_window->actions()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
    QList<FakeServer::Request> puts() const
    {
        QList<FakeServer::Request> list;
        for (const auto &request : m_server->requests) {
            if (request.method == "PUT")
                list.append(request);
        }
        return list;
    }
    void startWith(const QString &path)
    {
        m_window->begin({path});
        show();
        press(u"Start"_s);
        QTRY_COMPARE(named<QPushButton>(u"start"_s)->text(), u"Restart"_s);
    }

    QString m_template;
    QString m_servedPath;
    QByteArray m_runs;
    QByteArray m_used;

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(m_folder->path()).mkdir(u"template"_s);
        m_template = file(u"template/agent.yaml"_s, "name: Starter\n");
        m_servedPath.clear();
        m_runs = R"({"runs":[]})";
        m_used = R"({"totals":[]})";
        m_theme = std::make_unique<ui::Theme>();
        m_theme->dress(*qApp);
        m_server =
            std::make_unique<FakeServer>([this](const FakeServer::Request &request, QTcpSocket &socket) {
                if (request.path.startsWith("/control/usage"))
                    return void(socket.write(FakeServer::answer(200, "application/json", m_used)));
                if (request.path.startsWith("/runs?"))
                    return void(socket.write(FakeServer::answer(200, "application/json", m_runs)));
                if (request.path == "/control/log")
                    return void(
                        socket.write(FakeServer::streamHead()
                                     + "id: 1\ndata: {\"seq\":1,\"message\":\"hello from the server\"}\n\n"));
                const QJsonObject dayLimit{{u"tokens"_s, 400}};
                const QJsonObject agent{{u"name"_s, u"A"_s},
                                        {u"path"_s, m_servedPath},
                                        {u"provider"_s, u"demo"_s},
                                        {u"reason"_s, u"no key set"_s},
                                        {u"limits"_s, QJsonObject{{u"day"_s, dayLimit}}}};
                socket.write(FakeServer::answer(200, "application/json", agent::json::text(agent)));
            });
        m_host = std::make_unique<FakeHost>();
        m_host->address = m_server->url();
        makeWindow();
    }
    void cleanup() { m_window.reset(); }

    void opensACopyOfTheFirstTemplateTheFirstTime()
    {
        m_window->begin({});
        QCOMPARE(document()->text(), "name: Starter\n");
        QVERIFY(document()->path().startsWith(m_folder->filePath(u"agents"_s)));
    }
    void opensAnAgentMadeBeforeWhenItsSettingsAreLost()
    {
        QVERIFY(QDir(m_folder->path()).mkpath(u"agents/mine"_s));
        file(u"agents/mine/agent.yaml"_s, "name: Mine\n");
        m_window->begin({});
        QCOMPARE(document()->text(), "name: Mine\n");
    }
    void opensTheOneCopyOfATemplateThatIsNamed()
    {
        m_window->begin({u"starter"_s});
        const QString copy = document()->path();
        QVERIFY(copy.startsWith(m_folder->filePath(u"agents"_s)));
        makeWindow();
        m_window->begin({u"starter"_s});
        QCOMPARE(document()->path(), copy);
    }
    void startsWhatItShowsAndTellsHowTheServerIs()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        m_window->begin({m_servedPath});
        show();
        document()->type(u"description: not saved\n"_s);
        press(u"Start"_s);
        QTRY_COMPARE(m_host->starts.size(), 1);
        QCOMPARE(m_host->starts[0].agentText, "name: A\ndescription: not saved\n");
        QCOMPARE(m_host->starts[0].agentPath, m_servedPath);
        QCOMPARE(named<QLineEdit>(u"address"_s)->text(), m_server->url().toString());
        auto *pill = m_window->findChild<ui::StatePill *>();
        QCOMPARE(pill->accessibleName(), u"Server: Running"_s);
        QCOMPARE(QAccessible::queryAccessibleInterface(pill)->role(), QAccessible::StaticText);
        QTRY_COMPARE(named<QLabel>(u"provider"_s)->text(), u"Offline demo \u00b7 no key set"_s);
        named<QToolButton>(u"copyAddress"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), m_server->url().toString());
        press(u"Stop"_s);
        QCOMPARE(m_host->state(), State::Stopped);
        QCOMPARE(named<QLabel>(u"provider"_s)->text(), u"Not running"_s);
    }
    void handsOverEveryValidEditWhileItRuns()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        document()->type(u"description: one\n"_s);
        QTRY_COMPARE(puts().size(), 1);
        document()->type(u"nonsense: [\n"_s);
        QTest::qWait(500);
        QCOMPARE(puts().size(), 1);
        QVERIFY(puts()[0].body.contains("description: one"));
    }
    void showsWhereTheServedAgentIsToBeChanged()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        auto *served = document();
        m_window->begin({file(u"b.yaml"_s, "name: B\n")});
        QVERIFY(!served->isVisible());
        emit m_window->findChild<ui::PlaygroundDock *>()->placeWanted(u"/limits/tool_calls"_s);
        QVERIFY(served->isVisible());
        QCOMPARE(served->shownPlace, u"/limits/tool_calls"_s);
    }
    void doesNotReadTheTextAtAKeyStroke()
    {
        m_window->begin({file(u"a.yaml"_s, "name: A\n")});
        show();
        document()->type(u"# one\n"_s);
        QTRY_VERIFY(document()->isServable());
        document()->askedForText = 0;
        document()->type(u"d"_s);
        QCOMPARE(document()->askedForText, 0);
        QVERIFY(action(u"Undo"_s)->isEnabled());
    }
    void offersTheFreePortWhenThePortIsTaken()
    {
        m_host->nextFailure =
            ui::ServerHost::Failure{u"Port 8000 is taken by python3."_s, 8000, u"python3"_s, 8001};
        m_window->begin({file(u"a.yaml"_s, "name: A\n")});
        show();
        press(u"Start"_s);
        QCOMPARE(banner(), u"Port 8000 is taken by python3."_s);
        QCOMPARE(m_window->findChild<ui::StatePill *>()->state(), ui::StatePill::State::Failed);
        press(u"Use port 8001"_s);
        QCOMPARE(m_host->starts.constLast().port, quint16(8001));
        QTRY_VERIFY(banner().isEmpty());
    }
    void servesOnThePortTheFileNames()
    {
        auto *address = named<QLineEdit>(u"address"_s);
        m_window->begin({file(u"a.yaml"_s, "name: A\nserver: {port: 8123}\n")});
        show();
        QCOMPARE(address->text(), u"http://127.0.0.1:8123"_s);
        QCOMPARE(address->toolTip(), u"The port is server.port of a.yaml."_s);
        press(u"Start"_s);
        QCOMPARE(m_host->starts.constLast().port, quint16(8123));
        QCOMPARE(address->toolTip(), u"The port is server.port of a.yaml."_s);
        press(u"Stop"_s);
        m_window->begin({file(u"b.yaml"_s, "name: B\n")});
        QCOMPARE(address->text(), u"http://127.0.0.1:8000"_s);
        QCOMPARE(address->toolTip(), u"The port is that of the window's settings."_s);
        m_window->begin({file(u"c.yaml"_s, "name: C\nserver: {port: 0}\n")});
        QCOMPARE(address->text(), u"Any port that is free"_s);
        press(u"Start"_s);
        QCOMPARE(m_host->starts.constLast().port, quint16(0));
    }
    void prefersThePortThatWasTyped()
    {
        auto *address = named<QLineEdit>(u"address"_s);
        m_window->begin({file(u"a.yaml"_s, "name: A\nserver:\n  port: 8123\n")});
        show();
        typePort(8200);
        QCOMPARE(address->text(), u"http://127.0.0.1:8200"_s);
        QCOMPARE(address->toolTip(), u"The port was chosen here, in place of server.port of a.yaml."_s);
        typePort(8123);
        QCOMPARE(address->toolTip(), u"The port is server.port of a.yaml."_s);
        typePort(8200);
        document()->setText(u"server: {port: 8300}\n"_s);
        QTRY_COMPARE(address->text(), u"http://127.0.0.1:8300"_s); // the newest word counts
        document()->setText(u"name: A\n"_s);
        QTRY_COMPARE(address->text(), u"http://127.0.0.1:8000"_s); // the window's own was never another
        typePort(8400);
        QCOMPARE(address->text(), u"http://127.0.0.1:8400"_s);
        QCOMPARE(address->toolTip(), u"The port is that of the window's settings."_s);
    }
    void doesNotStartAnAgentWithAProblem()
    {
        m_window->begin({file(u"a.yaml"_s, "name: [\n")});
        show();
        press(u"Start"_s);
        QVERIFY(m_host->starts.isEmpty());
        press(u"Show it"_s);
        QCOMPARE(document()->shownProblem, 0);
        QVERIFY(named<QToolButton>(u"problems"_s)->isVisible());
    }
    void showsTheLogOfTheServer()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        auto *table = named<QAbstractItemView>(u"log"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
    }
    void saysEverywhereThatACallWaits()
    {
        m_runs = R"({"runs":[{"run_id":"r","agent":"A","waiting":[{"approval":"a1","tool_name":"mail"}]}]})";
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        auto *pill = m_window->findChild<ui::StatePill *>();
        QTRY_COMPARE(pill->accessibleName(), u"Server: 1 waiting"_s);
        auto *shown = named<QToolButton>(u"waiting"_s);
        QVERIFY(shown->isVisible());
        auto *dock = named<QDockWidget>(u"approvalsDock"_s);
        QVERIFY(!dock->isVisible());
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(dock->isVisible());
        QVERIFY(action(u"Approvals"_s)->isChecked());
        dock->close();
        shown->click();
        QVERIFY(dock->isVisible());
        press(u"Deny"_s);
        m_runs = R"({"runs":[]})";
        QTRY_VERIFY(!shown->isVisible());
        QCOMPARE(pill->accessibleName(), u"Server: Running"_s);
    }
    void offersTheWayOnWhereARunWaitsAtALimit()
    {
        m_runs = R"({"runs":[{"run_id":"r","agent":"A","limit":{"name":"tool_calls","value":3,"cap":2}}]})";
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        auto *pill = m_window->findChild<ui::StatePill *>();
        QTRY_COMPARE(pill->accessibleName(), u"Server: 1 waiting"_s);
        QTest::mouseClick(pill, Qt::LeftButton);
        press(u"Go on"_s);
        m_runs = R"({"runs":[]})"; // from then on
        const auto sent = [this] {
            return std::ranges::any_of(m_server->requests, [](const FakeServer::Request &request) {
                return request.path == "/runs/r/limit" && request.body == R"({"cap":4})";
            });
        };
        QTRY_VERIFY(sent());
        QTRY_COMPARE(pill->accessibleName(), u"Server: Running"_s);
    }
    void tellsWhatWasUsedBesideTheLimits()
    {
        const QJsonObject total{{u"name"_s, QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate)},
                                {u"calls"_s, 2},
                                {u"tokens"_s, 340},
                                {u"cost_usd"_s, 0},
                                {u"calls_of_unknown_cost"_s, 2}};
        m_used = agent::json::text(QJsonObject{{u"totals"_s, QJsonArray{total}}});
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        auto *used = named<QToolButton>(u"usageToday"_s);
        QVERIFY(!used->isVisible());
        startWith(m_servedPath);
        QTRY_COMPARE(used->text(), u"Today 340 tokens \u00b7 cost unknown"_s);
        QCOMPARE(used->property("tone").toString(), u"warning"_s); // 340 of 400
        used->click();
        QWidget *popover = QApplication::activePopupWidget();
        QVERIFY(popover);
        popover->findChild<QPushButton *>(u"changeLimits"_s)->click();
        QCOMPARE(document()->shownPlace, u"/limits/day/tokens"_s);
        press(u"Stop"_s);
        QVERIFY(!used->isVisible());
    }
    void recordsUntilItIsBackToLive()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        const QString tape = m_folder->filePath(u"demo.cassette"_s);
        m_window->findChild<ui::CassetteDesk *>()->record(tape, true);
        QCOMPARE(m_host->starts.constLast().cassette, (ui::CassetteUse{ui::CassetteUse::Kind::Record, tape}));
        auto *pill = m_window->findChild<ui::StatePill *>();
        QCOMPARE(pill->word(), u"Recording demo.cassette"_s);
        QVERIFY(banner().startsWith(u"Recording to demo.cassette"_s));
        m_host->cassettes[tape] = {u"A"_s, u"demo"_s, u"slipway-demo"_s, {}, u"Hello"_s, 4, 2, true};
        press(u"Stop recording"_s);
        QVERIFY(!m_host->starts.constLast().cassette);
        QCOMPARE(pill->word(), u"Running"_s);
        QTRY_COMPARE(
            banner(),
            u"Recorded demo.cassette: 4 model calls, 2 tool calls \u00b7 A, slipway-demo from demo."_s);
        press(u"Replay it"_s);
        QCOMPARE(m_host->starts.constLast().cassette->kind, ui::CassetteUse::Kind::Replay);
    }
    void recordsModelsWithToolsOrWithout()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        const QString tape = m_folder->filePath(u"demo.cassette"_s);
        for (const auto &[menu, tools] : {std::pair{u"Record model traffic\u2026"_s, false},
                                          std::pair{u"Record model and tool traffic\u2026"_s, true}}) {
            action(menu)->trigger();
            auto *dialog = m_window->findChild<QFileDialog *>();
            QVERIFY(dialog);
            emit dialog->fileSelected(tape);
            delete dialog;
            QCOMPARE(m_host->starts.constLast().cassette,
                     (ui::CassetteUse{ui::CassetteUse::Kind::Record, tape, tools}));
            QTRY_COMPARE(banner().contains(u"for real"_s), !tools);
        }
    }
    void replaysAtTheSpeedThatIsChosen()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        const QString tape = m_folder->filePath(u"demo.cassette"_s);
        m_host->cassettes[tape] = {u"A"_s, u"demo"_s, u"slipway-demo"_s, {}, {}, 4, 0, false};
        action(u"As fast as possible"_s)->trigger();
        QCOMPARE(m_host->starts.size(), 1);
        m_window->findChild<ui::CassetteDesk *>()->replay(tape);
        QCOMPARE(m_host->starts.constLast().cassette->speed, 0.0);
        QVERIFY2(banner().startsWith(u"Replaying demo.cassette, as fast as possible: 4 model calls"_s),
                 qPrintable(banner()));
        QVERIFY(banner().contains(u"tools are called for real"_s));
        action(u"Twice as fast"_s)->trigger(); // begins anew
        QCOMPARE(m_host->starts.size(), 3);
        QCOMPARE(m_host->starts.constLast().cassette->speed, 2.0);
        action(u"Twice as fast"_s)->trigger();
        QCOMPARE(m_host->starts.size(), 3);
        action(u"Original time"_s)->trigger();
        QTRY_VERIFY(banner().startsWith(u"Replaying demo.cassette: 4 model calls"_s));
    }
    void replaysAgainUntilItIsStopped()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        const QString tape = m_folder->filePath(u"demo.cassette"_s);
        m_host->cassettes[tape] = {u"A"_s, u"demo"_s, u"slipway-demo"_s, {}, u"Hello"_s, 4, 2, true};
        m_window->findChild<ui::CassetteDesk *>()->replay(tape);
        auto *pill = m_window->findChild<ui::StatePill *>();
        QCOMPARE(pill->accessibleName(), u"Server: Replaying demo.cassette"_s);
        QVERIFY(banner().contains(u"4 model calls, 2 tool calls"_s));
        QVERIFY(banner().contains(u"\u201cHello\u201d"_s));
        QVERIFY(!named<QToolButton>(u"usageToday"_s)->isVisible());
        QTRY_COMPARE(named<QPushButton>(u"start"_s)->text(), u"Restart"_s);
        press(u"Restart"_s);
        QVERIFY(m_host->starts.constLast().cassette);
        press(u"Stop"_s);
        QTRY_VERIFY(banner().isEmpty());
        press(u"Start"_s);
        QVERIFY(!m_host->starts.constLast().cassette);
        QCOMPARE(pill->word(), u"Running"_s);
    }
    void asksBeforeItReplaysAnotherAgentsCassette()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        m_window->begin({m_servedPath});
        show();
        const QString tape = m_folder->filePath(u"demo.cassette"_s);
        m_host->cassettes[tape] = {u"B"_s, u"demo"_s, u"slipway-demo"_s, {}, {}, 4, 0, false};
        m_window->findChild<ui::CassetteDesk *>()->replay(tape);
        QVERIFY(m_host->starts.isEmpty());
        QVERIFY(banner().startsWith(u"demo.cassette is of another agent than A"_s));
        press(u"Replay it anyway"_s);
        QCOMPARE(m_host->starts.size(), 1);
    }
    void saysWhatIsWrongWithACassette()
    {
        m_window->begin({file(u"a.yaml"_s, "name: A\n")});
        show();
        m_window->findChild<ui::CassetteDesk *>()->replay(u"/gone.cassette"_s);
        QCOMPARE(banner(), u"/gone.cassette is no cassette."_s);
        QVERIFY(m_host->starts.isEmpty());
    }
    void noticesAServerThatFellSilent()
    {
        m_servedPath = file(u"a.yaml"_s, "name: A\n");
        startWith(m_servedPath);
        m_server.reset();
        QTRY_COMPARE(m_window->findChild<ui::StatePill *>()->word(), u"Not answering"_s);
        m_server = std::make_unique<FakeServer>([](const auto &, QTcpSocket &) { });
    }
    void asksBeforeChangesAreLost()
    {
        const QString path = file(u"a.yaml"_s, "name: A\n");
        m_window->begin({path});
        show();
        document()->type(u"# mine\n"_s);
        QVERIFY(m_window->isWindowModified());
        QVERIFY(!m_window->close());
        named<QMessageBox>({})->button(QMessageBox::Cancel)->click();
        QVERIFY(m_window->isVisible());
        QTRY_VERIFY(!named<QMessageBox>({}));
        QVERIFY(!m_window->close());
        named<QMessageBox>({})->button(QMessageBox::Save)->click();
        QTRY_VERIFY(!m_window->isVisible());
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), "name: A\n# mine\n");
    }
    void asksBeforeATabWithChangesIsClosed()
    {
        const QString path = file(u"a.yaml"_s, "name: A\n");
        m_window->begin({path});
        show();
        document()->type(u"# mine\n"_s);
        action(u"Close tab"_s)->trigger();
        QTRY_VERIFY(named<QMessageBox>({}));
        named<QMessageBox>({})->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!named<QMessageBox>({}));
        QVERIFY(document());
        action(u"Close tab"_s)->trigger();
        named<QMessageBox>({})->button(QMessageBox::Discard)->click();
        QTRY_VERIFY(!document());
        QFile kept(path);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), "name: A\n");
    }
    void cutsALongReasonAndTellsItWhole()
    {
        ui::Footer footer(*m_theme);
        footer.resize(600, 28);
        footer.show();
        const QString reason = u"no key is set and no Ollama answers on this computer, so "_s.repeated(4);
        ui::ServedAgent agent;
        agent.provider = u"demo"_s;
        agent.reason = reason;
        footer.setAgent(agent);
        const auto *label = footer.findChild<QLabel *>(u"provider"_s);
        QVERIFY(label->text().endsWith(u'\u2026'));
        QVERIFY(label->width() < footer.width() / 2);
        QCOMPARE(label->toolTip(), u"Offline demo \u00b7 "_s + reason);
        QCOMPARE(label->accessibleName(), label->toolTip());
    }
    void doesNotMoveWhenTheCaretDoes()
    {
        ui::Footer footer(*m_theme);
        footer.resize(900, 28);
        footer.show();
        footer.setFile(u"/a.yaml"_s, false);
        footer.setCursor(4999, 120);
        const QSize size = footer.findChild<QLabel *>(u"cursor"_s)->size();
        footer.setCursor(1, 1);
        QCOMPARE(footer.findChild<QLabel *>(u"cursor"_s)->size(), size);
        footer.setProblems(2, 1);
        QCOMPARE(footer.height(), 28);
    }
    void remembersItselfTillTheNextTime()
    {
        const QString a = file(u"a.yaml"_s, "name: A\n");
        const QString b = file(u"b.yaml"_s, "name: B\n");
        m_window->begin({a, b});
        show();
        m_window->resize(1111, 777);
        action(u"YAML"_s)->trigger();
        action(u"Dark"_s)->trigger();
        action(u"Log"_s)->trigger();
        document()->divide("two to one");
        QVERIFY(m_window->close());
        m_theme->setChoice(ui::Theme::Choice::Light);
        makeWindow();
        m_window->begin({});
        show();
        QCOMPARE(m_window->size(), QSize(1111, 777));
        QVERIFY(m_theme->isDark());
        QCOMPARE(m_window->findChildren<FakeDocument *>().size(), 2);
        for (const FakeDocument *view : m_window->findChildren<FakeDocument *>())
            QCOMPARE(view->division(), "two to one");
        QCOMPARE(named<QTabBar>(u"tabs"_s)->tabText(1), u"b.yaml"_s);
        QVERIFY(action(u"YAML"_s)->isChecked());
        QVERIFY(!named<QDockWidget>(u"logDock"_s)->isVisible());
    }
    void offersToReloadAFileChangedByAnotherProgram()
    {
        const QString path = file(u"a.yaml"_s, "name: A\n");
        m_window->begin({path});
        show();
        QTest::qWait(50);
        file(u"a.yaml"_s, "name: B\n");
        QTRY_VERIFY(banner().startsWith(u"Another program changed a.yaml"_s));
        QCOMPARE(document()->text(), "name: A\n");
        press(u"Reload"_s);
        QCOMPARE(document()->text(), "name: B\n");
    }
    void showsWhatTheTemplatesDoAndTriesOne()
    {
        show();
        action(u"New from template\u2026"_s)->trigger();
        QPointer<QDialog> gallery = m_window->findChild<QDialog *>(u"templateGallery"_s);
        QVERIFY(gallery);
        gallery->findChild<QPushButton *>(u"try_starter"_s)->click();
        QTRY_VERIFY(!gallery);
        QCOMPARE(document()->path(), m_folder->filePath(u"agents/starter/agent.yaml"_s));
        QTRY_COMPARE(m_host->starts.size(), 1);
    }
    void saysWhatATemplateMayTouch()
    {
        const auto touches = [](const QByteArray &tools) {
            return ui::touchesOf(*agent::SpecDocument("provider: demo\n" + tools).spec());
        };
        QCOMPARE(touches("tools: [evaluate_expression]\n"), QStringList());
        QCOMPARE(touches("tools: [read_file, http_get, list_files]\n"),
                 (QStringList{u"Reads its folder"_s, u"Uses the network"_s}));
        QCOMPARE(touches("tools: [{name: a, command: {program: ls}}, write_file]\n"),
                 (QStringList{u"Changes files"_s, u"Runs programs"_s}));
        QCOMPARE(touches("mcp_servers: {a: {command: x}}\n"), QStringList{u"Starts a server"_s});
    }
    void losesNothingWhenBothChangedAFile()
    {
        const QString path = file(u"a.yaml"_s, "name: A\nmodel: x\nverbose: true\n");
        m_window->begin({path});
        show();
        QTest::qWait(50);
        document()->type(u"# mine\n"_s);
        file(u"a.yaml"_s, "name: B\nmodel: x\nverbose: true\n");
        QTRY_VERIFY(banner().contains(u"and you changed it here"_s));
        action(u"Save"_s)->trigger(); // would write over it
        auto *dialog = m_window->findChild<ui::MergeDialog *>();
        QVERIFY(dialog);
        QCOMPARE(content(path), "name: B\nmodel: x\nverbose: true\n");
        press(u"Apply"_s);
        QCOMPARE(document()->text(), "name: B\nmodel: x\nverbose: true\n# mine\n");
        QTRY_COMPARE(banner(), QString());
        action(u"Save"_s)->trigger();
        QCOMPARE(content(path), "name: B\nmodel: x\nverbose: true\n# mine\n");
    }
    void asksWhatCountsWhereBothChangedTheSameLine()
    {
        const QString path = file(u"a.yaml"_s, "name: A\n");
        m_window->begin({path});
        show();
        QTest::qWait(50);
        document()->replaceText("name: Mine\n");
        file(u"a.yaml"_s, "name: Theirs\n");
        QTRY_VERIFY(banner().contains(u"and you changed it here"_s));
        press(u"Compare…"_s);
        auto *dialog = m_window->findChild<ui::MergeDialog *>();
        QVERIFY(dialog);
        auto *apply = visibleButton(u"Apply"_s);
        QVERIFY(!apply->isEnabled());
        auto *choice = dialog->findChild<QComboBox *>();
        choice->setCurrentIndex(choice->findText(u"Take yours, then what is on disk"_s));
        QVERIFY(apply->isEnabled());
        apply->click();
        QCOMPARE(document()->text(), "name: Mine\nname: Theirs\n");
        document()->undo();
        QCOMPARE(document()->text(), "name: Mine\n");
    }
    void saysNothingAboutItsOwnSaving()
    {
        m_window->begin({file(u"a.yaml"_s, "name: A\n")});
        show();
        document()->type(u"# x\n"_s);
        action(u"Save"_s)->trigger();
        QVERIFY(!document()->isModified());
        QTest::qWait(400);
        QCOMPARE(banner(), QString());
    }
    void saysWhichFileCannotBeOpened()
    {
        m_window->begin({m_folder->filePath(u"gone.yaml"_s)});
        QVERIFY(banner().contains(u"gone.yaml"_s));
    }
    void takesAFileThatIsDroppedOnIt()
    {
        show();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file(u"a.yaml"_s, "name: A\n"))});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(document());
    }
    void makesRoomInANarrowWindow()
    {
        m_window->begin({file(u"a.yaml"_s, "name: A\n")});
        m_window->resize(1500, 900);
        show();
        auto *playground = named<QDockWidget>(u"playgroundDock"_s);
        QVERIFY(playground->isVisible());
        m_window->resize(1280, 800);
        QVERIFY(!playground->isVisible());
        QVERIFY(!action(u"Playground"_s)->isChecked());
        m_window->resize(1500, 900);
        QVERIFY(playground->isVisible());
        m_window->resize(1024, 700);
        QCOMPARE(m_window->size(), QSize(1024, 700));
    }
    void hidesTheSidebarWhereTheApprovalsNeedItsRoom()
    {
        m_window->begin({file(u"a.yaml"_s, "name: A\n")});
        document()->setMinimumWidth(560); // as much as form and source side by side
        m_window->resize(1024, 700);
        show();
        named<QDockWidget>(u"playgroundDock"_s)->close();
        auto *sidebar = named<QWidget>(u"sidebar"_s);
        QTRY_VERIFY(sidebar->isVisible());
        action(u"Approvals"_s)->trigger();
        auto *approvals = named<QDockWidget>(u"approvalsDock"_s);
        QTRY_VERIFY(!sidebar->isVisible());
        QTRY_VERIFY(document()->mapTo(m_window.get(), QPoint(document()->width(), 0)).x() <= approvals->x());
        QCOMPARE(m_window->width(), 1024);
        approvals->close();
        QTRY_VERIFY(sidebar->isVisible());
        action(u"Approvals"_s)->trigger();
        QVERIFY(m_window->close());
        makeWindow();
        QVERIFY(action(u"Agents and templates"_s)->isChecked()); // nobody has closed it
    }
    void findsAgentsAndMakesNewOnes()
    {
        m_window->begin({file(u"a.yaml"_s, "name: Weather\n")});
        show();
        auto *list = named<ui::ChoiceList>(u"agents"_s);
        QTest::keyClicks(named<QLineEdit>(u"agentSearch"_s), u"begin here"_s);
        QCOMPARE(list->model()->rowCount(), 2);
        list->setCurrentIndex(list->model()->index(1, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(m_window->findChildren<FakeDocument *>().size(), 2);
        QVERIFY(QFile::exists(m_folder->filePath(u"agents/starter/agent.yaml"_s)));
    }
    void hasEverythingInTheMenuWithKeys()
    {
        const QSet<QAction *> ofMenu = [this] {
            QSet<QAction *> all;
            QList<QMenu *> open{named<QToolButton>(u"mainMenu"_s)->menu()};
            while (!open.isEmpty()) {
                const auto actions = open.takeLast()->actions();
                for (QAction *action : actions) {
                    all.insert(action);
                    if (action->menu())
                        open.append(action->menu());
                }
            }
            return all;
        }();
        QSet<QKeySequence> keys;
        for (QAction *action : m_window->actions()) {
            QVERIFY2(ofMenu.contains(action), qPrintable(action->text()));
            QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
            QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
            keys.insert(action->shortcut());
        }
        QVERIFY(keys.size() > 20);
    }
    void isNamedAndReachedByKeyboard()
    {
        m_window->begin({file(u"a.yaml"_s, "name: [\n")});
        m_window->resize(1600, 1000);
        show();
        QCOMPARE(testing::unnamedControls(m_window.get()), QStringList());
        QCOMPARE(testing::unreachedControls(m_window.get(), named<QLineEdit>(u"agentSearch"_s)),
                 QStringList());
    }
};

QTEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
