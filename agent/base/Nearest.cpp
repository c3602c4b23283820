// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"

#include <QList>

#include <algorithm>

namespace agent {
namespace {

// Optimal string alignment distance: insert, delete, replace, swap of neighbours.
qsizetype distance(const QString &a, const QString &b)
{
    QList<QList<qsizetype>> d(a.size() + 1, QList<qsizetype>(b.size() + 1));
    for (qsizetype i = 0; i <= a.size(); ++i)
        d[i][0] = i;
    for (qsizetype j = 0; j <= b.size(); ++j)
        d[0][j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype cost = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

} // namespace

QString nearest(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype longestWord =
        64; // a longer one is no typing mistake, and the table grows with its square
    if (word.isEmpty() || word.size() > longestWord)
        return {};
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString &candidate : candidates) {
        if (candidate.size() > longestWord)
            continue;
        const qsizetype d = distance(word.toLower(), candidate.toLower());
        if (d < bestDistance) {
            best = candidate;
            bestDistance = d;
        }
    }
    return best;
}

} // namespace agent
