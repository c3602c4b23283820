// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/TextChanges.h"

#include "agent/base/LineMatch.h"

namespace ui {

TextChanges changesBetween(const QString &before, const QString &now)
{
    const QStringList old = before.split(u'\n');
    const QStringList lines = now.split(u'\n');
    const QList<agent::LineMatch> kept = agent::matchingLines(old, lines);
    TextChanges changes;
    changes.removed = static_cast<int>(old.size() - kept.size());
    auto next = kept.begin();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (next != kept.end() && next->now == i)
            ++next;
        else
            changes.added.append(static_cast<int>(i));
    }
    return changes;
}

} // namespace ui
