// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Files.h"

#include "agent/tools/toolbox/Sizes.h"
#include "agent/tools/toolbox/TextFile.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype maxEntries = 1000;
/// Of a tree that is searched, so that a listing of a whole home folder ends.
constexpr qsizetype maxVisited = 200'000;

QString size(qint64 bytes)
{
    if (bytes < 1024)
        return u"%1 B"_s.arg(bytes);
    return QString::number(static_cast<double>(bytes) / 1024, 'f', 1) + u" KB"_s;
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
    const auto file = openTextFile(folder, path, encoding);
    if (!file)
        return tl::unexpected(file.error());
    QString head = u"File: %1\nSize: %2 characters"_s.arg(path, QString::number(file->text.size()));
    if (file->isCut())
        head += u" (cut: the first %1 of %2 bytes)"_s.arg(file->bytesRead).arg(file->bytes);
    return head + u"\n\n"_s + file->text;
}

Result<QString> numberTextFile(const Folder &folder, const QString &path, const QString &encoding)
{
    const auto file = openTextFile(folder, path, encoding);
    if (!file)
        return tl::unexpected(file.error());
    QString out = u"File: %1\nSize: %2 bytes\n\n"_s.arg(path, QString::number(file->bytes));
    qsizetype number = 0;
    qsizetype at = 0;
    while (at < file->text.size() && out.size() < maxResult) {
        const qsizetype feed = file->text.indexOf(u'\n', at);
        const qsizetype end = feed < 0 ? file->text.size() : feed;
        out += u"[Line %1] "_s.arg(++number, 4) + file->text.sliced(at, end - at) + u'\n';
        at = end + 1;
    }
    const bool isAll = at >= file->text.size() && !file->isCut();
    return out + (isAll ? u"\nLines: %1"_s : u"\nLines: %1 (cut: there are more)"_s).arg(number);
}

Result<QString> fileExists(const Folder &folder, const QString &path)
{
    auto real = folder.entry(path);
    if (!real && real.error().kind == ErrorKind::NotFound)
        return u"Path does not exist: %1"_s.arg(path);
    if (!real)
        return real;
    const QFileInfo info(*real);
    if (info.isFile())
        return u"File exists: %1 (%2)"_s.arg(path, size(info.size()));
    if (!info.isDir())
        return u"Path exists: %1 (not a regular file)"_s.arg(path);
    const qsizetype items =
        QDir(*real).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot).size();
    return u"Directory exists: %1 (%2 items)"_s.arg(path, QString::number(items));
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
