// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/document/FileText.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

using namespace agent;

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::FileText)
};

const QByteArray byteOrderMark("\xEF\xBB\xBF");

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    [[maybe_unused]] const QString decoded = decoder(bytes);
    return !decoder.hasError();
}

} // namespace

Result<FileText> readText(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(ErrorKind::NotFound, Words::tr("There is no file %1.").arg(path), path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Denied, Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()),
                    path);
    FileText read{file.readAll()};
    if (file.error() != QFile::NoError)
        return fail(ErrorKind::Denied, Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()),
                    path);
    read.byteOrderMark = read.text.startsWith(byteOrderMark);
    if (read.byteOrderMark)
        read.text.remove(0, byteOrderMark.size());
    if (read.text.contains('\0') || !isUtf8(read.text))
        return fail(ErrorKind::InvalidInput,
                    Words::tr("%1 is not a text in UTF-8; save it as UTF-8 first.").arg(path), path);
    return read;
}

Result<> writeText(const QString &path, const FileText &file)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Denied, Words::tr("%1 cannot be written: %2.").arg(path, out.errorString()),
                    path);
    const QByteArray bytes = file.byteOrderMark ? byteOrderMark + file.text : file.text;
    if (out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorKind::Unavailable,
                    Words::tr("%1 was not saved: %2. The file is as it was.").arg(path, out.errorString()),
                    path);
    return {};
}

bool hasCarriageReturns(const QByteArray &text)
{
    const qsizetype end = text.indexOf('\n');
    return end > 0 && text.at(end - 1) == '\r';
}

QByteArray withLineEnds(QByteArray text, bool carriageReturns)
{
    text.replace("\r\n", "\n");
    return carriageReturns ? text.replace("\n", "\r\n") : text;
}

} // namespace ui
