// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/PlaygroundDock.h"
#include "tests/ui/support/FakeServer.h"
#include "tests/ui/support/Sweep.h"
#include "ui/playground/WebPane.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using testing::FakeServer;

namespace {

const QByteArray page = "<!doctype html><title>Playground</title><body style='margin:0'>"
                        "<a href='https://example.org/' style='display:block;height:60px'>away</a>"
                        "<a href='https://example.org/new' target='_blank' "
                        "style='display:block;height:60px'>new window</a>"
                        "<a href='slipway:edit/limits/tool_calls' style='display:block;height:60px'>limit</a>"
                        "</body>";

} // namespace

class PlaygroundDockTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<QMainWindow> m_window;
    QAction *m_start = nullptr;
    ui::PlaygroundDock *m_dock = nullptr;

    QVariant run(const QString &script)
    {
        QVariant result;
        bool done = false;
        m_dock->pane()->view()->page()->runJavaScript(script, [&](const QVariant &value) {
            result = value;
            done = true;
        });
        [&] { QTRY_VERIFY(done); }();
        return result;
    }
    void showPage()
    {
        m_window->show();
        m_dock->setServer(m_server->url());
        QVERIFY(m_dock->pane());
        QSignalSpy loaded(m_dock->pane()->view(), &QWebEngineView::loadFinished);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, 20000);
    }

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
        m_theme = std::make_unique<ui::Theme>();
        m_theme->dress(*qApp);
        m_theme->setChoice(ui::Theme::Choice::Light);
        m_server = std::make_unique<FakeServer>([](const auto &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(200, "text/html", page));
        });
        m_window = std::make_unique<QMainWindow>();
        m_start = new QAction(u"Start"_s, m_window.get());
        m_dock = new ui::PlaygroundDock(*m_theme, m_start);
        m_window->addDockWidget(Qt::RightDockWidgetArea, m_dock);
        m_window->resize(700, 600);
    }
    void cleanup() { m_window.reset(); }

    void offersToStartWhileNothingRuns()
    {
        m_window->show();
        QSignalSpy started(m_start, &QAction::triggered);
        QTest::mouseClick(m_dock->findChild<QPushButton *>(u"playgroundStart"_s), Qt::LeftButton);
        QCOMPARE(started.count(), 1);
        QVERIFY(!m_dock->pane());
        QCOMPARE(testing::unnamedControls(m_window.get()), QStringList());
    }
    void costsNothingUntilItIsSeen()
    {
        m_dock->hide();
        m_window->show();
        m_dock->setServer(m_server->url());
        QVERIFY(!m_dock->pane());
        m_dock->show();
        QVERIFY(m_dock->pane());
    }
    void sendsRootToTheBrowserInsteadOfDying()
    {
        if (!ui::WebPane::obstacle().isEmpty())
            QFAIL("the sandbox should be off here");
        qunsetenv("QTWEBENGINE_DISABLE_SANDBOX");
        if (ui::WebPane::obstacle().isEmpty())
            QSKIP("only root is refused");
        m_window->show();
        m_dock->setServer(m_server->url());
        QVERIFY(!m_dock->pane());
        QSignalSpy wanted(m_dock, &ui::PlaygroundDock::browserWanted);
        QTest::mouseClick(m_dock->findChild<QPushButton *>(u"playgroundBrowse"_s), Qt::LeftButton);
        QCOMPARE(wanted[0][0].toUrl().path(), u"/playground"_s);
    }
    void showsThePageInTheColoursOfTheWindow()
    {
        showPage();
        QCOMPARE(run(u"document.title"_s).toString(), u"Playground"_s);
        QTRY_COMPARE(run(u"document.documentElement.dataset.theme"_s).toString(), u"light"_s);
        m_theme->setChoice(ui::Theme::Choice::Dark);
        QTRY_COMPARE(run(u"document.documentElement.dataset.theme"_s).toString(), u"dark"_s);
        QVERIFY(m_dock->pane()->view()->page()->profile()->isOffTheRecord());
    }
    void opensLinksInTheBrowserAndStaysItself()
    {
        showPage();
        QSignalSpy wanted(m_dock, &ui::PlaygroundDock::browserWanted);
        run(u"location.href='https://example.org/script'"_s);
        QCOMPARE(run(u"location.pathname"_s).toString(), u"/playground"_s);
        QCOMPARE(wanted.count(), 0);
        QWidget *input = m_dock->pane()->view()->focusProxy();
        QTRY_VERIFY(input);
        QTest::mouseClick(input, Qt::LeftButton, {}, {20, 20});
        QTRY_COMPARE(wanted.count(), 1);
        QTest::mouseClick(input, Qt::LeftButton, {}, {20, 80});
        QTRY_COMPARE(wanted.count(), 2);
        QCOMPARE(wanted[1][0].toUrl(), QUrl(u"https://example.org/new"_s));
    }
    void leadsToTheAgentFile()
    {
        showPage();
        QTRY_VERIFY(run(u"'window' in document.documentElement.dataset"_s).toBool());
        QSignalSpy wanted(m_dock, &ui::PlaygroundDock::placeWanted);
        const QSignalSpy browser(m_dock, &ui::PlaygroundDock::browserWanted);
        QWidget *input = m_dock->pane()->view()->focusProxy();
        QTRY_VERIFY(input);
        QTest::mouseClick(input, Qt::LeftButton, {}, {20, 140});
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), u"/limits/tool_calls"_s);
        QCOMPARE(browser.count(), 0);
        QCOMPARE(run(u"location.pathname"_s).toString(), u"/playground"_s);
    }
    void loadsAgainWhenTheServerStartsAgain()
    {
        showPage();
        m_dock->setServer({});
        QVERIFY(m_dock->findChild<QPushButton *>(u"playgroundStart"_s)->isVisible());
        const qsizetype asked = m_server->requests.size();
        m_dock->setServer(m_server->url());
        QTRY_VERIFY(m_server->requests.size() > asked);
    }
    void saysWhenThePageDoesNotArrive()
    {
        m_server = std::make_unique<FakeServer>([](const auto &, QTcpSocket &socket) { socket.abort(); });
        m_window->show();
        m_dock->setServer(m_server->url());
        QTRY_VERIFY_WITH_TIMEOUT(m_dock->findChild<QPushButton *>(u"playgroundBrowse"_s)->isVisible(), 20000);
    }
};

QTEST_MAIN(PlaygroundDockTest)
#include "PlaygroundDockTest.moc"
