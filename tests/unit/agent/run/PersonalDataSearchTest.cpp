// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/PersonalDataSearch.h"

#include <QElapsedTimer>
#include <QTest>

#include <ranges>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using enum agent::PersonalData;

class PersonalDataSearchTest : public QObject
{
    Q_OBJECT
private slots:
    void finds_data()
    {
        QTest::addColumn<PersonalData>("kind");
        QTest::addColumn<QString>("text"); // what is to be found stands between « and »
        const auto row = [](PersonalData kind, const QString &text) {
            QTest::newRow(qPrintable(text)) << kind << text;
        };
        row(Email, u"write to «ann.b+c@mail.example.co.uk», please"_s);
        row(Email, u"«jürgen@bücher.example»."_s);
        row(Email, u"a @ b, @ann, ann@home"_s);
        row(Phone, u"call «+49 (0)30 1234-567» now"_s);
        row(Phone, u"«0049301234567»"_s);
        row(Phone, u"«(030) 1234567» or «030 12 34 567»"_s);
        row(Phone, u"«0151/12345678»"_s);
        row(Phone, u"«01 23 45 67 89»"_s);
        row(Phone, u"«555-123-4567», «(555) 123-4567», «1-555-123-4567»"_s);
        row(Phone, u"01.02.2026, 2026-02-01, 12:30, 1.234.567,89, 4711, 123456789012, 007 42"_s);
        row(Iban, u"to «DE89 3704 0044 0532 0130 00» by noon"_s);
        row(Iban, u"«GB82WEST12345698765432»,«no9386011117947»"_s);
        row(Iban, u"AB12 «DE89370400440532013000» AND MORE"_s);
        row(Iban,
            u"DE88370400440532013000 and XX89370400440532013000 and DE89 3704"_s); // wrong, unknown, short
        row(Iban, u"DE893704004405320130001"_s);
        row(Card, u"pay with «4111 1111 1111 1111», 12/26"_s);
        row(Card, u"«4111111111111111» 12 «5500-0000-0000-0004»"_s);
        row(Card, u"Amex «3782 822463 10005», «6011000990139424»"_s);
        row(Card, u"1234 «4111 1111 1111 1111» 2026"_s);
        row(Card, u"4111 1111 1111 1112 and 41111111111111111 and 0000000000000000"_s);
        row(Ssn, u"SSN «123-45-6789»; 000-12-3456, 123-00-4567, 987-65-4321, 123-45-67890"_s);
        row(IpAddress, u"from «192.168.0.1» to «::1» and «2001:db8::ff00:42:8329»"_s);
        row(IpAddress, u"300.1.1.1, 1.2.3, 1.2.3.4.5, std::vector, 12:30:05, a::b"_s);
    }
    void finds()
    {
        QFETCH(PersonalData, kind);
        QFETCH(QString, text);
        QString plain = text;
        plain.remove(u'«').remove(u'»');
        const auto found = findPersonalData(kind, plain, QDeadlineTimer(10s));
        QVERIFY(found);
        QString marked = plain;
        const QList<Stretch> stretches = apart(*found);
        for (const Stretch &stretch : std::views::reverse(stretches))
            marked.insert(stretch.end, u'»').insert(stretch.begin, u'«');
        QCOMPARE(marked, text);
    }

    void looksThroughALongTextInTime_data()
    {
        QTest::addColumn<PersonalData>("kind");
        QTest::addColumn<QString>("word");
        for (const PersonalData kind : {Email, Phone, Iban, Card, Ssn, IpAddress}) {
            for (const QString &word :
                 {u"a"_s, u"1"_s, u"1 "_s, u"a@"_s, u"4-"_s, u"+1"_s, u"DE89"_s, u":1"_s, u"1."_s})
                QTest::addRow("%s %s", qPrintable(json::toName(kind)), qPrintable(word)) << kind << word;
        }
    }
    void looksThroughALongTextInTime()
    {
        QFETCH(PersonalData, kind);
        QFETCH(QString, word);
        QVERIFY(findPersonalData(kind, word.repeated(200'000), QDeadlineTimer(20s)));
    }
};

QTEST_APPLESS_MAIN(PersonalDataSearchTest)
#include "PersonalDataSearchTest.moc"
