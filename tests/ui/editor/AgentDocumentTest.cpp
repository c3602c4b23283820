// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/document/AgentDocument.h"

#include "tests/support/Testing.h"
#include "ui/editor/document/FileText.h"
#include "ui/editor/document/TextBuffer.h"

#include <Qsci/qsciscintilla.h>

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using ui::Draft;

class AgentDocumentTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QsciScintilla> m_editor;
    std::unique_ptr<ui::TextBuffer> m_buffer;
    std::unique_ptr<ui::AgentDocument> m_document;

    QString path(const QString &name = u"agent.yaml"_s) const { return m_folder->filePath(name); }
    void write(const QByteArray &bytes, const QString &name = u"agent.yaml"_s) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QByteArray stored(const QString &name = u"agent.yaml"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "not there";
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_editor = std::make_unique<QsciScintilla>();
        m_editor->setUtf8(true);
        m_buffer = std::make_unique<ui::TextBuffer>(*m_editor);
        m_document = std::make_unique<ui::AgentDocument>(*m_buffer);
    }
    void cleanup()
    {
        m_document.reset();
        m_buffer.reset();
        m_editor.reset();
    }

    void savesWhatItOpenedByteForByte_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << QByteArray("name: a\n");
        QTest::newRow("no last line end") << QByteArray("name: a");
        QTest::newRow("CR LF") << QByteArray("name: a\r\nmodel: b\r\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFname: a\n");
        QTest::newRow("beyond the first plane") << QByteArray("name: \xF0\x9F\x8C\xA6 Grün\n");
        QTest::newRow("empty") << QByteArray();
    }
    void savesWhatItOpenedByteForByte()
    {
        QFETCH(QByteArray, bytes);
        write(bytes);
        QVERIFY_RESULT(m_document->open(path()));
        QVERIFY(!m_buffer->isModified() && !m_buffer->canUndo());
        QVERIFY_RESULT(m_document->save(path(u"copy.yaml"_s)));
        QCOMPARE(stored(u"copy.yaml"_s), bytes);
        QCOMPARE(m_document->path(), path(u"copy.yaml"_s));
    }

    void refusesWhatIsNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("latin 1") << QByteArray("name: gr\xFCn\n");
        QTest::newRow("a NUL") << QByteArray("name: a\0b\n", 10);
    }
    void refusesWhatIsNoText()
    {
        QFETCH(QByteArray, bytes);
        write(bytes);
        const auto opened = m_document->open(path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::InvalidInput);
        QVERIFY(m_document->path().isEmpty());
        QCOMPARE(m_document->open(path(u"nothing"_s)).error().kind, ErrorKind::NotFound);
    }

    void keepsPermissionsAndLinks()
    {
        write("name: a\n", u"real.yaml"_s);
        const auto permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QVERIFY(QFile::setPermissions(path(u"real.yaml"_s), permissions));
        QVERIFY(QFile::link(path(u"real.yaml"_s), path()));
        QVERIFY_RESULT(m_document->open(path()));
        m_editor->append(u"model: b\n"_s);
        QVERIFY_RESULT(m_document->save(m_document->path()));
        QVERIFY(QFileInfo(path()).isSymLink());
        QCOMPARE(stored(u"real.yaml"_s), QByteArray("name: a\nmodel: b\n"));
        QCOMPARE(QFile::permissions(path(u"real.yaml"_s)), permissions);
    }

    void saysWhyItCannotSave()
    {
        write("name: a\n");
        QVERIFY_RESULT(m_document->open(path()));
        const auto saved = m_document->save(path(u"no/such/folder.yaml"_s));
        QVERIFY(!saved);
        QVERIFY(saved.error().message.contains(u"folder.yaml"_s));
        QCOMPARE(m_document->path(), path());
    }

    void readsAMomentAfterTyping()
    {
        write("name: a\n");
        QVERIFY_RESULT(m_document->open(path()));
        QSignalSpy checked(m_document.get(), &ui::AgentDocument::checked);
        m_editor->append(u"modle: b\n"_s);
        m_editor->append(u"# more\n"_s);
        QVERIFY(!m_document->isCurrent() && !m_document->isServable());
        QCOMPARE(checked.size(), 0);
        QTRY_COMPARE(checked.size(), 1);
        QVERIFY(m_document->isCurrent());
        QCOMPARE(m_document->latest().diagnostics().size(), 1);
        QCOMPARE(m_document->latest().text(), m_document->text());
    }

    void readsAtOnceAfterAnEdit()
    {
        write("name: a\n");
        QVERIFY_RESULT(m_document->open(path()));
        m_editor->append(u"model: b\n"_s); // not yet read
        QVERIFY_RESULT(m_document->edit([](Draft &draft) { draft.set(u"/model"_s, u"c"_s); }));
        QCOMPARE(m_document->text(), QByteArray("name: a\nmodel: c\n"));
        QVERIFY(m_document->isServable());
        QCOMPARE(m_document->latest().value(u"/model"_s), QJsonValue(u"c"_s));
    }

    void makesOneUndoStepOfSeveralEdits()
    {
        write("name: a\nmodel: b\n# end\n");
        QVERIFY_RESULT(m_document->open(path()));
        QVERIFY_RESULT(m_document->edit([](Draft &draft) {
            draft.set(u"/name"_s, u"x"_s);
            draft.set(u"/retry/max_retries"_s, 4);
            draft.remove(u"/model"_s);
        }));
        QVERIFY(!m_document->text().contains("model"));
        m_buffer->undo();
        QCOMPARE(m_document->text(), QByteArray("name: a\nmodel: b\n# end\n"));
        QVERIFY(!m_buffer->canUndo());
    }

    void changesNothingWhenOneEditIsRefused()
    {
        write("name: a\nretry: &r {max_retries: 1}\nx-other: *r\n");
        QVERIFY_RESULT(m_document->open(path()));
        const auto done = m_document->edit([](Draft &draft) {
            draft.set(u"/name"_s, u"x"_s);
            draft.set(u"/x-other/max_retries"_s, 2);
        });
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Denied);
        QVERIFY(m_document->text().startsWith("name: a\n"));
        QVERIFY(!m_buffer->canUndo());
    }

    void keepsLineEndsWhenItInserts()
    {
        write("name: a\r\ntools:\r\n  - read_file\r\n");
        QVERIFY_RESULT(m_document->open(path()));
        QVERIFY_RESULT(m_document->edit([](Draft &draft) {
            draft.insert(u"/tools"_s, 1, QJsonObject{{u"toolbox"_s, u"http_get"_s}, {u"name"_s, u"get"_s}});
        }));
        const QByteArray text = m_document->text();
        QCOMPARE(text.count('\n'), text.count("\r\n"));
        QCOMPARE(text.count('\n'), 5);
    }

    void opensAgainAsOneStep()
    {
        write("name: a\n");
        QVERIFY_RESULT(m_document->open(path()));
        write("name: b\n");
        QVERIFY_RESULT(m_document->open(path()));
        QCOMPARE(m_document->text(), QByteArray("name: b\n"));
        QVERIFY(!m_buffer->isModified());
        m_buffer->undo();
        QCOMPARE(m_document->text(), QByteArray("name: a\n"));
        QVERIFY(m_buffer->isModified());
    }

    void findsTheSmallestEdit_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::newRow("same") << QByteArray("abc") << QByteArray("abc") << 3 << 3;
        QTest::newRow("middle") << QByteArray("abc") << QByteArray("axc") << 1 << 2;
        QTest::newRow("repetition") << QByteArray("aaa") << QByteArray("aaaa") << 3 << 3;
        QTest::newRow("half a character") << QByteArray("\xC3\xBC") << QByteArray("\xC3\xA4") << 0 << 2;
        QTest::newRow("half a character at the end")
            << QByteArray("\xC3\xBC") << QByteArray("\xC2\xBC") << 0 << 2;
        QTest::newRow("half a line end") << QByteArray("a\r\n") << QByteArray("a\r\r\n") << 1 << 1;
    }
    void findsTheSmallestEdit()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(int, begin);
        QFETCH(int, end);
        const agent::TextEdit edit = ui::smallestEdit(before, after);
        QCOMPARE(edit.appliedTo(before), after);
        QCOMPARE(int(edit.begin), begin);
        QCOMPARE(int(edit.end), end);
    }
};

QTEST_MAIN(AgentDocumentTest)
#include "AgentDocumentTest.moc"
