// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Pdf.h"

#include "agent/base/Clock.h"
#include "tests/support/Testing.h"

#include <QFile>
#include <QTemporaryDir>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A PDF file of one stream for each page (ISO 32000-1, section 7.5).
QByteArray pdfOf(const QList<QByteArray> &streams)
{
    QByteArrayList kids;
    for (qsizetype i = 0; i < streams.size(); ++i)
        kids.append(QByteArray::number(4 + 2 * i) + " 0 R");
    QByteArrayList objects{"<< /Type /Catalog /Pages 2 0 R >>",
                           "<< /Type /Pages /Count " + QByteArray::number(streams.size()) + " /Kids ["
                               + kids.join(' ') + "] >>",
                           "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    for (const QByteArray &stream : streams) {
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents "
                       + QByteArray::number(objects.size() + 2)
                       + " 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
        objects.append("<< /Length " + QByteArray::number(stream.size()) + " >>\nstream\n" + stream
                       + "\nendstream");
    }
    QByteArray file = "%PDF-1.4\n";
    QByteArray places = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        places += QByteArray::number(file.size()).rightJustified(10, '0') + " 00000 n \n";
        file += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray size = QByteArray::number(objects.size() + 1);
    return file + "xref\n0 " + size + "\n" + places + "trailer\n<< /Size " + size
        + " /Root 1 0 R >>\nstartxref\n" + QByteArray::number(file.size()) + "\n%%EOF\n";
}

QByteArray saying(const QByteArray &text)
{
    return "BT /F1 12 Tf 72 720 Td (" + text + ") Tj ET";
}

/// So much text that reading it all would take minutes.
QByteArray bomb()
{
    QByteArray stream = "BT /F1 1 Tf\n";
    for (int i = 0; i < 100'000; ++i) {
        const int x = i % 599;
        const int y = i % 787;
        stream += QByteArray::number(x) + " " + QByteArray::number(y) + " Td (x) Tj " + QByteArray::number(-x)
            + " " + QByteArray::number(-y) + " Td\n";
    }
    return stream + "ET";
}

} // namespace

class PdfTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    Result<QString> read(const QString &path, const QString &pages = {}) const
    {
        return extractPdfText(Folder(m_folder.path()), {path, pages}, {});
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        write(u"three.pdf"_s, pdfOf({saying("One"), saying("Two"), saying("Three")}));
        write(u"blank.pdf"_s, pdfOf({""}));
        write(u"long.pdf"_s, pdfOf(QList<QByteArray>(250, saying(QByteArray(190, 'i')))));
        write(u"bomb.pdf"_s, pdfOf({bomb()}));
        write(u"text.pdf"_s, "no PDF at all");
        write(u"empty.pdf"_s, "");
        write(u"cut.pdf"_s, pdfOf({saying("One")}).left(60));
        write(u"-version.pdf"_s, pdfOf({saying("Odd name")}));
    }

    void readsPages_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pages");
        QTest::addColumn<QString>("text");
        QTest::newRow("all") << u"three.pdf"_s << QString()
                             << u"PDF: three.pdf (3 pages, extracting 3)\n\n--- Page 1 ---\nOne\n\n"
                                "--- Page 2 ---\nTwo\n\n--- Page 3 ---\nThree"_s;
        QTest::newRow("some") << u"three.pdf"_s << u"3, 1-1"_s
                              << u"PDF: three.pdf (3 pages, extracting 2)\n\n--- Page 1 ---\nOne\n\n"
                                 "--- Page 3 ---\nThree"_s;
        QTest::newRow("no text") << u"blank.pdf"_s << QString()
                                 << u"PDF: blank.pdf (1 pages, extracting 1)\n\n--- Page 1 ---\n(no text)"_s;
        QTest::newRow("a name like an option")
            << u"-version.pdf"_s << QString()
            << u"PDF: -version.pdf (1 pages, extracting 1)\n\n--- Page 1 ---\nOdd name"_s;
    }
    void readsPages()
    {
        QFETCH(QString, path);
        QFETCH(QString, pages);
        QFETCH(QString, text);
        const auto found = read(path, pages);
        QVERIFY_RESULT(found);
        QCOMPARE(*found, text);
    }

    void cutsALongText()
    {
        const auto found = read(u"long.pdf"_s);
        QVERIFY_RESULT(found);
        QVERIFY(found->startsWith(u"PDF: long.pdf (250 pages, extracting 200)\n"_s));
        QVERIFY(found->endsWith(u"(cut: there is more)"_s));
        QVERIFY(found->size() < 20'200);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pages");
        QTest::addColumn<QString>("message");
        const QString broken = u"the file is not a PDF that can be read: it is broken or needs a password"_s;
        const auto row = [](const QString &path, const QString &pages, const QString &message) {
            QTest::newRow(qPrintable(path + u' ' + pages)) << path << pages << message;
        };
        row(u"text.pdf"_s, {}, broken);
        row(u"empty.pdf"_s, {}, broken);
        row(u"cut.pdf"_s, {}, broken);
        row(u"../three.pdf"_s, {}, u"\"../three.pdf\" is outside the agent's folder"_s);
        row(u"none.pdf"_s, {}, u"there is no \"none.pdf\" in the agent's folder"_s);
        row(u"three.pdf"_s, u"4"_s, u"there are no pages \"4\": the document has 3"_s);
        row(u"three.pdf"_s, u"2-1"_s, u"there are no pages \"2-1\": the document has 3"_s);
        row(u"three.pdf"_s, u"0"_s, u"there are no pages \"0\": the document has 3"_s);
        row(u"three.pdf"_s, u"first"_s, u"\"first\" is no list of pages; write for example 1-3,5"_s);
        row(u"three.pdf"_s, u"99999999999999999999"_s,
            u"\"99999999999999999999\" is no list of pages; write for example 1-3,5"_s);
        row(u"long.pdf"_s, u"1-250"_s, u"at most 200 pages can be read at a time"_s);
    }
    void refuses()
    {
        QFETCH(QString, path);
        QFETCH(QString, pages);
        QFETCH(QString, message);
        const auto found = read(path, pages);
        QVERIFY2(!found, qPrintable(found.value_or(QString())));
        QCOMPARE(found.error().message, message);
    }

    void takesPagesInOrderAndOnce()
    {
        QCOMPARE(*pageRanges(u"5,1-3,2-4,,9"_s, 9), (QList<PageRange>{{1, 5}, {9, 9}}));
    }

    void endsABombAtTheLimit()
    {
        const Stopwatch watch;
        const auto found = extractPdfText(Folder(m_folder.path()), {u"bomb.pdf"_s, {}, 100ms}, {});
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Timeout);
        QVERIFY(watch.elapsed() < (testing::sanitized ? 30s : 3s));
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto found = extractPdfText(Folder(m_folder.path()), {u"bomb.pdf"_s, {}}, stop.get_token());
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Cancelled);
    }

    void saysWhatIsMissing()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const auto found = read(u"three.pdf"_s);
        qputenv("PATH", path);
        QVERIFY(!found);
        QCOMPARE(found.error().message, u"PDF files need the program pdfinfo; install poppler-utils"_s);
    }
};

QTEST_GUILESS_MAIN(PdfTest)
#include "PdfTest.moc"
