// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Environment.h"
#include "tests/support/Testing.h"

#include <QFile>
#include <QTemporaryDir>

using namespace agent;
using namespace Qt::StringLiterals;

class EnvironmentTest : public QObject
{
    Q_OBJECT
private slots:
    void fillsIn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("${CITY}", "Oslo");
        row("in ${CITY} and ${CITY}.", "in Oslo and Oslo.");
        row("${NONE:-Rome}", "Rome");
        row("${NONE:-}", "");
        row("${EMPTY:-Rome}", "Rome");
        row("${EMPTY}", "");
        row("${CITY:-Rome}", "Oslo");
        row("${NONE:-a $ b:-c}", "a $ b:-c");
        row("$${CITY}", "${CITY}");
        row("$$${CITY}", "$${CITY}");
        row("$CITY ${1} ${{ x }} ${CITY", "$CITY ${1} ${{ x }} ${CITY");
        row("${TWICE}", "${CITY}");
    }
    void fillsIn()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const Environment environment{{u"CITY"_s, u"Oslo"_s}, {u"EMPTY"_s, {}}, {u"TWICE"_s, u"${CITY}"_s}};
        const auto filled = filledIn(text, environment);
        QVERIFY_RESULT(filled);
        QCOMPARE(*filled, expected);
    }
    void namesAVariableThatIsNotSet()
    {
        const auto filled = filledIn(u"in ${CITY}"_s, {});
        QVERIFY(!filled);
        QCOMPARE(filled.error().message,
                 u"the environment variable CITY is not set; write ${CITY:-…} to give it a default"_s);
    }

    void readsALineOfDotEnv_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *line, const char *expected) {
            QTest::newRow(line) << QByteArray(line) << QString::fromUtf8(expected);
        };
        row("A=b", "b");
        row("  A = b  ", "b");
        row("export A=b", "b");
        row("A=", "");
        row("A=two words", "two words");
        row("A=b # remark", "b");
        row("A=b#c", "b#c");
        row("A=#c", "#c");
        row("A= # remark", "");
        row("A='b # $x \\n'  # remark", "b # $x \\n");
        row("A=\"b # \\\"c\\\" \\n\"", "b # \"c\" \n");
        row("A=\"\\\\n\"", "\\n");
        row("A=https://x/?a=b&c", "https://x/?a=b&c");
        row("A=it's", "it's");
        row("A=b\r", "b");
    }
    void readsALineOfDotEnv()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, expected);
        const DotEnv file = readDotEnv("# remark\n\n" + line + "\nZ=1\n");
        QCOMPARE(file.faults, QStringList());
        QCOMPARE(file.values, (Environment{{u"A"_s, expected}, {u"Z"_s, u"1"_s}}));
    }
    void namesTheLinesOfDotEnvThatAreNone()
    {
        const DotEnv file = readDotEnv("A=1\nB\n2C=3\nD=\"open\nE='open\nF=\"a\" b\n");
        QCOMPARE(file.values, (Environment{{u"A"_s, u"1"_s}}));
        QStringList expected;
        for (const int line : {2, 3, 4, 5, 6})
            expected.append(u"line %1: expected NAME=value"_s.arg(line));
        QCOMPARE(file.faults, expected);
    }

    void neverOverridesTheRealEnvironment()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u".env"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("A=file\nB=file\nSLIPWAY_TRAFFIC_DIR=/tmp\n");
        file.close();
        const Environment outer{{u"A"_s, u"real"_s}};
        const QString agentFile = folder.filePath(u"agent.yaml"_s);
        QCOMPARE(environmentBeside(agentFile, outer),
                 (Environment{{u"A"_s, u"real"_s}, {u"B"_s, u"file"_s}}));
        QCOMPARE(environmentBeside({}, outer), outer);
        QCOMPARE(environmentBeside(folder.filePath(u"elsewhere/agent.yaml"_s), outer), outer);
    }

    void fillsUpWithKeys()
    {
        const Environment variables{{u"A"_s, u"set"_s}, {u"B"_s, {}}};
        const Environment keys{{u"A"_s, u"key a"_s}, {u"B"_s, u"key b"_s}, {u"C"_s, u"key c"_s}};
        QCOMPARE(withKeys(variables, keys),
                 (Environment{{u"A"_s, u"set"_s}, {u"B"_s, u"key b"_s}, {u"C"_s, u"key c"_s}}));
    }
};

QTEST_GUILESS_MAIN(EnvironmentTest)
#include "EnvironmentTest.moc"
