// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/UserFiles.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace app;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", qUtf8Printable(path));
}

const agent::Usage million{1'000'000, 0, 0, 0};

} // namespace

class UserFilesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup()
    {
        qunsetenv("SLIPWAY_PRICES");
        qunsetenv("SLIPWAY_USAGE");
        qunsetenv("SLIPWAY_TOKENS");
        qunsetenv("SLIPWAY_RUNS");
    }

    void laysThePersonsPricesOverOurs()
    {
        const QString path = m_folder.filePath(u"prices.csv"_s);
        write(path, "provider,id,prompt,completion\nopenai,gpt-5,7,1\nopenai,gpt-4o,x,1\n");
        qputenv("SLIPWAY_PRICES", path.toUtf8());
        const agent::PriceTable prices = pricesInUse();
        QCOMPARE(prices.costUsd(u"openai"_s, u"gpt-5"_s, million), std::optional(7.0));
        QCOMPARE(prices.costUsd(u"openai"_s, u"gpt-4o"_s, million), std::optional(2.5));
        QCOMPARE(prices.faults().size(), 1);
        QVERIFY2(prices.faults()[0].startsWith(path + u":3: "_s), qPrintable(prices.faults()[0]));
        QCOMPARE(prices.files().last().date, QDate::currentDate().toString(Qt::ISODate));
    }

    void keepsRunsWithTheDataOfTheProgram()
    {
        QVERIFY(runsPath().endsWith(u"/runs.sqlite"_s));
        qputenv("SLIPWAY_RUNS", "here.sqlite");
        QCOMPARE(runsPath(), QDir::current().absoluteFilePath(u"here.sqlite"_s));
    }

    void keepsUsageWithTheDataOfTheProgram()
    {
        QVERIFY(usagePath().endsWith(u"/usage.sqlite"_s));
        QVERIFY(QDir::isAbsolutePath(usagePath()));
        qputenv("SLIPWAY_USAGE", "here.sqlite");
        QCOMPARE(usagePath(), QDir::current().absoluteFilePath(u"here.sqlite"_s));
    }

    void keepsTokensBesideIt()
    {
        QCOMPARE(QFileInfo(tokensPath()).path(), QFileInfo(usagePath()).path());
        qputenv("SLIPWAY_TOKENS", "here.json");
        QCOMPARE(tokensPath(), QDir::current().absoluteFilePath(u"here.json"_s));
    }

    void looksInTheFolderOfSettings()
    {
        const QString path = pricesPath();
        QVERIFY(path.endsWith(u"/prices.csv"_s));
        QFile::remove(path);
        QCOMPARE(pricesInUse().files().size(), 1);
        QCOMPARE(pricesInUse().faults(), QStringList());
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        write(path, "provider,id,prompt,completion\nopenai,gpt-5,8,1\n");
        QCOMPARE(pricesInUse().costUsd(u"openai"_s, u"gpt-5"_s, million), std::optional(8.0));
        QVERIFY(QFile::remove(path));
    }

    void seesThatThePricesAreOthers()
    {
        const QString path = m_folder.filePath(u"changing.csv"_s);
        qputenv("SLIPWAY_PRICES", path.toUtf8());
        const QDateTime none = pricesChanged();
        QCOMPARE(none, pricesChanged());
        write(path, "provider,id,prompt,completion\n");
        const QDateTime first = pricesChanged();
        QVERIFY(first != none);
        QCOMPARE(first, pricesChanged());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(first.addMSecs(5), QFileDevice::FileModificationTime));
        QVERIFY(pricesChanged() != first);
    }

    void tellsOfAFileThatCannotBeUsed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("not there") << m_folder.filePath(u"nothing.csv"_s);
        QTest::newRow("a folder") << m_folder.path();
    }
    void tellsOfAFileThatCannotBeUsed()
    {
        QFETCH(const QString, path);
        qputenv("SLIPWAY_PRICES", path.toUtf8());
        const agent::PriceTable prices = pricesInUse();
        QCOMPARE(prices.faults().size(), 1);
        QVERIFY(prices.faults()[0].startsWith(path));
        QCOMPARE(prices.costUsd(u"openai"_s, u"gpt-5"_s, million), std::optional(1.25));
    }
};

QTEST_GUILESS_MAIN(UserFilesTest)
#include "UserFilesTest.moc"
