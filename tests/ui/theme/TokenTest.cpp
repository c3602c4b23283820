// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Token.h"

#include <QMetaType>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::Token;

namespace {

struct Pair
{
    Token ink;
    QList<Token> grounds;
    double least;
};

// Every ink with every ground it is drawn on. WCAG 2.1: text 4.5 (1.4.3), graphics that carry meaning 3
// (1.4.11).
const QList<Pair> pairs{
    {Token::Text,
     {Token::Window, Token::Sidebar, Token::Surface, Token::Sunken, Token::Hover, Token::Line},
     4.5},
    {Token::Muted, {Token::Window, Token::Sidebar, Token::Surface, Token::Sunken, Token::Hover}, 4.5},
    {Token::Faint, {Token::Window, Token::Sidebar, Token::Surface, Token::Sunken, Token::Line}, 4.5},
    {Token::AccentText, {Token::Window, Token::Surface, Token::Sunken, Token::Soft, Token::InfoSoft}, 4.5},
    {Token::OnAccent, {Token::Accent, Token::AccentHover}, 4.5},
    {Token::OnSoft, {Token::Soft}, 4.5},
    {Token::Ok, {Token::OkSoft, Token::Surface, Token::Window}, 4.5},
    {Token::Warn, {Token::WarnSoft, Token::Surface, Token::Window}, 4.5},
    {Token::Error, {Token::ErrorSoft, Token::Surface, Token::Window}, 4.5},
    {Token::Info, {Token::InfoSoft, Token::Surface}, 4.5},
    {Token::Text, {Token::InfoSoft, Token::WarnSoft, Token::ErrorSoft}, 4.5},
    {Token::YamlKey, {Token::Surface, Token::Line}, 4.5},
    {Token::YamlString, {Token::Surface, Token::Line}, 4.5},
    {Token::YamlNumber, {Token::Surface, Token::Line}, 4.5},
    {Token::YamlBool, {Token::Surface, Token::Line}, 4.5},
    {Token::YamlComment, {Token::Surface, Token::Line}, 4.5},
    {Token::OkDot, {Token::Sidebar, Token::OkSoft, Token::Soft}, 3},
    {Token::Error, {Token::Sidebar, Token::Soft}, 3},
    {Token::Track, {Token::Surface, Token::Sunken, Token::Soft}, 3},
    {Token::Knob, {Token::Accent, Token::Track}, 3},
};

} // namespace

class TokenTest : public QObject
{
    Q_OBJECT
private slots:
    void computesTheContrastOfTheSpecification_data()
    {
        QTest::addColumn<QColor>("a");
        QTest::addColumn<QColor>("b");
        QTest::addColumn<double>("expected");
        QTest::newRow("black and white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
        QTest::newRow("the same") << QColor(Qt::red) << QColor(Qt::red) << 1.0;
        QTest::newRow("the well-known limit grey") << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
    }
    void computesTheContrastOfTheSpecification()
    {
        QFETCH(QColor, a);
        QFETCH(QColor, b);
        QFETCH(double, expected);
        QVERIFY(std::abs(ui::contrast(a, b) - expected) < 0.01);
        QCOMPARE(ui::contrast(a, b), ui::contrast(b, a));
    }
    void isReadableEverywhere_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        const auto add = [](const char *theme, const ui::Colors &colors) {
            for (const Pair &pair : pairs) {
                for (const Token ground : pair.grounds) {
                    const QString name = u"%1 on %2, "_s.arg(ui::tokenName(pair.ink), ui::tokenName(ground));
                    QTest::newRow(qPrintable(name + QLatin1String(theme)))
                        << colors[static_cast<std::size_t>(pair.ink)]
                        << colors[static_cast<std::size_t>(ground)] << pair.least;
                }
            }
        };
        add("light", ui::lightColors());
        add("dark", ui::darkColors());
    }
    void isReadableEverywhere()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const double ratio = ui::contrast(ink, ground);
        QVERIFY2(ratio >= least, qPrintable(u"%1:1"_s.arg(ratio, 0, 'f', 2)));
    }
};

QTEST_APPLESS_MAIN(TokenTest)
#include "TokenTest.moc"
