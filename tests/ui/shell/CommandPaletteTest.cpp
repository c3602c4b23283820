// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"
#include "tests/ui/support/Sweep.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

class CommandPaletteTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void findsByLettersInOrder_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        QTest::newRow("nothing") << QString() << true;
        QTest::newRow("beginnings") << u"sst"_s << true;
        QTest::newRow("case") << u"START"_s << true;
        QTest::newRow("words") << u"server start"_s << true;
        QTest::newRow("wrong order") << u"trats"_s << false;
        QTest::newRow("not there") << u"x"_s << false;
    }
    void findsByLettersInOrder()
    {
        QFETCH(QString, typed);
        QFETCH(bool, found);
        QCOMPARE(ui::matchScore(u"Server: Start"_s, typed) >= 0, found);
    }
    void prefersBeginningsOfWords()
    {
        QVERIFY(ui::matchScore(u"Save"_s, u"sa"_s) > ui::matchScore(u"Close sidebar"_s, u"sa"_s));
        QVERIFY(ui::matchScore(u"View: Log"_s, u"log"_s) > ui::matchScore(u"File: Close tag"_s, u"log"_s));
    }
    void runsWhatIsChosenAndGivesTheFocusBack()
    {
        ui::Theme theme;
        theme.dress(*qApp);
        QWidget window;
        window.setAccessibleName(u"window"_s);
        window.resize(800, 600);
        QLineEdit before(&window);
        before.setAccessibleName(u"before"_s);
        ui::CommandPalette palette(theme, &window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        before.setFocus();
        QStringList ran;
        const auto command = [&ran](const QString &text) {
            return ui::Command{text, {}, {}, [&ran, text] { ran.append(text); }};
        };
        palette.popUp({command(u"Open"_s), command(u"Save"_s), command(u"Save as"_s)});
        auto *typed = palette.findChild<QLineEdit *>();
        QVERIFY(typed->hasFocus());
        QCOMPARE(testing::unnamedControls(&window), QStringList());
        QTest::keyClicks(typed, u"sav"_s);
        QTest::keyClick(typed, Qt::Key_Down);
        QTest::keyClick(typed, Qt::Key_Return);
        QCOMPARE(ran, QStringList{u"Save as"_s});
        QVERIFY(!palette.isVisible());
        QVERIFY(before.hasFocus());
        palette.popUp({command(u"Open"_s)});
        QTest::keyClick(typed, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QCOMPARE(ran.size(), 1);
    }
};

QTEST_MAIN(CommandPaletteTest)
#include "CommandPaletteTest.moc"
