// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/LineMatch.h"

#include <algorithm>
#include <vector>

namespace agent {
namespace {

constexpr qsizetype mostCompared = 4'000'000;

/// at(i, j): how many lines before[i…] and now[j…] have in common, in order.
class CommonLines
{
public:
    CommonLines(const QStringList &before, const QStringList &now)
        : m_width(now.size() + 1)
        , m_lengths(static_cast<std::size_t>((before.size() + 1) * m_width))
    {
        for (qsizetype i = before.size() - 1; i >= 0; --i) {
            for (qsizetype j = now.size() - 1; j >= 0; --j)
                at(i, j) = before[i] == now[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    int &at(qsizetype i, qsizetype j) { return m_lengths[static_cast<std::size_t>(i * m_width + j)]; }

private:
    qsizetype m_width;
    std::vector<int> m_lengths;
};

QList<LineMatch> matchesBetween(const QStringList &before, const QStringList &now)
{
    if (before.size() * now.size() > mostCompared)
        return {};
    QList<LineMatch> matches;
    CommonLines common(before, now);
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.size() && j < now.size()) {
        if (before[i] == now[j])
            matches.append({i++, j++});
        else if (common.at(i + 1, j) >= common.at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return matches;
}

} // namespace

QList<LineMatch> matchingLines(const QStringList &before, const QStringList &now)
{
    const qsizetype shorter = std::min(before.size(), now.size());
    const qsizetype head =
        std::mismatch(before.begin(), before.begin() + shorter, now.begin()).first - before.begin();
    const qsizetype rest = shorter - head;
    const qsizetype tail =
        std::mismatch(before.rbegin(), before.rbegin() + rest, now.rbegin()).first - before.rbegin();
    QList<LineMatch> matches;
    for (qsizetype i = 0; i < head; ++i)
        matches.append({i, i});
    const QList<LineMatch> between = matchesBetween(before.mid(head, before.size() - head - tail),
                                                    now.mid(head, now.size() - head - tail));
    for (const LineMatch &match : between)
        matches.append({match.before + head, match.now + head});
    for (qsizetype i = tail; i > 0; --i)
        matches.append({before.size() - i, now.size() - i});
    return matches;
}

} // namespace agent
