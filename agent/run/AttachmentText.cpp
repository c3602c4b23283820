// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/AttachmentText.h"

#include <QStringConverter>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Without parameters such as "; charset=utf-8".
QString plainType(const QString &mediaType)
{
    return mediaType.section(u';', 0, 0).trimmed().toLower();
}

bool isNoText(const QString &type)
{
    const bool isPicture = type.startsWith(u"image/") && !type.endsWith(u"+xml");
    return isPicture || type.startsWith(u"audio/") || type.startsWith(u"video/")
        || type == u"application/pdf";
}

} // namespace

std::optional<QString> textOf(const Attachment &attachment)
{
    const QString type = plainType(attachment.mediaType);
    if (isNoText(type))
        return std::nullopt;
    const QByteArray bytes = QByteArray::fromBase64(attachment.data.toLatin1());
    const auto encoding = QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8);
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    QString text = decoder.decode(bytes);
    if (!decoder.hasError() && !text.contains(QChar::Null))
        return text;
    return type.startsWith(u"text/") ? std::optional(QString::fromLatin1(bytes)) : std::nullopt;
}

Attachment withText(Attachment attachment, const QString &text)
{
    attachment.mediaType = plainType(attachment.mediaType);
    attachment.data = QString::fromLatin1(text.toUtf8().toBase64());
    return attachment;
}

} // namespace agent
