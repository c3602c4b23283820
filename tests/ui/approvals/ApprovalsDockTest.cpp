// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/ApprovalsDock.h"
#include "tests/ui/support/Sweep.h"
#include "ui/approvals/WaitingCard.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::Approval;
using ui::ApprovalReply;

namespace {

Approval approval(const QString &id)
{
    return {u"run-1"_s,
            id,
            u"Careful"_s,
            u"Send it\nplease"_s,
            u"send_mail"_s,
            QJsonObject{{u"to"_s, u"a@example.org"_s}},
            u"Mails leave the house."_s,
            QDateTime::fromString(u"2026-11-22T10:05:00.000Z"_s, Qt::ISODateWithMs)};
}

ui::LimitedRun limited(const QString &name, double value, double cap)
{
    return {u"run-2"_s, u"Careful"_s, u"Look it all up"_s, {name, value, cap}};
}

} // namespace

class ApprovalsDockTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QMainWindow> m_window;
    ui::ApprovalsDock *m_dock = nullptr;
    QList<std::pair<Approval, ApprovalReply>> m_answers;

    template<class T>
    T *named(const char *name) const
    {
        return m_dock->findChild<T *>(QLatin1String(name));
    }
    QString textOf(const char *name) const { return named<QLabel>(name)->text(); }
    QPlainTextEdit *arguments() const { return named<QPlainTextEdit>("arguments"); }
    void press(const char *name) const { named<QPushButton>(name)->click(); }
    qsizetype cards() const { return m_dock->findChildren<ui::WaitingCard *>().size(); }

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        m_answers.clear();
        m_theme = std::make_unique<ui::Theme>();
        m_theme->dress(*qApp);
        m_window = std::make_unique<QMainWindow>();
        m_dock = new ui::ApprovalsDock(*m_theme);
        m_window->addDockWidget(Qt::RightDockWidgetArea, m_dock);
        m_window->resize(360, 700);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        connect(
            m_dock, &ui::ApprovalsDock::answered, this,
            [this](const Approval &asked, const ApprovalReply &reply) { m_answers.append({asked, reply}); });
    }
    void cleanup() { m_window.reset(); }

    void saysThatNothingWaits()
    {
        QVERIFY(named<QLabel>("approvalsEmpty")->isVisible());
        m_dock->setWaiting({approval(u"a1"_s)});
        QVERIFY(!named<QLabel>("approvalsEmpty")->isVisible());
        QCOMPARE(textOf("approvalsCount"), u"1 waiting"_s);
        m_dock->setWaiting({});
        QTRY_COMPARE(cards(), 0);
        QVERIFY(named<QLabel>("approvalsEmpty")->isVisible());
    }
    void isWideEnoughForItsCards()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        m_window->resize(100, 700); // as narrow as can be
        const auto *card = m_dock->findChild<ui::WaitingCard *>();
        QTRY_VERIFY(card->width() >= card->minimumSizeHint().width());
        const auto *view = m_dock->findChild<QScrollArea *>()->viewport();
        QTRY_VERIFY(card->mapTo(view, QPoint(card->width(), 0)).x() <= view->width());
    }
    void showsWhoWantsWhatAndWhy()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        QCOMPARE(textOf("tool"), u"send_mail"_s);
        QCOMPARE(textOf("asker"), u"Careful \u00b7 \u201cSend it please\u201d"_s);
        QCOMPARE(textOf("reason"), u"Mails leave the house."_s);
        QCOMPARE(arguments()->toPlainText(), u"{\n    \"to\": \"a@example.org\"\n}"_s);
        QCOMPARE(textOf("expiry"), u"Counts as denied at 10:05:00."_s);
    }
    void tellsWhatAPersonSays_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("allowed");
        QTest::addColumn<bool>("always");
        QTest::newRow("once") << u"once"_s << QString() << true << false;
        QTest::newRow("once, edited") << u"once"_s << u"{\"to\": 1}"_s << true << false;
        QTest::newRow("always") << u"always"_s << QString() << true << true;
        QTest::newRow("always, edited") << u"always"_s << u"{\"to\": 1}"_s << true << true;
        QTest::newRow("deny") << u"deny"_s << QString() << false << false;
    }
    void tellsWhatAPersonSays()
    {
        QFETCH(QString, button);
        QFETCH(QString, typed);
        m_dock->setWaiting({approval(u"a1"_s)});
        named<QLineEdit>("note")->setText(u" Not to her. "_s);
        if (!typed.isEmpty())
            arguments()->setPlainText(typed);
        QCOMPARE(named<QPushButton>("once")->text(),
                 typed.isEmpty() ? u"Allow once"_s : u"Allow as edited"_s);
        press(qPrintable(button));
        QCOMPARE(m_answers.size(), 1);
        const auto &[asked, reply] = m_answers.constFirst();
        QCOMPARE(asked, approval(u"a1"_s));
        QTEST(reply.allowed, "allowed");
        QTEST(reply.always, "always");
        QCOMPARE(reply.arguments.has_value(), !typed.isEmpty());
        QCOMPARE(reply.note, reply.allowed ? QString() : u"Not to her."_s);
        QVERIFY(!arguments()->isEnabled());
        m_dock->setWaiting({});
        QTRY_COMPARE(cards(), 0);
    }
    void refusesArgumentsThatAreNoJsonObject()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        arguments()->setPlainText(u"[1"_s);
        press("once");
        QCOMPARE(m_answers.size(), 0);
        QCOMPARE(textOf("fault"), u"The arguments are no JSON object."_s);
        QVERIFY(arguments()->hasFocus());
        arguments()->setPlainText(u"{}"_s);
        QVERIFY(!named<QLabel>("fault")->isVisible());
    }
    void keepsWhatIsTypedWhenOthersComeAndGo()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        arguments()->setPlainText(u"{\"to\": 2}"_s);
        m_dock->setWaiting({approval(u"a1"_s), approval(u"a2"_s)});
        QCOMPARE(cards(), 2);
        m_dock->setWaiting({approval(u"a1"_s)});
        QTRY_COMPARE(cards(), 1);
        QCOMPARE(arguments()->toPlainText(), u"{\"to\": 2}"_s);
    }
    void saysWhenWhatIsTypedComesTooLate()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        named<QLineEdit>("note")->setText(u"No"_s);
        m_dock->setWaiting({});
        QVERIFY(textOf("fault").startsWith(u"It does not wait any more"_s));
        QVERIFY(!named<QPushButton>("once")->isVisible());
        QCOMPARE(textOf("approvalsCount"), QString());
        press("putAway");
        QTRY_COMPARE(cards(), 0);
        QVERIFY(named<QLabel>("approvalsEmpty")->isVisible());
    }
    void saysWhenTheRunIsOver()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        press("once");
        m_dock->showRefusal(approval(u"a1"_s), {agent::ErrorKind::NotFound, u"The run has finished."_s, {}});
        m_dock->setWaiting({});
        QCOMPARE(textOf("fault"), u"Too late: The run has finished."_s);
        QVERIFY(named<QPushButton>("putAway")->isVisible());
    }
    void letsOneTryAgainWhenTheAnswerWasWrong()
    {
        m_dock->setWaiting({approval(u"a1"_s)});
        press("once");
        m_dock->showRefusal(approval(u"a1"_s), {agent::ErrorKind::InvalidInput, u"\"to\" is missing."_s, {}});
        QCOMPARE(textOf("fault"), u"\"to\" is missing."_s);
        QVERIFY(arguments()->isEnabled());
        press("deny");
        QCOMPARE(m_answers.size(), 2);
    }
    void goesOnWithTheNextOneByKeyboard()
    {
        m_dock->setWaiting({approval(u"a1"_s), approval(u"a2"_s)});
        m_dock->open();
        QVERIFY(arguments()->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(named<QPushButton>("once")->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        m_dock->setWaiting({approval(u"a2"_s)});
        QTRY_COMPARE(cards(), 1);
        QVERIFY(arguments()->hasFocus());
        QVERIFY(arguments()->isEnabled());
    }
    void doesNotGrowWithALongName()
    {
        Approval longer = approval(u"a1"_s);
        longer.tool = u"tool_"_s.repeated(80);
        longer.agent = longer.tool;
        m_dock->setWaiting({longer});
        QTest::qWait(50);
        QVERIFY2(m_dock->width() <= 360, qPrintable(QString::number(m_dock->width())));
        QCOMPARE(named<QLabel>("tool")->toolTip(), longer.tool);
    }
    void offersTheWayOnFromALimit_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("cap");
        QTest::addColumn<QString>("told");
        QTest::addColumn<double>("suggested");
        QTest::newRow("turns") << u"iterations"_s << 6.0 << 6.0 << u"6 turns of the model"_s << 12.0;
        QTest::newRow("tokens") << u"tokens"_s << 900.0 << 400.0 << u"400 tokens"_s << 1800.0;
        QTest::newRow("money") << u"cost"_s << 0.06 << 0.05 << u"$0.05"_s << 0.1;
        QTest::newRow("no money at all") << u"cost"_s << 0.0 << 0.0 << u"$0"_s << 1.0;
        QTest::newRow("calls") << u"tool_calls"_s << 21.0 << 20.0 << u"20 tool calls"_s << 40.0;
        QTest::newRow("one we do not know") << u"words"_s << 9.0 << 9.0 << u"9 (words)"_s << 18.0;
    }
    void offersTheWayOnFromALimit()
    {
        QFETCH(QString, name);
        QFETCH(double, value);
        QFETCH(double, cap);
        QFETCH(QString, told);
        QFETCH(double, suggested);
        const ui::LimitedRun run = limited(name, value, cap);
        QSignalSpy raised(m_dock, &ui::ApprovalsDock::raised);
        m_dock->setWaiting({}, {run});
        QCOMPARE(textOf("tool"), u"Limit reached: "_s + told);
        QCOMPARE(textOf("asker"), u"Careful \u00b7 \u201cLook it all up\u201d"_s);
        QCOMPARE(textOf("approvalsCount"), u"1 waiting"_s);
        press("raise");
        QCOMPARE(raised.count(), 1);
        QCOMPARE(raised[0][0].value<ui::LimitedRun>(), run);
        QCOMPARE(raised[0][1].toDouble(), suggested);
        m_dock->setWaiting({}, {limited(name, value, suggested)}); // it waits again
        QTRY_COMPARE(cards(), 1);
        QVERIFY(named<QPushButton>("raise")->isEnabled());
    }
    void takesOnlyALimitThatIsHigher()
    {
        QSignalSpy raised(m_dock, &ui::ApprovalsDock::raised);
        m_dock->setWaiting({approval(u"a1"_s)}, {limited(u"tool_calls"_s, 21, 20)});
        QCOMPARE(cards(), 2);
        auto *cap = named<QLineEdit>("cap");
        for (const auto &typed : {u"20"_s, u"many"_s, QString()}) {
            cap->setText(typed);
            press("raise");
        }
        QCOMPARE(raised.count(), 0);
        QVERIFY(cap->property("invalid").toBool());
        cap->setText(u"21,5"_s);
        QTest::keyClick(cap, Qt::Key_Return);
        QCOMPARE(raised.count(), 1);
        QCOMPARE(raised[0][1].toDouble(), 21.5);
        m_dock->showLimitRefusal(limited(u"tool_calls"_s, 21, 20),
                                 {agent::ErrorKind::InvalidInput, u"At least 22."_s, {}});
        QVERIFY(cap->isEnabled());
        m_dock->showLimitRefusal(limited(u"tool_calls"_s, 21, 20),
                                 {agent::ErrorKind::NotFound, u"It has finished."_s, {}});
        QVERIFY(cap->isReadOnly());
    }
    void endsARunAtItsLimit()
    {
        QSignalSpy cancelled(m_dock, &ui::ApprovalsDock::cancelled);
        m_dock->setWaiting({}, {limited(u"tokens"_s, 900, 400)});
        press("cancel");
        QCOMPARE(cancelled.count(), 1);
        m_dock->setWaiting({});
        QTRY_COMPARE(cards(), 0);
    }
    void isNamedAndReachedByKeyboard()
    {
        m_dock->setWaiting({approval(u"a1"_s), approval(u"a2"_s)}, {limited(u"tokens"_s, 900, 400)});
        QCOMPARE(testing::unnamedControls(m_window.get()), QStringList());
        QCOMPARE(testing::unreachedControls(m_window.get(), arguments()), QStringList());
    }
};

QTEST_MAIN(ApprovalsDockTest)
#include "ApprovalsDockTest.moc"
