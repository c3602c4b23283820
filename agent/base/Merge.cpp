// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Merge.h"

#include "agent/base/LineMatch.h"

#include <QHash>

namespace agent {
namespace {

MergeChunk::Kind kindOf(const MergeChunk &chunk)
{
    using enum MergeChunk::Kind;
    if (chunk.mine == chunk.theirs)
        return chunk.mine == chunk.base ? Same : Agreed;
    if (chunk.theirs == chunk.base)
        return Mine;
    return chunk.mine == chunk.base ? Theirs : Conflict;
}

/// By line of the base.
QHash<qsizetype, qsizetype> placesIn(const QStringList &text, const QStringList &base)
{
    QHash<qsizetype, qsizetype> places;
    for (const LineMatch &match : matchingLines(base, text))
        places.insert(match.before, match.now);
    return places;
}

} // namespace

QList<MergeChunk> mergeChunks(const QString &base, const QString &mine, const QString &theirs)
{
    const QStringList before = base.split(u'\n');
    const QStringList here = mine.split(u'\n');
    const QStringList there = theirs.split(u'\n');
    const QHash<qsizetype, qsizetype> inMine = placesIn(here, before);
    const QHash<qsizetype, qsizetype> inTheirs = placesIn(there, before);

    QList<MergeChunk> chunks;
    qsizetype b = 0;
    qsizetype m = 0;
    qsizetype t = 0;
    const auto take = [&](qsizetype untilB, qsizetype untilM, qsizetype untilT) {
        MergeChunk chunk{{}, before.mid(b, untilB - b), here.mid(m, untilM - m), there.mid(t, untilT - t), m};
        chunk.kind = kindOf(chunk);
        b = untilB;
        m = untilM;
        t = untilT;
        if (!chunk.base.isEmpty() || !chunk.mine.isEmpty() || !chunk.theirs.isEmpty())
            chunks.append(chunk);
    };
    for (qsizetype line = 0; line < before.size(); ++line) {
        if (!inMine.contains(line) || !inTheirs.contains(line))
            continue;
        if (line != b || inMine[line] != m || inTheirs[line] != t)
            take(line, inMine[line], inTheirs[line]);
        qsizetype end = line; // of the stretch that stands in all three
        while (inMine.value(end, -1) == m + end - line && inTheirs.value(end, -1) == t + end - line)
            ++end;
        take(end, m + end - line, t + end - line);
        line = end - 1;
    }
    take(before.size(), here.size(), there.size());
    return chunks;
}

} // namespace agent
