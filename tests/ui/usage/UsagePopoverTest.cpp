// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/UsagePopover.h"
#include "tests/ui/support/Sweep.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::UsagePopover;

class UsagePopoverTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    UsagePopover *m_popover = nullptr;

    QString figure(const char *meter) const
    {
        return m_popover->findChild<QWidget *>(QLatin1String(meter))
            ->findChild<QLabel *>(u"figure"_s)
            ->text();
    }
    bool shows(const char *name) const
    {
        return m_popover->findChild<QWidget *>(QLatin1String(name))->isVisible();
    }

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        m_theme = std::make_unique<ui::Theme>();
        m_theme->dress(*qApp);
        m_window = std::make_unique<QWidget>();
        m_window->resize(500, 400);
        m_window->show();
        m_popover = new UsagePopover(*m_theme, m_window.get());
    }
    void cleanup() { m_window.reset(); }

    void showsTheDayAndTheSessionBesideTheirLimits()
    {
        agent::LimitsSpec limits;
        limits.day = {1000, 5.0};
        limits.session.tokens = 200;
        m_popover->setContent(
            {u"Helper"_s, {u"2026-11-22"_s, 3, 900, 1.5, 0}, ui::UsedTotal{u"s1"_s, 2, 50, 0.5, 0}, limits});
        m_popover->popUp(m_window.get());
        QCOMPARE(figure("dayTokens"), u"900 of 1,000"_s);
        QCOMPARE(figure("dayCost"), u"$1.50 of $5.00"_s);
        QCOMPARE(figure("sessionTokens"), u"50 of 200"_s);
        QCOMPARE(figure("sessionCost"), u"$0.50"_s);
        QVERIFY(!shows("noSession"));
        QVERIFY(!shows("unknownCost"));
    }
    void saysThatThereIsNoSessionAndThatACostIsUnknown()
    {
        m_popover->setContent({u"Helper"_s, {u"2026-11-22"_s, 3, 900, 0, 3}, {}, {}});
        m_popover->popUp(m_window.get());
        QCOMPARE(figure("dayCost"), u"cost unknown"_s);
        QVERIFY(shows("noSession"));
        QVERIFY(shows("unknownCost"));
        QVERIFY(!shows("sessionTokens"));
    }
    void leadsToTheLimits()
    {
        m_popover->setContent({u"Helper"_s, {}, {}, {}});
        m_popover->popUp(m_window.get());
        QCOMPARE(testing::unnamedControls(m_popover), QStringList());
        QSignalSpy wanted(m_popover, &UsagePopover::limitsWanted);
        m_popover->findChild<QPushButton *>(u"changeLimits"_s)->click();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!m_popover->isVisible());
    }
};

QTEST_MAIN(UsagePopoverTest)
#include "UsagePopoverTest.moc"
