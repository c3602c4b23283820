// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Units.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

class UnitsTest : public QObject
{
    Q_OBJECT
private slots:
    void converts_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("result");
        QTest::newRow("words") << 5.0 << u"miles"_s << u"kilometers"_s << u"5 mi = 8.04672 km"_s;
        QTest::newRow("British") << 1.0 << u"Metre"_s << u"centimetres"_s << u"1 m = 100 cm"_s;
        QTest::newRow("irregular plural") << 6.0 << u"feet"_s << u"inches"_s << u"6 ft = 72 in"_s;
        QTest::newRow("two words") << 1.0 << u"nautical miles"_s << u"m"_s << u"1 nmi = 1852 m"_s;
        QTest::newRow("mass") << 10.0 << u"lbs"_s << u"kg"_s << u"10 lb = 4.5359237 kg"_s;
        QTest::newRow("micro") << 1.0 << u"mg"_s << u"μg"_s << u"1 mg = 1000 µg"_s;
        QTest::newRow("freezing") << 0.0 << u"celsius"_s << u"fahrenheit"_s << u"0 °C = 32 °F"_s;
        QTest::newRow("boiling") << 212.0 << u"degrees Fahrenheit"_s << u"°c"_s << u"212 °F = 100 °C"_s;
        QTest::newRow("to zero") << 32.0 << u"F"_s << u"C"_s << u"32 °F = 0 °C"_s;
        QTest::newRow("kelvin") << -273.15 << u"c"_s << u"K"_s << u"-273.15 °C = 0 K"_s;
        QTest::newRow("decimal data") << 1.0 << u"GB"_s << u"MB"_s << u"1 GB = 1000 MB"_s;
        QTest::newRow("binary data") << 1.0 << u"GiB"_s << u"MiB"_s << u"1 GiB = 1024 MiB"_s;
        QTest::newRow("lower case is bytes") << 8.0 << u"mb"_s << u"kb"_s << u"8 MB = 8000 kB"_s;
        QTest::newRow("bits by case") << 8.0 << u"Mb"_s << u"MB"_s << u"8 Mbit = 1 MB"_s;
        QTest::newRow("across") << 1.0 << u"mebibyte"_s << u"bytes"_s << u"1 MiB = 1048576 B"_s;
    }
    void converts()
    {
        QFETCH(double, value);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, result);
        const auto converted = convertUnit(value, from, to);
        QVERIFY2(converted, converted ? "" : qPrintable(converted.error().message));
        QCOMPARE(*converted, result);
    }

    void refuses_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("message");
        QTest::newRow("misspelt") << 1.0 << u"killograms"_s << u"g"_s
                                  << u"the unit \"killograms\" is not known; did you mean \"kilogram\"?"_s;
        QTest::newRow("nothing near") << 1.0 << u"m"_s << u"parsecs per furlong"_s
                                      << u"the unit \"parsecs per furlong\" is not known; use one of length, "
                                         "mass, temperature or data"_s;
        QTest::newRow("two kinds") << 1.0 << u"kg"_s << u"km"_s
                                   << u"kg is a unit of mass and km one of length"_s;
        QTest::newRow("too cold") << -300.0 << u"celsius"_s << u"kelvin"_s
                                  << u"-300 °C is below absolute zero"_s;
    }
    void refuses()
    {
        QFETCH(double, value);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, message);
        const auto converted = convertUnit(value, from, to);
        QVERIFY(!converted);
        QCOMPARE(converted.error().message, message);
    }
};

QTEST_APPLESS_MAIN(UnitsTest)
#include "UnitsTest.moc"
