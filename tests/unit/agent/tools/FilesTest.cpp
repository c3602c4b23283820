// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Files.h"

#include "agent/tools/toolbox/CsvFile.h"
#include "agent/tools/toolbox/TextFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace agent;
using namespace Qt::StringLiterals;

class FilesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;
    QString m_root;

    void write(const QString &path, const QByteArray &bytes)
    {
        const QString whole = m_temporary.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QByteArray bytesOf(const QString &path) const
    {
        QFile file(m_root + u'/' + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_temporary.isValid());
        m_root = m_temporary.filePath(u"agent"_s);
        write(u"agent/notes.txt"_s, "Grüße\n");
        write(u"agent/latin.txt"_s, "Gr\xfc\xdf");
        write(u"agent/empty.txt"_s, "");
        write(u"agent/sub/deep.md"_s, "deep");
        write(u"agent/.hidden"_s, "h");
        write(u"agent/.git/config"_s, "g");
        write(u"agent/binary.dat"_s, QByteArray("\0\1\2PNG", 6));
        write(u"agent/big.txt"_s, QByteArray((1 << 20) - 1, 'a') + "\xc3\xbc" + QByteArray(1000, 'b'));
        write(u"secret.txt"_s, "secret");
        write(u"agent-evil/secret.txt"_s, "secret");
        QVERIFY(QFile::link(m_temporary.filePath(u"secret.txt"_s), m_root + u"/link-out"_s));
        QVERIFY(QFile::link(m_temporary.path(), m_root + u"/link-up"_s));
        QVERIFY(QFile::link(u"sub/deep.md"_s, m_root + u"/link-in"_s));
        QVERIFY(QFile::link(u"/dev/zero"_s, m_root + u"/zero"_s));
        QCOMPARE(mkfifo(QFile::encodeName(m_root + u"/pipe"_s).constData(), 0600), 0);
    }

    void readsText_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"notes.txt"_s << u"utf-8"_s
                               << u"File: notes.txt\nSize: 6 characters\n\nGrüße\n"_s;
        QTest::newRow("Latin-1") << u"latin.txt"_s << u"latin-1"_s
                                 << u"File: latin.txt\nSize: 4 characters\n\nGrüß"_s;
        QTest::newRow("empty") << u"empty.txt"_s << QString() << u"File: empty.txt\nSize: 0 characters\n\n"_s;
        QTest::newRow("below") << u"./sub/../sub/deep.md"_s << u"utf8"_s
                               << u"File: ./sub/../sub/deep.md\nSize: 4 characters\n\ndeep"_s;
        QTest::newRow("link that stays")
            << u"link-in"_s << u"UTF-8"_s << u"File: link-in\nSize: 4 characters\n\ndeep"_s;
    }
    void readsText()
    {
        QFETCH(QString, path);
        QFETCH(QString, encoding);
        QFETCH(QString, text);
        const auto read = readTextFile(Folder(m_root), path, encoding);
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, text);
    }

    void takesAnAbsolutePathInsideTheFolder()
    {
        QVERIFY(readTextFile(Folder(m_root), m_root + u"/notes.txt"_s, u"utf-8"_s));
    }

    void cutsALongFileBetweenCharactersAndSaysSo()
    {
        const auto read = readTextFile(Folder(m_root), u"big.txt"_s, u"utf-8"_s);
        QVERIFY(read);
        QCOMPARE(read->left(read->indexOf(u"\n\n"_s)),
                 u"File: big.txt\nSize: 1048575 characters (cut: the first 1048576 of 1049577 bytes)"_s);
        QVERIFY(read->endsWith(u'a'));
    }

    void refusesToRead_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("message");
        const auto outside = [](const QString &path) {
            return u"\"%1\" is outside the agent's folder"_s.arg(path);
        };
        const auto row = [](const char *name, const QString &path, ErrorKind kind, const QString &message) {
            QTest::newRow(name) << path << kind << message;
        };
        row("up", u"../secret.txt"_s, ErrorKind::Denied, outside(u"../secret.txt"_s));
        row("far up", u"../../../../../etc/passwd"_s, ErrorKind::Denied,
            outside(u"../../../../../etc/passwd"_s));
        row("absolute", u"/etc/passwd"_s, ErrorKind::Denied, outside(u"/etc/passwd"_s));
        row("outside, not there", u"/etc/no-such-thing"_s, ErrorKind::Denied,
            outside(u"/etc/no-such-thing"_s));
        row("sibling with the same beginning", u"../agent-evil/secret.txt"_s, ErrorKind::Denied,
            outside(u"../agent-evil/secret.txt"_s));
        row("link out", u"link-out"_s, ErrorKind::Denied, outside(u"link-out"_s));
        row("through a linked folder", u"link-up/secret.txt"_s, ErrorKind::Denied,
            outside(u"link-up/secret.txt"_s));
        row("device", u"/dev/zero"_s, ErrorKind::Denied, outside(u"/dev/zero"_s));
        row("linked device", u"zero"_s, ErrorKind::Denied, outside(u"zero"_s));
        row("pipe", u"pipe"_s, ErrorKind::Denied, u"\"pipe\" is not a regular file"_s);
        row("folder", u"sub"_s, ErrorKind::NotFound, u"\"sub\" is a folder, not a file"_s);
        row("not there", u"none.txt"_s, ErrorKind::NotFound,
            u"there is no \"none.txt\" in the agent's folder"_s);
        row("empty", QString(), ErrorKind::NotFound, u"\"\" is a folder, not a file"_s);
        row("null", u"notes.txt"_s + QChar(0) + u".md"_s, ErrorKind::InvalidInput,
            u"a path cannot contain a null character"_s);
        row("binary", u"binary.dat"_s, ErrorKind::InvalidInput, u"\"binary.dat\" is not a text file"_s);
        row("wrong encoding", u"latin.txt"_s, ErrorKind::InvalidInput,
            u"\"latin.txt\" is not text in utf-8"_s);
    }
    void refusesToRead()
    {
        QFETCH(QString, path);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, message);
        const auto read = readTextFile(Folder(m_root), path, u"utf-8"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().message, message);
        QCOMPARE(read.error().kind, kind);
    }

    void refusesAnUnknownEncoding()
    {
        const auto read = readTextFile(Folder(m_root), u"notes.txt"_s, u"klingon"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().message, u"the encoding \"klingon\" is not known; try utf-8"_s);
    }

    void worksInAFolderReachedThroughALink()
    {
        QVERIFY(QFile::link(m_root, m_temporary.filePath(u"alias"_s)));
        const Folder folder(m_temporary.filePath(u"alias"_s));
        QVERIFY(readTextFile(folder, u"notes.txt"_s, u"utf-8"_s));
        QVERIFY(!readTextFile(folder, u"../secret.txt"_s, u"utf-8"_s));
    }

    void lists_data()
    {
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("showHidden");
        QTest::addColumn<bool>("recursive");
        QTest::addColumn<QString>("text");
        QTest::newRow("the folder itself")
            << QString() << QString() << false << false
            << u"Folder: .\n\nbig.txt (1025.0 KB)\nbinary.dat (6 B)\nempty.txt (0 B)\nlatin.txt (4 B)\n"
               "link-in (link)\nlink-out (link)\nlink-up (link)\nnotes.txt (8 B)\npipe (not a regular file)\n"
               "sub/\nzero (link)\n\nTotal: 11"_s;
        QTest::newRow("pattern, all levels")
            << u"."_s << u"*.md"_s << false << true << u"Folder: .\n\nsub/deep.md (4 B)\n\nTotal: 1"_s;
        QTest::newRow("path pattern")
            << u"."_s << u"sub/*"_s << false << true << u"Folder: .\n\nsub/deep.md (4 B)\n\nTotal: 1"_s;
        QTest::newRow("hidden") << u"."_s << u".*"_s << true << false
                                << u"Folder: .\n\n.git/\n.hidden (1 B)\n\nTotal: 2"_s;
        QTest::newRow("hidden folders are not entered")
            << u"."_s << u"config"_s << false << true << u"Folder: .\n\nTotal: 0"_s;
        QTest::newRow("below") << u"sub"_s << u"*"_s << false << false
                               << u"Folder: sub\n\ndeep.md (4 B)\n\nTotal: 1"_s;
        QTest::newRow("broken pattern") << u"."_s << u"[a"_s << false << false << u"Folder: .\n\nTotal: 0"_s;
    }
    void lists()
    {
        QFETCH(QString, directory);
        QFETCH(QString, pattern);
        QFETCH(bool, showHidden);
        QFETCH(bool, recursive);
        QFETCH(QString, text);
        const auto list = listFiles(Folder(m_root), {directory, pattern, showHidden, recursive}, {});
        QVERIFY2(list, list ? "" : qPrintable(list.error().message));
        QCOMPARE(*list, text);
    }

    void refusesToList_data()
    {
        QTest::addColumn<QString>("directory");
        QTest::newRow("up") << u".."_s;
        QTest::newRow("absolute") << u"/etc"_s;
        QTest::newRow("link up") << u"link-up"_s;
        QTest::newRow("file") << u"notes.txt"_s;
        QTest::newRow("not there") << u"none"_s;
    }
    void refusesToList()
    {
        QFETCH(QString, directory);
        QVERIFY(!listFiles(Folder(m_root), {directory, u"*"_s, false, false}, {}));
    }

    void numbersLines()
    {
        write(u"agent/lines.txt"_s, "a\n\nGrüße");
        const auto read = numberTextFile(Folder(m_root), u"lines.txt"_s, u"utf-8"_s);
        QVERIFY(read);
        QCOMPARE(
            *read,
            u"File: lines.txt\nSize: 10 bytes\n\n[Line    1] a\n[Line    2] \n[Line    3] Grüße\n\nLines: 3"_s);
        QVERIFY(numberTextFile(Folder(m_root), u"big.txt"_s, {})
                    ->endsWith(u"\nLines: 1 (cut: there are more)"_s));
        write(u"agent/feeds.txt"_s, QByteArray(1 << 20, '\n'));
        const auto feeds = numberTextFile(Folder(m_root), u"feeds.txt"_s, {});
        QVERIFY(feeds->size() < 1'000'100 && feeds->endsWith(u"(cut: there are more)"_s));
    }

    void tellsWhatExists_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::newRow("file") << u"notes.txt"_s << u"File exists: notes.txt (8 B)"_s;
        QTest::newRow("folder") << u"sub"_s << u"Directory exists: sub (1 items)"_s;
        QTest::newRow("nothing") << u"none/at/all"_s << u"Path does not exist: none/at/all"_s;
        QTest::newRow("pipe") << u"pipe"_s << u"Path exists: pipe (not a regular file)"_s;
        QTest::newRow("outside") << u"/etc/passwd"_s << QString();
        QTest::newRow("link out") << u"link-out"_s << QString();
        QTest::newRow("through a link") << u"link-up/secret.txt"_s << QString();
    }
    void tellsWhatExists()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QCOMPARE(fileExists(Folder(m_root), path).value_or(QString()), text);
    }

    void readsCsvRowByRow_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("rows")
            << QByteArray("a;b\n1;x\n2;\"y;z\"\n")
            << u"Columns: a, b\n\n--- Row 1 ---\n  a: 1\n  b: x\n\n--- Row 2 ---\n  a: 2\n  b: "
               "y;z\n\nRows: 2"_s;
        QTest::newRow("uneven") << QByteArray("a\n1;2\n")
                                << u"Columns: a\n\n--- Row 1 ---\n  a: 1\n  2: 2\n\nRows: 1"_s;
        QTest::newRow("empty") << QByteArray() << u"Columns: \n\nRows: 0"_s;
        QTest::newRow("open quote")
            << QByteArray("a\n\"1")
            << u"Columns: a\n\n--- Row 1 ---\n  a: 1\n\nRows: 1 (the last has a quote that "
               "is never closed)"_s;
    }
    void readsCsvRowByRow()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        write(u"agent/table.csv"_s, bytes);
        const auto read = processCsvFile(Folder(m_root), {u"table.csv"_s, u";"_s, {}}, {});
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, u"File: table.csv\nSize: %1 bytes\n"_s.arg(bytes.size()) + text);
    }

    void cutsAHugeCsvFile()
    {
        write(u"agent/huge.csv"_s, "name\n" + QByteArray("1\n").repeated(2'000'000));
        const auto read = processCsvFile(Folder(m_root), {u"huge.csv"_s, u","_s, {}}, {});
        QVERIFY(read);
        QVERIFY(read->size() < 1'000'200 && read->endsWith(u" (cut: there is more)"_s));
    }

    void writes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("real");
        QTest::newRow("new") << u"new.txt"_s << u"w"_s << u"new.txt"_s;
        QTest::newRow("new folders") << u"a/b/../c/new.txt"_s << u"w"_s << u"a/c/new.txt"_s;
        QTest::newRow("instead of") << u"old.txt"_s << u"w"_s << u"old.txt"_s;
        QTest::newRow("behind") << u"old.txt"_s << u"a"_s << u"old.txt"_s;
        QTest::newRow("behind nothing") << u"none.txt"_s << u"a"_s << u"none.txt"_s;
        QTest::newRow("through a link that stays") << u"link-old"_s << u"w"_s << u"old.txt"_s;
        QTest::newRow("absolute") << m_root + u"/absolute.txt"_s << u"w"_s << u"absolute.txt"_s;
    }
    void writes()
    {
        QFETCH(QString, path);
        QFETCH(QString, mode);
        QFETCH(QString, real);
        write(u"agent/old.txt"_s, "old ");
        QFile::link(u"old.txt"_s, m_root + u"/link-old"_s);
        const auto written = writeTextFile(Folder(m_root), {path, u"Grüße😀"_s, mode});
        QVERIFY2(written, written ? "" : qPrintable(written.error().message));
        QCOMPARE(*written, (mode == u"w"_s ? u"Written"_s : u"Appended"_s) + u" 6 characters to: "_s + path);
        const bool isBehind = mode == u"a"_s && real == u"old.txt"_s;
        QCOMPARE(bytesOf(real), (isBehind ? QByteArray("old ") : QByteArray()) + "Grüße😀");
    }

    void writesInOtherEncodings()
    {
        QVERIFY(writeTextFile(Folder(m_root), {u"out.txt"_s, u"ü"_s, u"w"_s, u"latin-1"_s}));
        QCOMPARE(bytesOf(u"out.txt"_s), QByteArray("\xfc"));
    }

    void refusesToWrite_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("message");
        const auto row = [](const QString &path, const QString &message) {
            QTest::newRow(qPrintable(path)) << path << message.arg(path);
        };
        const QString outside = u"\"%1\" is outside the agent's folder"_s;
        row(u"../new.txt"_s, outside);
        row(u"../agent-evil/new.txt"_s, outside);
        row(u"/etc/new.txt"_s, outside);
        row(u"sub/../../new.txt"_s, outside);
        row(u"link-out"_s, outside);
        row(u"link-up/new.txt"_s, outside);
        row(u"link-up/agent-evil/new/file.txt"_s, outside);
        row(u"dangling"_s, outside);
        row(u"dangling/new.txt"_s, outside);
        row(u"zero"_s, outside);
        row(u"pipe"_s, u"\"%1\" is not a regular file"_s);
        row(u"sub"_s, u"\"%1\" is a folder, not a file"_s);
        row(u"notes.txt/new.txt"_s, u"\"%1\" lies below a file, not a folder"_s);
        row(u".hidden"_s, u"\"%1\" is hidden: names that begin with a dot are not written"_s);
        row(u".git/hooks/pre-commit"_s, u"\"%1\" is hidden: names that begin with a dot are not written"_s);
        row(u"link-git/config"_s, u"\"%1\" is hidden: names that begin with a dot are not written"_s);
        const QString agentFile =
            u"\"%1\" is not written: YAML files are agents and their cases, which a person writes"_s;
        for (const auto &name : {u"agent.yaml"_s, u"agent.cases.yaml"_s, u"new/other.yml"_s, u"A.YAML"_s,
                                 u"sub/../agent.yaml"_s, u"link-agent"_s})
            row(name, agentFile);
        QTest::newRow("null") << u"a"_s + QChar(0) << u"a path cannot contain a null character"_s;
    }
    void refusesToWrite()
    {
        QFETCH(QString, path);
        QFETCH(QString, message);
        QFile::link(m_temporary.filePath(u"nowhere.txt"_s), m_root + u"/dangling"_s);
        QFile::link(m_root + u"/.git"_s, m_root + u"/link-git"_s);
        QFile::link(u"agent.yaml"_s, m_root + u"/link-agent"_s);
        write(u"agent/agent.yaml"_s, "provider: demo\n");
        const auto written = writeTextFile(Folder(m_root), {path, u"evil"_s});
        QVERIFY2(!written, qPrintable(written.value_or(QString())));
        QCOMPARE(written.error().message, message);
        QVERIFY(!QFileInfo::exists(m_temporary.filePath(u"nowhere.txt"_s)));
        QVERIFY(!QFileInfo::exists(m_temporary.filePath(u"new.txt"_s)));
        QCOMPARE(bytesOf(u"../secret.txt"_s), QByteArray("secret"));
        QCOMPARE(bytesOf(u".git/config"_s), QByteArray("g"));
        QCOMPARE(bytesOf(u"agent.yaml"_s), QByteArray("provider: demo\n"));
    }

    void refusesANameThatIsTooLong()
    {
        QVERIFY(!writeTextFile(Folder(m_root), {QString(300, u'n'), u"x"_s}));
    }

    void refusesWhatIsNoText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("message");
        const QString utf8 = u"utf-8"_s;
        QTest::newRow("null") << u"a"_s + QChar(0) << utf8
                              << u"a text file cannot contain a null character"_s;
        QTest::newRow("half a character")
            << QString(QChar(0xd800)) << utf8 << u"the text has characters that cannot be written in utf-8"_s;
        QTest::newRow("not in Latin-1")
            << u"€"_s << u"latin-1"_s << u"the text has characters that cannot be written in latin-1"_s;
        QTest::newRow("encoding") << u"a"_s << u"klingon"_s
                                  << u"the encoding \"klingon\" is not known; try utf-8"_s;
        QTest::newRow("too large") << QString((16 << 20) + 1, u'a') << utf8
                                   << u"\"kept.txt\" cannot be written: it would have more than 16 MiB"_s;
    }
    void refusesWhatIsNoText()
    {
        QFETCH(QString, text);
        QFETCH(QString, encoding);
        QFETCH(QString, message);
        write(u"agent/kept.txt"_s, "kept");
        const auto written = writeTextFile(Folder(m_root), {u"kept.txt"_s, text, u"w"_s, encoding});
        QVERIFY(!written);
        QCOMPARE(written.error().message, message);
        QCOMPARE(bytesOf(u"kept.txt"_s), QByteArray("kept"));
    }

    void refusesAnotherMode()
    {
        const auto written = writeTextFile(Folder(m_root), {u"x.txt"_s, u"x"_s, u"r+"_s});
        QVERIFY(!written);
        QCOMPARE(written.error().message, u"\"r+\" is no mode; use w to write or a to append"_s);
    }

    void stopsListing()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto list = listFiles(Folder(m_root), {}, stop.get_token());
        QVERIFY(!list);
        QCOMPARE(list.error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(FilesTest)
#include "FilesTest.moc"
