// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Pdf.h"

#include "agent/tools/toolbox/PdfReader.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype mostCharacters = 20'000;
constexpr int mostPages = 200;

Result<PageRange> rangeOf(const QString &part, int pageCount)
{
    static const QRegularExpression form(u"^\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6}))?\\s*$"_s);
    const auto match = form.match(part);
    const int first = match.captured(1).toInt();
    const PageRange range{first, match.captured(2).isEmpty() ? first : match.captured(2).toInt()};
    if (!match.hasMatch())
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is no list of pages; write for example 1-3,5"_s.arg(part.left(40)));
    if (range.first < 1 || range.first > range.last || range.last > pageCount)
        return fail(ErrorKind::InvalidInput,
                    u"there are no pages \"%1\": the document has %2"_s.arg(part.trimmed(),
                                                                            QString::number(pageCount)));
    return range;
}

QList<PageRange> apart(QList<PageRange> ranges)
{
    std::ranges::sort(ranges, {}, &PageRange::first);
    QList<PageRange> out;
    for (const PageRange &range : ranges) {
        if (!out.isEmpty() && range.first <= out.constLast().last + 1)
            out.last().last = std::max(out.constLast().last, range.last);
        else
            out.append(range);
    }
    return out;
}

int countPages(const QList<PageRange> &ranges)
{
    int count = 0;
    for (const PageRange &range : ranges)
        count += range.last - range.first + 1;
    return count;
}

/// Reads one file with several calls.
class Document
{
public:
    Document(QString path, QDeadlineTimer deadline, std::stop_token stop)
        : m_path(std::move(path))
        , m_deadline(deadline)
        , m_stop(std::move(stop))
    {
    }

    // A title can have a line that looks like this one, but stands before it.
    Result<int> pageCount() const
    {
        static const QRegularExpression form(u"^Pages: +(\\d{1,9})$"_s, QRegularExpression::MultilineOption);
        constexpr qsizetype maxBytes = 1 << 20;
        const auto said = runPdfProgram({u"pdfinfo"_s, {m_path}, maxBytes, m_deadline}, m_stop);
        if (!said)
            return tl::unexpected(said.error());
        int count = 0;
        const QString text = QString::fromUtf8(*said);
        for (auto it = form.globalMatch(text); it.hasNext();)
            count = it.next().captured(1).toInt();
        return count;
    }

    /// A form feed stands behind each page.
    Result<QStringList> pages(const PageRange &range) const
    {
        const QStringList arguments{u"-enc"_s, u"UTF-8"_s,
                                    u"-f"_s,   QString::number(range.first),
                                    u"-l"_s,   QString::number(range.last),
                                    m_path,    u"-"_s};
        const auto said = runPdfProgram({u"pdftotext"_s, arguments, 8 * mostCharacters, m_deadline}, m_stop);
        if (!said)
            return tl::unexpected(said.error());
        return QString::fromUtf8(*said).split(u'\f').mid(0, range.last - range.first + 1);
    }

private:
    QString m_path;
    QDeadlineTimer m_deadline;
    std::stop_token m_stop;
};

Result<QString> textOf(const Document &document, const QList<PageRange> &ranges)
{
    QString out;
    for (const PageRange &range : ranges) {
        const auto pages = document.pages(range);
        if (!pages)
            return tl::unexpected(pages.error());
        for (qsizetype i = 0; i < pages->size(); ++i) {
            const QString text = (*pages)[i].trimmed();
            out += u"\n\n--- Page %1 ---\n"_s.arg(range.first + i) + (text.isEmpty() ? u"(no text)"_s : text);
            if (out.size() > mostCharacters)
                return out.left(mostCharacters) + u"\n\n(cut: there is more)"_s;
        }
    }
    return out;
}

} // namespace

Result<QList<PageRange>> pageRanges(const QString &written, int pageCount)
{
    QList<PageRange> ranges;
    for (const QString &part : written.split(u',', Qt::SkipEmptyParts)) {
        const auto range = rangeOf(part, pageCount);
        if (!range)
            return tl::unexpected(range.error());
        ranges.append(*range);
    }
    if (written.trimmed().isEmpty())
        ranges = {{1, std::min(pageCount, mostPages)}};
    ranges = apart(ranges);
    if (countPages(ranges) > mostPages)
        return fail(ErrorKind::InvalidInput, u"at most %1 pages can be read at a time"_s.arg(mostPages));
    return ranges;
}

Result<QString> extractPdfText(const Folder &folder, const PdfFile &file, const std::stop_token &stop)
{
    auto real = folder.file(file.path);
    if (!real)
        return real;
    const Document document(*real, QDeadlineTimer(file.limit), stop);
    const auto count = document.pageCount();
    if (!count)
        return tl::unexpected(count.error());
    if (*count < 1)
        return fail(ErrorKind::InvalidInput, u"\"%1\" has no pages"_s.arg(file.path), file.path);
    const auto ranges = pageRanges(file.pages, *count);
    if (!ranges)
        return tl::unexpected(ranges.error());
    auto text = textOf(document, *ranges);
    const QStringList head{file.path, QString::number(*count), QString::number(countPages(*ranges))};
    return text ? u"PDF: %1 (%2 pages, extracting %3)"_s.arg(head[0], head[1], head[2]) + *text : text;
}

} // namespace agent
