// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/LogDock.h"
#include "tests/ui/support/Sweep.h"
#include "ui/logs/LogModel.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using ui::LogLevel;
using ui::LogModel;

class LogDockTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<LogModel> m_model;
    std::unique_ptr<QMainWindow> m_window;
    ui::LogDock *m_dock = nullptr;

    template<class T>
    T *named(const char *name)
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void pour(int from, int count)
    {
        QList<ui::LogEntry> entries;
        for (int i = from; i < from + count; ++i) {
            ui::LogEntry entry;
            entry.seq = i;
            entry.level = i % 2 == 0 ? LogLevel::Info : LogLevel::Error;
            entry.message = u"line %1"_s.arg(i);
            entries.append(entry);
        }
        const qsizetype before = m_model->total();
        m_model->append(entries);
        QTRY_VERIFY(m_model->total() != before || before == 200);
    }

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        m_theme = std::make_unique<ui::Theme>();
        m_theme->dress(*qApp);
        m_model = std::make_unique<LogModel>(nullptr, 200);
        m_window = std::make_unique<QMainWindow>();
        m_window->setAccessibleName(u"window"_s);
        m_dock = new ui::LogDock(*m_model, *m_theme);
        m_window->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
        m_window->resize(1000, 300);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_model.reset();
    }

    void saysWhyItIsEmpty()
    {
        m_dock->setEmptyText(u"Press Start"_s);
        QVERIFY(named<QLabel>("logEmpty")->isVisible());
        pour(0, 1);
        QVERIFY(named<QTableView>("log")->isVisible());
    }
    void followsUntilSomebodyScrollsAway()
    {
        pour(0, 100);
        QScrollBar *scroll = named<QTableView>("log")->verticalScrollBar();
        QTRY_COMPARE(scroll->value(), scroll->maximum());
        scroll->triggerAction(QScrollBar::SliderToMinimum);
        QVERIFY(!m_dock->isFollowing());
        pour(100, 20);
        QCOMPARE(scroll->value(), 0);
        scroll->triggerAction(QScrollBar::SliderToMaximum);
        QVERIFY(m_dock->isFollowing());
    }
    void keepsWhatIsLookedAtInPlaceWhileOldRowsGo()
    {
        pour(0, 200);
        auto *table = named<QTableView>("log");
        table->verticalScrollBar()->setValue(100);
        named<QToolButton>("logFollow")->setChecked(false);
        const auto topLine = [table] {
            return table->model()->index(table->rowAt(1), LogModel::Message).data().toString();
        };
        const QString before = topLine();
        pour(200, 40);
        QTRY_COMPARE(table->model()->index(0, LogModel::Message).data().toString(), u"line 40"_s);
        QCOMPARE(topLine(), before);
    }
    void filtersByTextAndLevel()
    {
        pour(0, 20);
        QTest::keyClicks(named<QLineEdit>("logFilter"), u"line 1"_s);
        QTRY_COMPARE(m_model->rowCount(), 11);
        named<QComboBox>("logLevel")->setCurrentIndex(2);
        QCOMPARE(m_model->rowCount(), 6);
        QTest::keyClick(named<QLineEdit>("logFilter"), Qt::Key_Escape);
        QTRY_COMPARE(m_model->rowCount(), 10);
    }
    void copiesTheRowsChosen()
    {
        pour(0, 3);
        auto *table = named<QTableView>("log");
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"line 1"_s));
        QVERIFY(!QApplication::clipboard()->text().contains(u"line 2"_s));
        table->actions().at(1)->trigger();
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
    }
    void clearsAndCloses()
    {
        pour(0, 3);
        QTest::mouseClick(named<QToolButton>("logClear"), Qt::LeftButton);
        QCOMPARE(m_model->rowCount(), 0);
        QTest::mouseClick(named<QToolButton>("logClose"), Qt::LeftButton);
        QVERIFY(!m_dock->isVisible());
    }
    void isNamedAndReachedByKeyboard()
    {
        pour(0, 5);
        QCOMPARE(testing::unnamedControls(m_window.get()), QStringList());
        QCOMPARE(testing::unreachedControls(m_window.get(), named<QLineEdit>("logFilter")), QStringList());
    }
};

QTEST_MAIN(LogDockTest)
#include "LogDockTest.moc"
