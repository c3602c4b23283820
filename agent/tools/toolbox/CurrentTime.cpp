// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/CurrentTime.h"

#include "agent/base/Nearest.h"

#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <cstdlib>
#include <iterator>

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

/// What a letter behind "%" stands for.
struct Directive
{
    char letter;
    QString (*text)(const QDateTime &);
};

const Directive directives[] = {
    {'Y', [](const QDateTime &t) { return QString::number(t.date().year()); }},
    {'y', [](const QDateTime &t) { return padded(t.date().year() % 100, 2); }},
    {'m', [](const QDateTime &t) { return padded(t.date().month(), 2); }},
    {'d', [](const QDateTime &t) { return padded(t.date().day(), 2); }},
    {'e', [](const QDateTime &t) { return u"%1"_s.arg(t.date().day(), 2); }},
    {'j', [](const QDateTime &t) { return padded(t.date().dayOfYear(), 3); }},
    {'H', [](const QDateTime &t) { return padded(t.time().hour(), 2); }},
    {'I', [](const QDateTime &t) { return padded((t.time().hour() + 11) % 12 + 1, 2); }},
    {'M', [](const QDateTime &t) { return padded(t.time().minute(), 2); }},
    {'S', [](const QDateTime &t) { return padded(t.time().second(), 2); }},
    {'f', [](const QDateTime &t) { return padded(t.time().msec() * 1000LL, 6); }},
    {'p', [](const QDateTime &t) { return t.time().hour() < 12 ? u"AM"_s : u"PM"_s; }},
    {'a', [](const QDateTime &t) { return named(t, u"ddd"_s); }},
    {'A', [](const QDateTime &t) { return named(t, u"dddd"_s); }},
    {'b', [](const QDateTime &t) { return named(t, u"MMM"_s); }},
    {'B', [](const QDateTime &t) { return named(t, u"MMMM"_s); }},
    {'u', [](const QDateTime &t) { return QString::number(t.date().dayOfWeek()); }},
    {'w', [](const QDateTime &t) { return QString::number(t.date().dayOfWeek() % 7); }},
    {'V', [](const QDateTime &t) { return padded(t.date().weekNumber(), 2); }},
    {'s', [](const QDateTime &t) { return QString::number(t.toSecsSinceEpoch()); }},
    {'F', [](const QDateTime &t) { return named(t, u"yyyy-MM-dd"_s); }},
    {'T', [](const QDateTime &t) { return named(t, u"HH:mm:ss"_s); }},
    {'R', [](const QDateTime &t) { return named(t, u"HH:mm"_s); }},
    {'z', [](const QDateTime &t) { return offset(t); }},
    {'Z', [](const QDateTime &t) { return t.timeZoneAbbreviation(); }},
    {'%', [](const QDateTime &) { return u"%"_s; }},
};

/// Null when the letter is not known.
QString directive(QChar letter, const QDateTime &time)
{
    const auto found = std::ranges::find(directives, letter.toLatin1(), &Directive::letter);
    return found == std::end(directives) ? QString() : found->text(time);
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
