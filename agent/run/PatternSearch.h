// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QList>
#include <QRegularExpression>

#include <optional>

/// Looking for patterns in texts of strangers without ever taking long: there are patterns for which a short
/// text can be made that takes hours.
namespace agent {

/// A part of a text: [begin, end).
struct Stretch
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const Stretch &) const = default;
};

/// The pattern, made to give up a match that takes too many steps (PCRE2's LIMIT_MATCH).
QRegularExpression boundedPattern(const QString &pattern);

/// What the pattern matches, in order and apart. A text of more than 10,000 characters is looked at in parts
/// of that length of which each begins with the last 4,000 of the one before, so that a match of up to 4,000
/// characters is always seen. Nothing when the pattern gives up or the time is over.
std::optional<QList<Stretch>> matches(const QRegularExpression &pattern, const QString &text,
                                      QDeadlineTimer deadline);

/// In order, with those that overlap as one.
QList<Stretch> apart(QList<Stretch> stretches);

} // namespace agent
