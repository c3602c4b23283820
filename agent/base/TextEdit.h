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

/// Leaves out what is the same at both ends, so that an editor moves as little as possible. Never cuts
/// through a character or a CRLF.
TextEdit trimmed(const QByteArray &original, TextEdit edit);

} // namespace agent
