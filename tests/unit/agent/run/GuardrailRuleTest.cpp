// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/GuardrailRule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

GuardrailSpec matching(const QString &pattern)
{
    GuardrailSpec spec;
    spec.match = pattern;
    return spec;
}

GuardrailSpec secrets()
{
    GuardrailSpec spec;
    spec.secrets = true;
    return spec;
}

QJsonValue marked(const GuardrailSpec &spec, const QJsonValue &value)
{
    return GuardrailRule(spec).marked(value).value_or(value);
}

} // namespace

class GuardrailRuleTest : public QObject
{
    Q_OBJECT
private slots:
    void putsAMarkInThePlaceOfWhatItFinds()
    {
        QCOMPARE(marked(matching(u"(?i)project \\w+"_s), u"On Project X and project Y."_s),
                 QJsonValue(u"On [removed] and [removed]."_s));
        QVERIFY(!GuardrailRule(matching(u"x"_s)).marked(u"abc"_s));
        QVERIFY(!GuardrailRule(matching(u"x*"_s)).marked(QString()));
    }
    void marksWhatOverlapsOnce()
    {
        GuardrailSpec spec = matching(u"mail \\S+ now"_s);
        spec.personalData = {PersonalData::Email, PersonalData::Phone};
        QCOMPARE(marked(spec, u"mail ann@example.org now, or +49 30 1234567 and bob@example.org"_s),
                 QJsonValue(u"[removed], or [phone] and [email]"_s));
    }
    void cutsWhatIsTooLong()
    {
        GuardrailSpec spec;
        spec.maxLength = 3;
        QCOMPARE(marked(spec, u"abc"_s), QJsonValue(u"abc"_s));
        QCOMPARE(marked(spec, u"abcd"_s), QJsonValue(u"abc[cut]"_s));
        QCOMPARE(marked(spec, u"ab😀d"_s), QJsonValue(u"ab[cut]"_s));
    }
    void findsSecrets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("left");
        const auto row = [](const QString &text, const QString &left) {
            QTest::newRow(qPrintable(text.left(40))) << text << left;
        };
        row(u"key sk-abcdefghijklmnop1234 here"_s, u"key [secret] here"_s);
        row(u"Authorization: Bearer abc123def456"_s, u"Authorization: Bearer [secret]"_s);
        row(u"-----BEGIN "_s + u"PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"_s, u"[secret]"_s);
        row(u"password=hunter and user=ann"_s, u"password=[secret] and user=ann"_s);
        row(u"DB_PASSWORD = \"hunter\""_s, u"DB_PASSWORD = \"[secret]\""_s);
        row(u"{\"api_key\": \"abc1\"}"_s, u"{\"api_key\": \"[secret]\"}"_s);
        row(u"Password: hunter2"_s, u"Password: [secret]"_s);
        row(u"Password: required"_s, u"Password: required"_s);
        row(u"A token of thanks"_s, u"A token of thanks"_s);
        row(u"https://ann:secret9@example.org/"_s, u"https://ann:[secret]@example.org/"_s);
    }
    void findsSecrets()
    {
        QFETCH(QString, text);
        QFETCH(QString, left);
        QCOMPARE(marked(secrets(), text), QJsonValue(left));
    }
    void looksIntoEveryPartOfAValue()
    {
        GuardrailSpec spec;
        spec.personalData = {PersonalData::Card, PersonalData::Email};
        const QJsonObject value{{u"to"_s, QJsonArray{u"ann@example.org"_s, u"bob"_s}},
                                {u"card"_s, qint64(4111111111111111)},
                                {u"inner"_s, QJsonObject{{u"eve@example.org"_s, true}}},
                                {u"count"_s, 3}};
        const QJsonObject expected{{u"to"_s, QJsonArray{u"[email]"_s, u"bob"_s}},
                                   {u"card"_s, u"[card]"_s},
                                   {u"inner"_s, QJsonObject{{u"[email]"_s, true}}},
                                   {u"count"_s, 3}};
        QCOMPARE(marked(spec, value), QJsonValue(expected));
    }
    void takesTheFieldsNameForAHint()
    {
        const QJsonObject value{{u"user"_s, u"ann"_s}, {u"db_password"_s, u"hunter"_s}};
        const QJsonObject expected{{u"user"_s, u"ann"_s}, {u"db_password"_s, u"[secret]"_s}};
        QCOMPARE(marked(secrets(), value), QJsonValue(expected));
    }
    void countsATextThatItCannotLookThroughAsFoundWhole()
    {
        QCOMPARE(marked(matching(u"(a+)+$"_s), QString(QString(60, u'a') + u'!')),
                 QJsonValue(u"[removed]"_s));
        const QJsonArray many{u"fine"_s, QString(QString(60, u'a') + u'!')};
        QCOMPARE(marked(matching(u"(a+)+$"_s), many), QJsonValue(QJsonArray{u"fine"_s, u"[removed]"_s}));
    }
};

QTEST_APPLESS_MAIN(GuardrailRuleTest)
#include "GuardrailRuleTest.moc"
