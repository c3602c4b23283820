// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/TextChanges.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace ui {
namespace {

constexpr qsizetype mostCompared =
    4'000'000; // pairs of lines; beyond, all between the ends counts as changed

/// lengths[i][j]: how many lines old[i…] and now[j…] have in common, in order.
class CommonLines
{
public:
    CommonLines(const QStringList &old, const QStringList &now)
        : m_width(now.size() + 1)
        , m_lengths(std::size_t((old.size() + 1) * m_width))
    {
        for (qsizetype i = old.size() - 1; i >= 0; --i) {
            for (qsizetype j = now.size() - 1; j >= 0; --j)
                at(i, j) = old[i] == now[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    int &at(qsizetype i, qsizetype j) { return m_lengths[std::size_t(i * m_width + j)]; }

private:
    qsizetype m_width;
    std::vector<int> m_lengths;
};

TextChanges compared(const QStringList &old, const QStringList &now, int offset)
{
    TextChanges changes;
    const bool isTooMuch = old.size() * now.size() > mostCompared;
    CommonLines common(isTooMuch ? QStringList() : old, isTooMuch ? QStringList() : now);
    qsizetype i = 0;
    for (qsizetype j = 0; j < now.size(); ++j) {
        while (!isTooMuch && i < old.size() && old[i] != now[j] && common.at(i + 1, j) >= common.at(i, j + 1))
            ++i;
        if (!isTooMuch && i < old.size() && old[i] == now[j])
            ++i;
        else
            changes.added.append(offset + int(j));
    }
    const qsizetype kept = now.size() - changes.added.size();
    changes.removed = int(old.size() - kept);
    return changes;
}

} // namespace

TextChanges changesBetween(const QString &before, const QString &now)
{
    const QStringList old = before.split(u'\n');
    const QStringList lines = now.split(u'\n');
    const auto shorter = std::min(old.size(), lines.size());
    const auto head = std::mismatch(old.begin(), old.begin() + shorter, lines.begin()).first - old.begin();
    const auto rest = shorter - head;
    const auto tail = std::mismatch(old.rbegin(), old.rbegin() + rest, lines.rbegin()).first - old.rbegin();
    return compared(old.mid(head, old.size() - head - tail), lines.mid(head, lines.size() - head - tail),
                    int(head));
}

} // namespace ui
