// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Expression.h"

#include "agent/base/Clock.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

class ExpressionTest : public QObject
{
    Q_OBJECT
private slots:
    // The values are what Python prints.
    void countsAsPythonDoes_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *expression, const char *value) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(value);
        };
        row("1 + 2 * 3", "7");
        row("(1 + 2) * 3", "9");
        row("2 ** 3 ** 2", "512");
        row("-2 ** 2", "-4");
        row("2 ** -1", "0.5");
        row("-2 ** -1", "-0.5");
        row("--3", "3");
        row("7 / 2", "3.5");
        row("6 / 3", "2.0");
        row("7 // 2", "3");
        row("-7 // 2", "-4");
        row("7 // -2", "-4");
        row("-7 % 3", "2");
        row("7 % -3", "-2");
        row("7.5 // 2", "3.0");
        row("-7.5 // 2", "-4.0");
        row("-7.5 % 2", "0.5");
        row("10 - 4 - 3", "3");
        row("100 / 10 / 5", "2.0");
        row("2 * 3 % 4", "2");
        row("0.1 + 0.2", "0.30000000000000004");
        row("1e3", "1000.0");
        row("1e16", "1e+16");
        row("1.5e-7", "1.5e-07");
        row("123456789012345678", "123456789012345678");
        row("2 ** 100", "1267650600228229401496703205376");
        row("factorial(25)", "15511210043330985984000000");
        row("10 ** 20 // 7", "14285714285714285714");
        row("10 ** 20 / 3", "3.333333333333333e+19");
        row("(2 ** 53 + 1) / 1", "9007199254740992.0");
        row("(2 ** 53 + 3) / 1", "9007199254740996.0");
        row("2 ** 1000 / 2 ** 999", "2.0");
        row("1_000_000 + 1", "1000001");
        row("1.0001 ** 3650", "1.4404877207608615");
        row("sqrt(16)", "4.0");
        row("sqrt(2)", "1.4142135623730951");
        row("round(2.5)", "2");
        row("round(3.5)", "4");
        row("round(2.675, 2)", "2.67");
        row("round(0.125, 2)", "0.12");
        row("round(1234.5678, 1)", "1234.6");
        row("floor(-2.5)", "-3");
        row("ceil(2.1)", "3");
        row("abs(-5)", "5");
        row("min(3, 1.5, 2)", "1.5");
        row("max(3, 1.5, 2)", "3");
        row("pow(2, 10)", "1024");
        row("log(e)", "1.0");
        row("log(8, 2)", "3.0");
        row("log10(1000)", "3.0");
        row("sin(pi / 2)", "1.0");
        row("degrees(pi)", "180.0");
        row("tau / pi", "2.0");
        row("hypot(3, 4)", "5.0");
        row("atan2(1, 1)", "0.7853981633974483");
        row("3 × 4 − 2", "10");
    }
    void countsAsPythonDoes()
    {
        QFETCH(QString, expression);
        QFETCH(QString, value);
        const auto result = evaluateExpression(expression);
        QVERIFY2(result, result ? "" : qPrintable(result.error().message));
        QCOMPARE(*result, expression + u" = "_s + value);
    }

    void refusesWithASentence_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &expression, const QString &message) {
            QTest::newRow(name) << expression << message;
        };
        row("empty", u"  "_s, u"the expression is empty"_s);
        row("huge exponent", u"1**999999"_s, u"an exponent may be 1000 at most"_s);
        row("tower", u"9**9**9"_s, u"an exponent may be 1000 at most"_s);
        row("caret", u"9^9^9"_s, u"write ** for a power, not ^"_s);
        row("grows", u"(10**1000)**1000"_s, u"the result has more than 4,200 digits"_s);
        row("grows by product", QStringList(20, u"10**900"_s).join(u'*'),
            u"the result has more than 4,200 digits"_s);
        row("10,000 parentheses", QString(10'000, u'('), u"the expression has more than 2000 characters"_s);
        row("nested", QString(1000, u'(') + u'1' + QString(999, u')'),
            u"the expression is nested too deeply"_s);
        row("many signs", QString(1500, u'-') + u'1', u"the expression is nested too deeply"_s);
        row("power chain", QStringList(500, u"1"_s).join(u"**"_s), u"the expression is nested too deeply"_s);
        row("division by zero", u"1 / 0"_s, u"division by zero"_s);
        row("floor division by zero", u"1 // 0"_s, u"division by zero"_s);
        row("modulo zero", u"1 % 0.0"_s, u"division by zero"_s);
        row("zero to minus one", u"0 ** -1"_s, u"division by zero"_s);
        row("root of minus one", u"sqrt(-1)"_s, u"the result is not a finite real number"_s);
        row("complex power", u"(-8) ** 0.5"_s, u"the result is not a finite real number"_s);
        row("overflow", u"1e308 * 10"_s, u"the result is not a finite real number"_s);
        row("literal overflow", u"1e999"_s, u"\"1e999\" is not a number"_s);
        row("floor of huge", u"floor(1e308 * 10)"_s, u"the result is not a finite real number"_s);
        row("factorial of a fraction", u"factorial(2.5)"_s,
            u"factorial takes a whole number from 0 to 1000"_s);
        row("unclosed", u"(1 + 2"_s, u"expected \")\" at the end"_s);
        row("cut", u"1 +"_s, u"expected a number at the end"_s);
        row("two numbers", u"1 2"_s, u"expected an operator at character 3, found \"2\""_s);
        row("only a point", u"."_s, u"\".\" is not a number"_s);
        row("misspelt", u"sqrtt(2)"_s, u"\"sqrtt\" is not known; did you mean sqrt"_s);
        row("code", u"__import__('os')"_s, QString());
        row("attribute", u"(1).real"_s, u"expected an operator at character 4, found \".\""_s);
        row("too many arguments", u"sin(1, 2)"_s, u"sin does not take 2 argument(s)"_s);
        row("function without call", u"sin + 1"_s, u"sin is a function: write sin(…)"_s);
    }
    void refusesWithASentence()
    {
        QFETCH(QString, expression);
        QFETCH(QString, message);
        const auto result = evaluateExpression(expression);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::InvalidInput);
        if (!message.isEmpty())
            QCOMPARE(result.error().message, message);
    }

    void isQuickWithTheWorstItTakes()
    {
        const Stopwatch watch;
        QVERIFY(evaluateExpression(u"max("_s + QStringList(90, u"factorial(1000)"_s).join(u',') + u')'));
        QVERIFY(watch.elapsed() < std::chrono::milliseconds(100));
    }
};

QTEST_APPLESS_MAIN(ExpressionTest)
#include "ExpressionTest.moc"
