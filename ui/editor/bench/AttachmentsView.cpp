// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/AttachmentsView.h"

#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"

#include <QBuffer>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLocale>
#include <QMessageBox>
#include <QMimeDatabase>
#include <QPainter>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

constexpr int mostPicturePixels = 280; // of its height

/// A picture, made smaller where there is no room for it, never larger.
class Picture : public QWidget
{
public:
    Picture(const QImage &image, const QString &name)
        : m_image(image)
    {
        setObjectName(u"picture"_s);
        setAccessibleName(name);
        setFixedHeight(std::min(image.height(), mostPicturePixels));
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRect(QPoint(), fitting()), m_image);
    }
    void resizeEvent(QResizeEvent * /*event*/) override { setFixedHeight(fitting().height()); }

private:
    QSize fitting() const
    {
        const QSize room = QSize(width(), mostPicturePixels).boundedTo(m_image.size());
        return m_image.size().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    }

    QImage m_image;
};

QByteArray bytesOf(const Attachment &attachment)
{
    return QByteArray::fromBase64(attachment.data.toLatin1());
}

/// Null where it is none that can be drawn. The reader refuses a picture that would fill the memory.
QImage pictureIn(const Attachment &attachment)
{
    // A drawing in SVG can point to other files.
    static const QMap<QString, QByteArray> formats{{u"image/png"_s, "png"},
                                                   {u"image/jpeg"_s, "jpeg"},
                                                   {u"image/gif"_s, "gif"},
                                                   {u"image/webp"_s, "webp"}};
    const QByteArray format = formats.value(attachment.mediaType);
    if (format.isEmpty())
        return {};
    QByteArray bytes = bytesOf(attachment);
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    return reader.read();
}

QString describe(const Attachment &attachment, const QImage &picture)
{
    const qsizetype bytes = bytesOf(attachment).size();
    const QString size = QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
    if (picture.isNull())
        return AttachmentsView::tr("%1, %2").arg(attachment.mediaType, size);
    return AttachmentsView::tr("%1, %2 × %3, %4")
        .arg(attachment.mediaType)
        .arg(picture.width())
        .arg(picture.height())
        .arg(size);
}

QString written(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return isWritten ? QString() : file.errorString();
}

} // namespace

QString fileNameFor(const Attachment &attachment)
{
    static const QRegularExpression other(uR"([\\/:*?"<>|\x00-\x1f\x7f])"_s);
    QString name = attachment.name.section(u'/', -1).section(u'\\', -1).remove(other).left(100).trimmed();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    if (!name.isEmpty())
        return name;
    const QString suffix = QMimeDatabase().mimeTypeForName(attachment.mediaType).preferredSuffix();
    return suffix.isEmpty() ? u"result"_s : u"result."_s + suffix;
}

AttachmentsView::AttachmentsView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"attachments"_s);
    m_column->setContentsMargins({});
    m_column->setSpacing(8);
    hide();
}

void AttachmentsView::showAll(const QList<Attachment> &attachments)
{
    setVisible(!attachments.isEmpty());
    if (attachments == m_shown)
        return;
    m_shown = attachments;
    while (const std::unique_ptr<QLayoutItem> old{m_column->takeAt(0)})
        delete old->widget();
    for (const Attachment &attachment : attachments)
        m_column->addWidget(makeEntry(attachment));
}

QWidget *AttachmentsView::makeEntry(const Attachment &attachment)
{
    const QImage picture = pictureIn(attachment);
    const QString name = fileNameFor(attachment);
    auto *entry = new QWidget;
    auto *column = new QVBoxLayout(entry);
    column->setContentsMargins({});
    column->setSpacing(4);
    if (!picture.isNull())
        column->addWidget(new Picture(picture, name));
    auto *save = button(m_theme, u"arrow-down-to-line"_s, tr("Save…"));
    save->setAccessibleName(tr("Save %1").arg(name));
    auto *title = new ElidedLabel(name);
    title->setTextFormat(Qt::PlainText);
    auto *kind = label(describe(attachment, picture), u"hint"_s);
    kind->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(title, 1);
    row->addWidget(kind);
    row->addWidget(save);
    column->addLayout(row);
    connect(save, &QPushButton::clicked, this, [this, attachment] { askWhere(attachment); });
    return entry;
}

void AttachmentsView::askWhere(const Attachment &attachment)
{
    auto *dialog = new QFileDialog(this, tr("Save what the tool gave"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(fileNameFor(attachment));
    connect(dialog, &QFileDialog::fileSelected, this, [this, attachment](const QString &path) {
        const QString fault = written(path, bytesOf(attachment));
        if (fault.isEmpty())
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Not saved"),
                                    tr("%1 cannot be written: %2").arg(path, fault), QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    dialog->open();
}

} // namespace ui

#include "moc_AttachmentsView.cpp"
