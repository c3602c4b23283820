// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/PatternSearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype partLength = 10'000;
constexpr qsizetype sharedLength = 4'000;

/// The next place from `at` on that is not between the two halves of a character.
qsizetype wholeFrom(const QString &text, qsizetype at)
{
    return at < text.size() && text[at].isLowSurrogate() ? at + 1 : at;
}

bool searchPart(const QRegularExpression &pattern, const QString &part, QDeadlineTimer deadline,
                QList<Stretch> &found)
{
    for (qsizetype at = 0; at <= part.size();) {
        const QRegularExpressionMatch match = pattern.match(part, at);
        if (!match.isValid() || deadline.hasExpired())
            return false;
        if (!match.hasMatch())
            break;
        found.append({match.capturedStart(), match.capturedEnd()});
        at = std::max(match.capturedEnd(), wholeFrom(part, match.capturedStart() + 1));
    }
    return true;
}

} // namespace

QRegularExpression boundedPattern(const QString &pattern)
{
    return QRegularExpression(u"(*LIMIT_MATCH=1000000)"_s + pattern);
}

QList<Stretch> apart(QList<Stretch> stretches)
{
    std::ranges::stable_sort(stretches, {}, &Stretch::begin);
    QList<Stretch> out;
    for (const Stretch &stretch : stretches) {
        if (!out.isEmpty() && (stretch.begin < out.constLast().end || stretch == out.constLast()))
            out.last().end = std::max(out.constLast().end, stretch.end);
        else
            out.append(stretch);
    }
    return out;
}

std::optional<QList<Stretch>> matches(const QRegularExpression &pattern, const QString &text,
                                      QDeadlineTimer deadline)
{
    QList<Stretch> found;
    for (qsizetype from = 0;;) {
        const qsizetype end = wholeFrom(text, std::min(from + partLength, text.size()));
        QList<Stretch> inPart;
        if (!searchPart(pattern, text.mid(from, end - from), deadline, inPart))
            return std::nullopt;
        for (const Stretch &stretch : inPart)
            found.append({from + stretch.begin, from + stretch.end});
        if (end == text.size())
            return apart(found);
        from = wholeFrom(text, end - sharedLength);
    }
}

} // namespace agent
