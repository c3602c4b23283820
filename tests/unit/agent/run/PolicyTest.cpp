// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Policy.h"
#include "agent/values/ArgumentText.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

class PolicyTest : public QObject
{
    Q_OBJECT
private slots:
    void comparesArgumentsWithPatterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char *name, const QString &pattern, const QJsonValue &value, bool holds) {
            QTest::newRow(name) << pattern << value << holds;
        };
        row("the same", u"/tmp/a"_s, u"/tmp/a"_s, true);
        row("case counts", u"/tmp/a"_s, u"/tmp/A"_s, false);
        row("a part is not enough", u"tmp"_s, u"/tmp/a"_s, false);
        row("a star is any text", u"https://a.example/*"_s, u"https://a.example/x/y?z"_s, true);
        row("a star is no text too", u"a*b"_s, u"ab"_s, true);
        row("two stars", u"*@*.example"_s, u"ann@mail.b.example"_s, true);
        row("two stars, not", u"*@*.example"_s, u"ann@mail.b.exampl"_s, false);
        row("the last star takes more", u"*ab"_s, u"aab ab"_s, true);
        row("a question mark is one character", u"v?"_s, u"v2"_s, true);
        row("a question mark is not none", u"v?"_s, u"v"_s, false);
        row("regular expressions mean nothing", u"a.c"_s, u"abc"_s, false);
        row("a line break is a character", u"a*c"_s, u"a\nc"_s, true);
        row("empty", QString(), QString(), true);
        row("a number", u"1?"_s, 12, true);
        row("true", u"true"_s, true, true);
        row("a list", u"[\"a\",*"_s, QJsonArray{u"a"_s, 1}, true);
    }
    void comparesArgumentsWithPatterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QJsonValue, value);
        QFETCH(bool, holds);
        PolicySpec policy;
        policy.tools.insert(u"t"_s, {{{{{u"x"_s, pattern}}, PolicyAction::Deny, {}}}});
        const std::optional<PolicyRule> rule = ruleFor(policy, u"t"_s, {{u"x"_s, value}});
        QCOMPARE(rule.has_value(), holds);
        QVERIFY(!rule || rule->action == PolicyAction::Deny);
    }

    void takesTheFirstRuleThatFits_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &tool, const QJsonObject &arguments,
                            const QString &message) { QTest::newRow(name) << tool << arguments << message; };
        row("both fit", u"mail"_s, {{u"to"_s, u"ann@a.example"_s}, {u"urgent"_s, true}}, u"first"_s);
        row("one argument does not fit", u"mail"_s, {{u"to"_s, u"ann@a.example"_s}, {u"urgent"_s, false}},
            u"second"_s);
        row("an argument is not there", u"mail"_s, {{u"urgent"_s, true}}, u"rest"_s);
        row("no rule fits", u"other"_s, {}, u""_s);
    }
    void takesTheFirstRuleThatFits()
    {
        QFETCH(QString, tool);
        QFETCH(QJsonObject, arguments);
        QFETCH(QString, message);
        PolicySpec policy;
        policy.others = PolicyAction::Ask;
        policy.tools.insert(
            u"mail"_s,
            {{{{{u"to"_s, u"*@a.example"_s}, {u"urgent"_s, u"true"_s}}, PolicyAction::Live, u"first"_s},
              {{{u"to"_s, u"*"_s}}, PolicyAction::Live, u"second"_s},
              {{}, PolicyAction::Live, u"rest"_s}}});
        const std::optional<PolicyRule> rule = ruleFor(policy, tool, arguments);
        QVERIFY(rule);
        QCOMPARE(rule->message, message);
        QCOMPARE(rule->action, message.isEmpty() ? PolicyAction::Ask : PolicyAction::Live);
    }

    void isQuickWithManyStars()
    {
        PolicySpec policy;
        const QString pattern = QString(u"*a"_s).repeated(200) + u'b';
        policy.tools.insert(u"t"_s, {{{{{u"x"_s, pattern}}, PolicyAction::Deny, {}}}});
        const QString text(20'000, u'a');
        QVERIFY(!ruleFor(policy, u"t"_s, {{u"x"_s, text}}));
    }

    void fillsInArguments()
    {
        const QJsonObject arguments{{u"to"_s, u"{n}"_s}, {u"n"_s, 3}};
        QCOMPARE(withArguments(u"Sent {n} to {to}, {who} saw {}."_s, arguments),
                 u"Sent 3 to {n}, {who} saw {}."_s);
    }
};

QTEST_APPLESS_MAIN(PolicyTest)
#include "PolicyTest.moc"
