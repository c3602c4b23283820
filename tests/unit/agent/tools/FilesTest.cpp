// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Files.h"

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
