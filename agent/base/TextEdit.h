// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace agent {

/// Replaces the bytes [begin, end) of a text by `text`.
struct TextEdit
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray text;

    bool operator==(const TextEdit &) const = default;
    QByteArray appliedTo(QByteArray original) const { return original.replace(begin, end - begin, text); }
};

} // namespace agent
