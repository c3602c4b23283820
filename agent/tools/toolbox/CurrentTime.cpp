// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/CurrentTime.h"

#include "agent/base/Nearest.h"

#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString padded(qint64 number, int width)
{
    return u"%1"_s.arg(number, width, 10, QLatin1Char('0'));
}

QString offset(const QDateTime &time)
{
    const int minutes = time.offsetFromUtc() / 60;
    return (minutes < 0 ? u"-"_s : u"+"_s) + padded(std::abs(minutes) / 60, 2)
        + padded(std::abs(minutes) % 60, 2);
}

QString named(const QDateTime &time, const QString &pattern)
{
    return QLocale::c().toString(time, pattern);
}

/// What a directive stands for; null when it is not known.
QString directive(QChar letter, const QDateTime &time)
{
    const QDate date = time.date();
    const QTime clock = time.time();
    const int twelve = (clock.hour() + 11) % 12 + 1;
    switch (letter.toLatin1()) {
    case 'Y':
        return QString::number(date.year());
    case 'y':
        return padded(date.year() % 100, 2);
    case 'm':
        return padded(date.month(), 2);
    case 'd':
        return padded(date.day(), 2);
    case 'e':
        return u"%1"_s.arg(date.day(), 2);
    case 'j':
        return padded(date.dayOfYear(), 3);
    case 'H':
        return padded(clock.hour(), 2);
    case 'I':
        return padded(twelve, 2);
    case 'M':
        return padded(clock.minute(), 2);
    case 'S':
        return padded(clock.second(), 2);
    case 'f':
        return padded(clock.msec() * 1000, 6);
    case 'p':
        return clock.hour() < 12 ? u"AM"_s : u"PM"_s;
    case 'a':
        return named(time, u"ddd"_s);
    case 'A':
        return named(time, u"dddd"_s);
    case 'b':
        return named(time, u"MMM"_s);
    case 'B':
        return named(time, u"MMMM"_s);
    case 'u':
        return QString::number(date.dayOfWeek());
    case 'w':
        return QString::number(date.dayOfWeek() % 7);
    case 'V':
        return padded(date.weekNumber(), 2);
    case 's':
        return QString::number(time.toSecsSinceEpoch());
    case 'F':
        return named(time, u"yyyy-MM-dd"_s);
    case 'T':
        return named(time, u"HH:mm:ss"_s);
    case 'R':
        return named(time, u"HH:mm"_s);
    case 'z':
        return offset(time);
    case 'Z':
        return time.timeZoneAbbreviation();
    case '%':
        return u"%"_s;
    default:
        return {};
    }
}

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
    if (const QTimeZone zone(id); fixedOffset.match(word).hasMatch() && zone.isValid())
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
    constexpr qsizetype longestFormat = 500;
    if (format.size() > longestFormat)
        return fail(ErrorKind::InvalidInput, u"the format has more than %1 characters"_s.arg(longestFormat));
    const auto place = zoneNamed(zone);
    if (!place)
        return tl::unexpected(place.error());
    const QDateTime time = now.toTimeZone(*place);
    QString text;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format[i] != u'%') {
            text += format[i];
            continue;
        }
        const QChar letter = ++i < format.size() ? format[i] : QChar();
        const QString value = directive(letter, time);
        if (value.isNull())
            return fail(ErrorKind::InvalidInput, u"\"%%1\" is not a known strftime directive"_s.arg(letter));
        text += value;
    }
    return text;
}

} // namespace agent
