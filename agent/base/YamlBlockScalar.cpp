// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlBlockScalar.h"

#include <algorithm>

namespace agent::yaml {
namespace {

/// How far the lines of a block scalar are indented, as its least indented one shows.
qsizetype indentation(QByteArrayView lines)
{
    qsizetype least = lines.size();
    for (qsizetype start = 0; start < lines.size();) {
        qsizetype first = start;
        while (first < lines.size() && lines[first] == ' ')
            ++first;
        qsizetype next = first;
        while (next < lines.size() && lines[next] != '\n')
            ++next;
        if (first < lines.size() && lines[first] != '\n' && lines[first] != '\r')
            least = std::min(least, first - start);
        start = next + 1;
    }
    return least;
}

/// Whether the line is layout of a block scalar: no more than its indentation.
bool isLayout(QByteArrayView line, qsizetype indent)
{
    qsizetype spaces = 0;
    while (spaces < line.size() && line[spaces] == ' ')
        ++spaces;
    return spaces <= indent && (spaces == line.size() || line[spaces] == '\n' || line[spaces] == '\r');
}

qsizetype nextLine(const QByteArray &text, qsizetype place)
{
    const qsizetype newline = text.indexOf('\n', place);
    return newline < 0 ? text.size() : newline + 1;
}

} // namespace

qsizetype blockScalarEnd(const QByteArray &text, qsizetype header, qsizetype tokenEnd)
{
    const QByteArrayView view(text);
    const qsizetype first = nextLine(text, header);
    qsizetype end = std::max(tokenEnd, first);
    const qsizetype indent = indentation(view.sliced(first, end - first));
    while (end > first) {
        const qsizetype start = text.lastIndexOf('\n', end - 2) + 1;
        if (!isLayout(view.sliced(start, end - start), indent))
            break;
        end = start;
    }
    if (!text.mid(header, 3).contains('+'))
        return end;
    while (end < text.size() && isLayout(view.sliced(end, nextLine(text, end) - end), indent))
        end = nextLine(text, end);
    return end;
}

} // namespace agent::yaml
