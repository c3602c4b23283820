// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/TextFile.h"

#include "agent/tools/toolbox/Sizes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qint64 maxBytes = 1 << 20;
constexpr qint64 maxFileBytes = 16 << 20;

QByteArray codecName(const QString &encoding)
{
    const QString name = encoding.trimmed().toLower();
    if (name.isEmpty() || name == u"utf8"_s)
        return "utf-8";
    return name == u"latin-1"_s || name == u"latin1"_s ? QByteArray("ISO-8859-1") : name.toLatin1();
}

tl::unexpected<Error> unknownEncoding(const QString &encoding)
{
    return fail(ErrorKind::InvalidInput,
                u"the encoding \"%1\" is not known; try utf-8"_s.arg(encoding.left(40)));
}

// A character that the limit cuts in two stays in the decoder and is no fault.
Result<QString> decode(const QByteArray &bytes, const QString &encoding, const QString &path)
{
    QStringDecoder reader(codecName(encoding).constData());
    if (!reader.isValid())
        return unknownEncoding(encoding);
    QString text = reader(bytes);
    if (text.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not a text file"_s.arg(path), path);
    if (reader.hasError())
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not text in %2"_s.arg(path, encoding), path);
    return text;
}

Result<QByteArray> encode(const NewText &wanted)
{
    QStringEncoder writer(codecName(wanted.encoding).constData());
    if (!writer.isValid())
        return unknownEncoding(wanted.encoding);
    if (wanted.text.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, u"a text file cannot contain a null character"_s);
    QByteArray bytes = writer(wanted.text);
    if (writer.hasError() || !QStringView(wanted.text).isValidUtf16())
        return fail(ErrorKind::InvalidInput,
                    u"the text has characters that cannot be written in %1"_s.arg(wanted.encoding));
    return bytes;
}

tl::unexpected<Error> notWritable(const QString &path, const QString &reason)
{
    return fail(ErrorKind::InvalidInput, u"\"%1\" cannot be written: %2"_s.arg(path, reason), path);
}

/// What stands before the text to be written.
Result<QByteArray> oldBytes(const QString &real, const NewText &wanted)
{
    QFile file(real);
    if (wanted.mode == u"w"_s || !file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return notWritable(wanted.path, file.errorString());
    return file.read(maxFileBytes + 1);
}

// The folder is looked at again: it may have become a link in between.
Result<> save(const Folder &folder, const QString &real, const NewText &wanted, const QByteArray &bytes)
{
    const QString parent = QFileInfo(real).path();
    if (!QDir().mkpath(parent))
        return notWritable(wanted.path, u"its folder cannot be made"_s);
    if (!folder.contains(QFileInfo(parent).canonicalFilePath()))
        return fail(ErrorKind::Denied, u"\"%1\" is outside the agent's folder"_s.arg(wanted.path),
                    wanted.path);
    QSaveFile file(real);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return notWritable(wanted.path, file.errorString());
    return {};
}

} // namespace

Result<TextFile> openTextFile(const Folder &folder, const QString &path, const QString &encoding)
{
    const auto real = folder.file(path);
    if (!real)
        return tl::unexpected(real.error());
    QFile file(*real);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"\"%1\" cannot be read: %2"_s.arg(path, file.errorString()),
                    path);
    const QByteArray bytes = file.read(maxBytes);
    const auto text = decode(bytes, encoding, path);
    if (!text)
        return tl::unexpected(text.error());
    return TextFile{*text, bytes.size(), std::max(file.size(), qint64(bytes.size()))};
}

Result<QString> writeTextFile(const Folder &folder, const NewText &wanted)
{
    if (wanted.mode != u"w"_s && wanted.mode != u"a"_s)
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is no mode; use w to write or a to append"_s.arg(wanted.mode.left(40)));
    const auto bytes = encode(wanted);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto real = folder.fileToWrite(wanted.path);
    if (!real)
        return real;
    const auto before = oldBytes(*real, wanted);
    if (!before)
        return tl::unexpected(before.error());
    if (before->size() + bytes->size() > maxFileBytes)
        return notWritable(wanted.path, u"it would have more than 16 MiB"_s);
    if (const auto saved = save(folder, *real, wanted, *before + *bytes); !saved)
        return tl::unexpected(saved.error());
    const QString did = wanted.mode == u"w"_s ? u"Written"_s : u"Appended"_s;
    return u"%1 %2 characters to: %3"_s.arg(did).arg(characters(wanted.text)).arg(wanted.path);
}

} // namespace agent
