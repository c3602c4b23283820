// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace agent {

/// A stretch of lines of a text that two parties changed at the same time.
struct MergeChunk
{
    enum class Kind {
        Same,     ///< Nobody changed it.
        Mine,     ///< Changed here only.
        Theirs,   ///< Changed there only.
        Agreed,   ///< Both made the same of it.
        Conflict, ///< Each made something else of it.
    };

    Kind kind = Kind::Same;
    QStringList base;   ///< As it was before.
    QStringList mine;   ///< As it is here.
    QStringList theirs; ///< As it is there.
    qsizetype line = 0; ///< Where it begins in mine, from 0.

    bool operator==(const MergeChunk &) const = default;
};

/// The whole of three texts, cut where somebody changed something; each of the texts is its side of all
/// chunks together. Changes in neighbouring lines that no unchanged line divides are one.
QList<MergeChunk> mergeChunks(const QString &base, const QString &mine, const QString &theirs);

} // namespace agent
