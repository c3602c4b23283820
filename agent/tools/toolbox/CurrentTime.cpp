// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/CurrentTime.h"

#include "agent/base/Nearest.h"
#include "agent/tools/toolbox/TimeFormat.h"

#include <QHash>
#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// People and models write the city ("Tokyo") or misspell the whole ("Europe/Lisabon").
QStringList nearestZones(const QString &written)
{
    QStringList all;
    QStringList sameCity;
    QHash<QString, QString> cities;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const QString zone = QString::fromLatin1(id);
        const QString city = zone.section(u'/', -1);
        all.append(zone);
        cities.insert(city, zone);
        if (city.compare(QString(written).replace(u' ', u'_'), Qt::CaseInsensitive) == 0)
            sameCity.append(zone);
    }
    if (!sameCity.isEmpty())
        return sameCity.mid(0, 3);
    QStringList near{nearest(written, all), cities.value(nearest(written, cities.keys()))};
    near.removeAll(QString());
    near.removeDuplicates();
    return near;
}

Result<QTimeZone> zoneNamed(const QString &written)
{
    constexpr qsizetype longestName = 64;
    const QString word = written.trimmed().left(longestName);
    const QByteArray id = word.toLatin1();
    if (word.isEmpty() || word.compare(u"UTC"_s, Qt::CaseInsensitive) == 0 || word == u"Z"_s)
        return QTimeZone::utc();
    static const QRegularExpression fixedOffset(u"^UTC[+-]\\d\\d(:\\d\\d)?$"_s);
    if (QTimeZone zone(id); fixedOffset.match(word).hasMatch() && zone.isValid())
        return zone;
    // Not by asking QTimeZone, which takes any word for a zone without an offset.
    for (const QByteArray &known : QTimeZone::availableTimeZoneIds()) {
        if (known.compare(id, Qt::CaseInsensitive) == 0)
            return QTimeZone(known);
    }
    const QStringList near = nearestZones(word);
    const QString hint = near.isEmpty() ? u"use an IANA name such as Europe/Lisbon"_s
                                        : u"did you mean %1?"_s.arg(near.join(u" or "_s));
    return fail(ErrorKind::InvalidInput, u"the time zone \"%1\" is not known; %2"_s.arg(word, hint));
}

} // namespace

Result<QString> currentTime(const QDateTime &now, const QString &zone, const QString &format)
{
    const auto place = zoneNamed(zone);
    if (!place)
        return tl::unexpected(place.error());
    return formatTime(now.toTimeZone(*place), format);
}

} // namespace agent
