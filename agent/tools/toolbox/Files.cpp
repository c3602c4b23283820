// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Files.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qint64 maxBytes = 1 << 20;
constexpr qsizetype maxEntries = 1000;
/// Of a tree that is searched, so that a listing of a whole home folder ends.
constexpr qsizetype maxVisited = 200'000;

QString size(qint64 bytes)
{
    if (bytes < 1024)
        return u"%1 B"_s.arg(bytes);
    return QString::number(static_cast<double>(bytes) / 1024, 'f', 1) + u" KB"_s;
}

Result<QStringDecoder> decoder(const QString &encoding)
{
    QString name = encoding.trimmed();
    if (name.isEmpty())
        name = u"utf-8"_s;
    if (name.compare(u"utf8"_s, Qt::CaseInsensitive) == 0)
        name = u"utf-8"_s;
    if (name.compare(u"latin-1"_s, Qt::CaseInsensitive) == 0
        || name.compare(u"latin1"_s, Qt::CaseInsensitive) == 0)
        name = u"ISO-8859-1"_s;
    QStringDecoder found(name.toLatin1().constData());
    if (!found.isValid())
        return fail(ErrorKind::InvalidInput,
                    u"the encoding \"%1\" is not known; try utf-8"_s.arg(name.left(40)));
    return found;
}

// A character that the limit cuts in two stays in the decoder and is no fault.
Result<QString> decode(const QByteArray &bytes, const QString &encoding, const QString &path)
{
    auto reader = decoder(encoding);
    if (!reader)
        return tl::unexpected(reader.error());
    QString text = (*reader)(bytes);
    if (text.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not a text file"_s.arg(path), path);
    if (reader->hasError())
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not text in %2"_s.arg(path, encoding), path);
    return text;
}

/// Walks below a folder and collects what matches.
class Collector
{
public:
    Collector(const Listing &listing, QString root)
        : m_root(std::move(root))
        , m_pattern(QRegularExpression::wildcardToRegularExpression(
              listing.pattern.isEmpty() ? u"*"_s : listing.pattern))
        , m_onPath(listing.pattern.contains(u'/'))
    {
    }

    void take(const QFileInfo &info)
    {
        const QString path = info.filePath().mid(m_root.size() + (m_root.endsWith(u'/') ? 0 : 1));
        if (!m_pattern.isValid() || !m_pattern.match(m_onPath ? path : info.fileName()).hasMatch())
            return;
        ++m_total;
        m_lines.append(line(info, path));
    }

    QString text(const QString &directory)
    {
        std::ranges::sort(m_lines);
        const qsizetype shown = std::min(m_lines.size(), maxEntries);
        QString total = u"Total: %1"_s.arg(m_total);
        if (shown < m_total)
            total += u" (the first %1 are shown)"_s.arg(shown);
        return u"Folder: %1\n\n"_s.arg(directory) + QStringList(m_lines.mid(0, shown)).join(u'\n')
            + (shown > 0 ? u"\n\n"_s : QString()) + total;
    }

private:
    static QString line(const QFileInfo &info, const QString &path)
    {
        if (info.isSymLink())
            return path + u" (link)"_s;
        if (info.isDir())
            return path + u'/';
        return info.isFile() ? u"%1 (%2)"_s.arg(path, size(info.size())) : path + u" (not a regular file)"_s;
    }

    QString m_root;
    QRegularExpression m_pattern;
    bool m_onPath;
    QStringList m_lines;
    qsizetype m_total = 0;
};

} // namespace

Result<QString> readTextFile(const Folder &folder, const QString &path, const QString &encoding)
{
    auto real = folder.file(path);
    if (!real)
        return real;
    QFile file(*real);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"\"%1\" cannot be read: %2"_s.arg(path, file.errorString()),
                    path);
    const QByteArray bytes = file.read(maxBytes);
    const bool cut = file.size() > bytes.size();
    auto text = decode(bytes, encoding, path);
    if (!text)
        return text;
    QString head = u"File: %1\nSize: %2 characters"_s.arg(path).arg(text->size());
    if (cut)
        head += u" (cut: the first %1 of %2 bytes)"_s.arg(bytes.size()).arg(file.size());
    return head + u"\n\n"_s + *text;
}

Result<QString> listFiles(const Folder &folder, const Listing &listing, const std::stop_token &stop)
{
    const QString directory = listing.directory.isEmpty() ? u"."_s : listing.directory;
    auto real = folder.directory(directory);
    if (!real)
        return real;
    QDir::Filters filters = QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot;
    if (listing.showHidden)
        filters |= QDir::Hidden;
    Collector found(listing, *real);
    QDirIterator walk(*real, filters,
                      listing.recursive ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
    for (qsizetype visited = 0; walk.hasNext() && visited < maxVisited; ++visited) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"the listing was stopped"_s);
        walk.next();
        found.take(walk.fileInfo());
    }
    return found.text(directory);
}

} // namespace agent
