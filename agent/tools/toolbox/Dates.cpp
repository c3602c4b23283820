// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Dates.h"

#include "agent/tools/toolbox/TimeFormat.h"

#include <QStringList>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Year, month, day: what can be read one way only.
const QStringList &plainFormats()
{
    static const QStringList formats{
        u"%Y-%m-%d %H:%M:%S"_s,  u"%Y-%m-%d"_s,       u"%Y-%m-%dT%H:%M:%S"_s,    u"%Y-%m-%dT%H:%M:%S%z"_s,
        u"%Y-%m-%d %H:%M"_s,     u"%Y-%m-%dT%H:%M"_s, u"%Y-%m-%dT%H:%M:%S.%f"_s, u"%Y-%m-%dT%H:%M:%S.%f%z"_s,
        u"%Y-%m-%d %H:%M:%S%z"_s};
    return formats;
}

const QStringList &commonFormats()
{
    static const QStringList formats =
        plainFormats() + QStringList{u"%d/%m/%Y"_s, u"%m/%d/%Y"_s,       u"%Y/%m/%d"_s,      u"%d-%m-%Y"_s,
                                     u"%m-%d-%Y"_s, u"%d/%m/%Y %H:%M"_s, u"%m/%d/%Y %H:%M"_s};
    return formats;
}

Result<QDateTime> readBy(const QStringList &formats, const QString &text)
{
    for (const QString &format : formats) {
        if (auto time = parseTime(text.trimmed(), format))
            return time;
    }
    return fail(
        ErrorKind::InvalidInput,
        u"\"%1\" is no date that can be read; write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS"_s.arg(text.left(60)));
}

Result<qint64> secondsOf(const QString &unit)
{
    struct Unit
    {
        const char *name;
        qint64 seconds;
    };
    constexpr std::array units{Unit{"days", 86'400}, Unit{"hours", 3600}, Unit{"minutes", 60},
                               Unit{"seconds", 1}};
    for (const Unit &one : units) {
        if (unit == QLatin1String(one.name))
            return one.seconds;
    }
    return fail(ErrorKind::InvalidInput,
                u"\"%1\" is no unit; use days, hours, minutes or seconds"_s.arg(unit.left(40)));
}

bool isInRange(const QDateTime &time)
{
    constexpr int lastYear = 9999;
    return time.isValid() && time.date().year() >= 1 && time.date().year() <= lastYear;
}

} // namespace

Result<QString> parseDatetime(const QString &text, const QString &inputFormat, const QString &outputFormat)
{
    const auto time = inputFormat.isEmpty() ? readBy(commonFormats(), text) : parseTime(text, inputFormat);
    if (!time)
        return tl::unexpected(time.error());
    auto out = formatTime(*time, outputFormat);
    return out ? u"Parsed: "_s + *out : out;
}

Result<QString> timeDifference(const QString &start, const QString &end, const QString &unit)
{
    const auto seconds = secondsOf(unit);
    if (!seconds)
        return tl::unexpected(seconds.error());
    const auto from = readBy(plainFormats(), start);
    if (!from)
        return tl::unexpected(from.error());
    const auto to = readBy(plainFormats(), end);
    if (!to)
        return tl::unexpected(to.error());
    const double units = static_cast<double>(from->msecsTo(*to)) / 1000.0 / static_cast<double>(*seconds);
    return u"Time difference: %1 %2"_s.arg(QString::number(units, 'f', 2), unit);
}

Result<QString> dateArithmetic(const QString &date, const DateShift &shift, const QString &outputFormat)
{
    constexpr qint64 mostSeconds = 400'000'000'000; // more than there are from year 1 to 9999
    const auto seconds = secondsOf(shift.unit);
    if (!seconds)
        return tl::unexpected(seconds.error());
    if (shift.operation != u"add"_s && shift.operation != u"subtract"_s)
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is no operation; use add or subtract"_s.arg(shift.operation.left(40)));
    const auto time = readBy(plainFormats(), date);
    if (!time)
        return tl::unexpected(time.error());
    const bool isFar = shift.value > mostSeconds / *seconds || shift.value < -mostSeconds / *seconds;
    const qint64 distance = isFar ? 0 : shift.value * *seconds * (shift.operation == u"add"_s ? 1 : -1);
    const QDateTime shifted = time->addSecs(distance);
    if (isFar || !isInRange(shifted))
        return fail(ErrorKind::InvalidInput, u"the result lies outside the years 1 to 9999"_s);
    auto out = formatTime(shifted, outputFormat);
    return out ? u"Result: "_s + *out : out;
}

} // namespace agent
