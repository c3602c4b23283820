// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/ApprovalsDock.h"
#include "tests/ui/support/Sweep.h"
#include "ui/approvals/ApprovalCard.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QPushButton>
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
    qsizetype cards() const { return m_dock->findChildren<ui::ApprovalCard *>().size(); }

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
    void isNamedAndReachedByKeyboard()
    {
        m_dock->setWaiting({approval(u"a1"_s), approval(u"a2"_s)});
        QCOMPARE(testing::unnamedControls(m_window.get()), QStringList());
        QCOMPARE(testing::unreachedControls(m_window.get(), arguments()), QStringList());
    }
};

QTEST_MAIN(ApprovalsDockTest)
#include "ApprovalsDockTest.moc"
