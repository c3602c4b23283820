// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"
#include "ui/theme/Controls.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using ui::Theme;
using ui::Token;

namespace {

class ChangeCounter : public QObject
{
public:
    explicit ChangeCounter(QEvent::Type type)
        : m_type(type)
    {
    }
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == m_type ? 1 : 0;
        return false;
    }

private:
    QEvent::Type m_type;
};

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;

    static QColor inkOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
    {
        const QImage image = icon.pixmap(QSize(64, 64), mode).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) == 255)
                    return image.pixelColor(x, y);
            }
        }
        return {};
    }

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        m_theme = std::make_unique<Theme>();
        m_theme->dress(*qApp);
        m_theme->setChoice(Theme::Choice::Light);
    }

    void switchesWhileItRuns()
    {
        QSignalSpy changed(m_theme.get(), &Theme::changed);
        m_theme->setChoice(Theme::Choice::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_theme->isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), m_theme->color(Token::Window));
        QVERIFY(qApp->styleSheet().contains(ui::darkColors()[0].name()));
    }
    void leavesWidgetsAloneWhenTheColoursStay()
    {
        QLabel label(u"a"_s);
        label.show();
        ChangeCounter counter(QEvent::StyleChange);
        label.installEventFilter(&counter);
        m_theme->setChoice(Theme::Choice::Light);
        QCOMPARE(counter.count, 0);
        m_theme->setChoice(Theme::Choice::Dark);
        QCOMPARE(counter.count, 1);
    }
    void fillsEveryWordOfTheStyleSheet()
    {
        const auto left = QRegularExpression(u"@\\w+"_s).match(m_theme->styleSheet());
        QVERIFY2(!left.hasMatch(), qPrintable(left.captured()));
        QVERIFY(m_theme->styleSheet().size() > 1000);
    }
    void recoloursAnIconThatIsAlreadyShown()
    {
        const QIcon icon = m_theme->icon(u"square"_s, Token::Text);
        QCOMPARE(inkOf(icon), m_theme->color(Token::Text));
        m_theme->setChoice(Theme::Choice::Dark);
        QCOMPARE(inkOf(icon), ui::darkColors()[static_cast<std::size_t>(Token::Text)]);
        QCOMPARE(inkOf(icon, QIcon::Disabled), m_theme->color(Token::Strong));
    }
    void keepsAnIconThatOutlivesIt()
    {
        const QIcon icon = m_theme->icon(u"square"_s, Token::Text);
        const QColor before = inkOf(icon);
        m_theme.reset();
        QCOMPARE(inkOf(icon), before);
    }
    void drawsEveryIconOfTheFolder()
    {
        const QDir folder(u":/slipway/icons"_s);
        const QStringList files = folder.entryList({u"*.svg"_s});
        QVERIFY(files.size() > 20);
        for (const QString &file : files)
            QVERIFY2(inkOf(m_theme->icon(file.chopped(4), Token::Text)).isValid(), qPrintable(file));
    }
    void bringsItsOwnFonts()
    {
        QCOMPARE(QFontInfo(Theme::textFont()).family(), u"Inter"_s);
        QCOMPARE(QFontInfo(Theme::codeFont()).family(), u"JetBrains Mono"_s);
        QVERIFY(QFontInfo(Theme::codeFont()).fixedPitch());
    }
    void switchesASwitchByKeyAndByAccessibility()
    {
        ui::Switch toggle(*m_theme, u"Agent enabled"_s);
        toggle.show();
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(toggle.isChecked());
        auto *seen = QAccessible::queryAccessibleInterface(&toggle);
        QCOMPARE(seen->role(), QAccessible::CheckBox);
        QCOMPARE(seen->text(QAccessible::Name), u"Agent enabled"_s);
        QVERIFY(seen->state().checked);
        seen->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
        QVERIFY(!toggle.isChecked());
    }
    void namesAButtonAfterItsAction()
    {
        QAction action(u"&Save\u2026"_s);
        action.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S));
        const std::unique_ptr<QToolButton> button(ui::iconButton(&action));
        QCOMPARE(button->accessibleName(), u"Save"_s);
        QCOMPARE(button->toolTip(), u"Save (Ctrl+S)"_s);
        action.setText(u"Keep"_s);
        QCOMPARE(button->accessibleName(), u"Keep"_s);
    }
    void scrollsThePageInsteadOfAComboBox()
    {
        ui::ComboBox box(*m_theme, u"Level"_s);
        box.addItems({u"a"_s, u"b"_s});
        QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&box, &wheel);
        QCOMPARE(box.currentIndex(), 0);
    }
};

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
