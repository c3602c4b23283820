// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/LineDifference.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace app {
namespace {

constexpr qsizetype mostLines = 1000;

/// By line of each text: how many lines the rests from there on have in common.
using Table = std::vector<std::vector<int>>;

Table commonLines(const QStringList &a, const QStringList &b)
{
    const auto width = static_cast<std::size_t>(b.size());
    Table common(static_cast<std::size_t>(a.size()) + 1, std::vector<int>(width + 1, 0));
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        const auto row = static_cast<std::size_t>(i);
        for (qsizetype j = b.size() - 1; j >= 0; --j) {
            const auto column = static_cast<std::size_t>(j);
            common[row][column] = a[i] == b[j] ? common[row + 1][column + 1] + 1
                                               : std::max(common[row + 1][column], common[row][column + 1]);
        }
    }
    return common;
}

void append(QStringList &lines, const QString &mark, const QStringList &texts)
{
    for (const QString &text : texts)
        lines.append(mark + text);
}

} // namespace

QStringList lineDifference(const QStringList &expected, const QStringList &got)
{
    QStringList lines;
    qsizetype i = 0;
    qsizetype j = 0;
    if (expected.size() <= mostLines && got.size() <= mostLines) {
        const Table common = commonLines(expected, got);
        while (i < expected.size() && j < got.size()) {
            const auto row = static_cast<std::size_t>(i);
            const auto column = static_cast<std::size_t>(j);
            if (expected[i] == got[j]) {
                lines.append(u"  "_s + expected[i++]);
                ++j;
            } else if (common[row + 1][column] >= common[row][column + 1]) {
                lines.append(u"- "_s + expected[i++]);
            } else {
                lines.append(u"+ "_s + got[j++]);
            }
        }
    }
    append(lines, u"- "_s, expected.mid(i));
    append(lines, u"+ "_s, got.mid(j));
    return lines;
}

} // namespace app
