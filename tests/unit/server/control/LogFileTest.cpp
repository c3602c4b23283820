// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/LogFile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using server::ActivityLog;
using server::LogFile;
using server::LogLevel;

class LogFileTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &suffix = {}) const { return m_folder->filePath(u"activity.log"_s + suffix); }
    QByteArrayList lines(const QString &suffix = {}) const
    {
        QFile file(path(suffix));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArrayList all = file.readAll().split('\n');
        all.removeLast(); // what follows the last line end: nothing
        return all;
    }
    static qint64 seq(const QByteArray &line)
    {
        return QJsonDocument::fromJson(line).object()[u"seq"_s].toInteger();
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesEachRecordAsALineOfJson()
    {
        ActivityLog log;
        LogFile file(path());
        QVERIFY(file.open());
        file.follow(log);
        log.note(LogLevel::Ok, u"GET /health"_s, u"„quoted“\nand long"_s);
        log.note(LogLevel::Warn, u"usage"_s, u"two"_s);
        QCOMPARE(lines().size(), 2);
        const QJsonObject first = QJsonDocument::fromJson(lines().constFirst()).object();
        QCOMPARE(first[u"level"_s], u"ok"_s);
        QCOMPARE(first[u"source"_s], u"GET /health"_s);
        QVERIFY(first[u"message"_s].toString().startsWith(u"„quoted“"_s));
        QCOMPARE(seq(lines().constLast()), 2);
        QVERIFY(!(QFileInfo(path()).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    void leavesOutWhatIsPrivate()
    {
        ActivityLog log;
        LogFile file(path());
        QVERIFY(file.open());
        file.follow(log);
        server::LogRecord record;
        record.message = u"ok"_s;
        record.content = u"My diary"_s;
        log.add(record);
        QCOMPARE(lines().size(), 1);
        QVERIFY(!lines().constFirst().contains("diary"));
        QCOMPARE(log.after(0, 1).constFirst().content, u"My diary"_s);
    }

    void goesOnWhereTheLastProgramEnded()
    {
        for (int program = 0; program < 2; ++program) {
            ActivityLog log;
            LogFile file(path());
            QVERIFY(file.open());
            file.follow(log);
            log.note(LogLevel::Info, u"a"_s, u"b"_s);
        }
        QCOMPARE(lines().size(), 2);
    }

    void keepsSoManyOldOnes()
    {
        ActivityLog log;
        constexpr qint64 someLines = 400;
        LogFile file(path(), someLines, 2);
        QVERIFY(file.open());
        file.follow(log);
        qint64 last = 0;
        while (!QFile::exists(path(u".2"_s)) || lines().size() > 1) {
            log.note(LogLevel::Info, u"source"_s, u"message"_s);
            QVERIFY(++last < 100);
        }
        log.note(LogLevel::Info, u"source"_s, u"message"_s);
        QCOMPARE(seq(lines().constLast()), last + 1);
        QCOMPARE(seq(lines().constFirst()), seq(lines(u".1"_s).constLast()) + 1);
        QCOMPARE(seq(lines(u".1"_s).constFirst()), seq(lines(u".2"_s).constLast()) + 1);
        for (int i = 0; i < 50; ++i)
            log.note(LogLevel::Info, u"source"_s, u"message"_s);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 3);
        QVERIFY(QFileInfo(path()).size() <= someLines);
    }

    void tellsOnceThatItCannotWrite()
    {
        LogFile nowhere(m_folder->filePath(u"none/activity.log"_s));
        const auto opened = nowhere.open();
        QVERIFY(!opened);
        QVERIFY2(opened.error().message.startsWith(u"The log cannot be written to "_s),
                 qPrintable(opened.error().message));
        ActivityLog log;
        nowhere.follow(log);
        for (int i = 0; i < 3; ++i)
            log.note(LogLevel::Info, u"source"_s, u"message"_s);
        QCOMPARE(log.after(0, 100).size(), 4); // three, and that it cannot be written
        QVERIFY(QDir(m_folder->path()).mkdir(u"none"_s));
        log.note(LogLevel::Info, u"source"_s, u"message"_s);
        QVERIFY(QFileInfo(m_folder->filePath(u"none/activity.log"_s)).size() > 0);
    }
};

QTEST_GUILESS_MAIN(LogFileTest)
#include "LogFileTest.moc"
