// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/AttachmentText.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

class AttachmentTextTest : public QObject
{
    Q_OBJECT
private slots:
    void readsText_data()
    {
        QTest::addColumn<QString>("mediaType");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<std::optional<QString>>("text");
        const auto row = [](const char *name, const QString &mediaType, const QByteArray &bytes,
                            const std::optional<QString> &text) {
            QTest::newRow(name) << mediaType << bytes << text;
        };
        row("text", u"text/plain"_s, "Gr\xc3\xbc\xc3\x9f", u"Gr\u00fc\u00df"_s);
        row("JSON", u"application/json"_s, "{}", u"{}"_s);
        row("no type", QString(), "a", u"a"_s);
        row("an unknown type", u"application/x-secret"_s, "a", u"a"_s);
        row("in upper case", u"TEXT/Plain; charset=utf-8"_s, "a", u"a"_s);
        row("a drawing", u"image/svg+xml"_s, "<svg/>", u"<svg/>"_s);
        row("UTF-16", u"application/octet-stream"_s,
            QByteArray("\xff\xfe"
                       "a\0",
                       4),
            u"a"_s);
        row("Latin-1", u"text/plain"_s, "Gr\xfc\xdf", u"Gr\u00fc\u00df"_s);
        row("cut within a character", u"text/plain"_s, "a\xc3", u"a\u00c3"_s);
        row("nothing", u"text/plain"_s, "", u""_s);
        row("a picture", u"image/png"_s, "a", std::nullopt);
        row("a document", u"application/pdf"_s, "%PDF-1.7", std::nullopt);
        row("sound", u"audio/wav"_s, "RIFF", std::nullopt);
        row("a film", u"video/mp4"_s, "ftyp", std::nullopt);
        row("bytes", u"application/zip"_s, QByteArray("PK\0\1", 4), std::nullopt);
        row("bytes that are no UTF-8", u"application/octet-stream"_s, "\xff\xff", std::nullopt);
    }
    void readsText()
    {
        QFETCH(const QString, mediaType);
        QFETCH(const QByteArray, bytes);
        QFETCH(const std::optional<QString>, text);
        const Attachment attachment{mediaType, QString::fromLatin1(bytes.toBase64()), {}};
        QCOMPARE(textOf(attachment), text);
    }

    void putsAnotherTextInPlace()
    {
        const Attachment latin{u"text/plain; charset=iso-8859-1"_s, u"R3L83w=="_s, u"a.txt"_s};
        const Attachment other = withText(latin, *textOf(latin) + u'!');
        QCOMPARE(other, (Attachment{u"text/plain"_s, u"R3LDvMOfIQ=="_s, u"a.txt"_s}));
    }
};

QTEST_GUILESS_MAIN(AttachmentTextTest)
#include "AttachmentTextTest.moc"
