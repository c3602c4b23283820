// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/CsvFile.h"

#include "agent/tools/toolbox/Csv.h"
#include "agent/tools/toolbox/Sizes.h"
#include "agent/tools/toolbox/TextFile.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString described(const QStringList &row, const QStringList &names)
{
    QString out;
    for (qsizetype i = 0; i < row.size(); ++i)
        out += u"  %1: "_s.arg(i < names.size() ? names[i] : QString::number(i + 1)) + row[i] + u'\n';
    return out;
}

// The last line of what was read of a longer file is not whole.
QStringView wholeLines(const TextFile &file)
{
    const QStringView text(file.text);
    return file.isCut() ? text.first(text.lastIndexOf(u'\n') + 1) : text;
}

} // namespace

Result<QString> processCsvFile(const Folder &folder, const CsvFile &file, const std::stop_token &stop)
{
    const auto delimiter = csvDelimiter(file.delimiter);
    if (!delimiter)
        return tl::unexpected(delimiter.error());
    const auto opened = openTextFile(folder, file.path, file.encoding);
    if (!opened)
        return tl::unexpected(opened.error());
    CsvReader reader(wholeLines(*opened), *delimiter);
    const QStringList names = reader.next().value_or(QStringList());
    QString out = u"File: %1\nSize: %2 bytes\nColumns: "_s.arg(file.path, QString::number(opened->bytes))
        + names.join(u", "_s) + u"\n\n"_s;
    qsizetype count = 0;
    auto row = reader.next();
    for (; row && out.size() < maxResult; row = reader.next()) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"the reading was stopped"_s);
        out += u"--- Row %1 ---\n"_s.arg(++count) + described(*row, names) + u'\n';
    }
    out += u"Rows: %1"_s.arg(count);
    if (row || opened->isCut())
        return out + u" (cut: there is more)"_s;
    return reader.isBroken() ? out + u" (the last has a quote that is never closed)"_s : out;
}

} // namespace agent
