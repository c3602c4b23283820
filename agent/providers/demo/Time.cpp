// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Cities.h"
#include "agent/providers/demo/Rule.h"

#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

bool asksForTime(const QString &clause)
{
    static const QRegularExpression question(u"\\b(?:what(?:'s|’s| is)?(?: the)?(?: current| local| exact)? "
                                             u"(?:time|date|day)|current (?:date|time)|"
                                             "time (?:is it|in|now|at)|date (?:today|in|now)|today'?s "
                                             "date|what day is|(?:tell|give) me the (?:time|date)|"
                                             "clock|time zones?|utc time|(?:the )?(?:local )?time)\\b"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression other(
        u"\\b(?:how many times|times? table|run ?time|time (?:limit|out|series))\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return clause.contains(question) && !clause.contains(other);
}

QStringList zonesIn(const QString &clause)
{
    static const QRegularExpression iana(u"\\b[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+)+|\\b(?:UTC|GMT)\\b"_s);
    QStringList zones;
    for (auto it = iana.globalMatch(clause); it.hasNext();) {
        const QString name = it.next().captured();
        if (QTimeZone::isTimeZoneIdAvailable(name.toLatin1()))
            zones.append(name);
    }
    if (!zones.isEmpty())
        return zones;
    for (const City &city : citiesIn(clause))
        zones.append(QString::fromLatin1(city.zone));
    return zones;
}

/// The place of "in <Place>" that no table knows; empty when none is named.
QString unknownPlace(const QString &clause)
{
    static const QRegularExpression place(u"\\b(?:in|at|for) ((?:[A-Z][\\w'’-]+)(?: [A-Z][\\w'’-]+)*)"_s);
    return place.match(clause).captured(1);
}

} // namespace

QList<Wish> tellTime(const QString &clause, const Scene &scene)
{
    const ToolInfo *tool = scene.toolWith({u"timezone"_s});
    if (!tool || !asksForTime(clause))
        return {};
    QList<Wish> wishes;
    for (const QString &zone : zonesIn(clause))
        wishes.append({tool->name, QJsonObject{{u"timezone"_s, zone}}, {}});
    if (!wishes.isEmpty())
        return wishes;
    const QString place = unknownPlace(clause);
    if (place.isEmpty())
        return {{tool->name, {}, {}}};
    return {{tool->name,
             {},
             u"I do not know the time zone of %1; which one is it, for example Europe/Lisbon?"_s.arg(place)}};
}

} // namespace agent::demo
