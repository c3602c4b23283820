// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/TimeFormat.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>

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

constexpr qsizetype longestFormat = 500;

/// What a text has said so far.
struct Reading
{
    int year = 1900;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int microsecond = 0;
    int dayOfYear = 0; ///< 0: not said.
    int half = -1;     ///< 0: AM, 1: PM, -1: not said.
    int offset = 0;    ///< Seconds east of UTC.
};

/// A number in a text.
struct NumberField
{
    char letter;
    qsizetype digits;
    int from;
    int to;
    int Reading::*member;
};

constexpr std::array numberFields{
    NumberField{'Y', 4, 1, 9999, &Reading::year},
    NumberField{'y', 2, 0, 99, &Reading::year},
    NumberField{'m', 2, 1, 12, &Reading::month},
    NumberField{'d', 2, 1, 31, &Reading::day},
    NumberField{'e', 2, 1, 31, &Reading::day},
    NumberField{'j', 3, 1, 366, &Reading::dayOfYear},
    NumberField{'H', 2, 0, 23, &Reading::hour},
    NumberField{'I', 2, 1, 12, &Reading::hour},
    NumberField{'M', 2, 0, 59, &Reading::minute},
    NumberField{'S', 2, 0, 59, &Reading::second},
    NumberField{'f', 6, 0, 999'999, &Reading::microsecond},
};

/// Reads a text by a pattern. Each function takes what it is asked for, and says whether it stood there.
class TimeParser
{
public:
    explicit TimeParser(QStringView text)
        : m_text(text)
    {
    }

    bool isAtEnd() const { return m_at == m_text.size(); }
    const Reading &reading() const { return m_reading; }

    bool literal(QChar c)
    {
        if (c.isSpace()) {
            while (m_at < m_text.size() && m_text[m_at].isSpace())
                ++m_at;
            return true;
        }
        if (isAtEnd() || m_text[m_at].toCaseFolded() != c.toCaseFolded())
            return false;
        ++m_at;
        return true;
    }

    /// Nothing when there is no such directive.
    std::optional<bool> directive(char letter)
    {
        const auto *field = std::ranges::find(numberFields, letter, &NumberField::letter);
        if (field != numberFields.end())
            return number(*field);
        switch (letter) {
        case 'b':
        case 'B':
            return month();
        case 'a':
        case 'A':
            return name(u"dddd"_s, 7, QDate(2024, 1, 1), [](QDate d, int i) { return d.addDays(i); }) >= 0;
        case 'p':
            return half();
        case 'z':
            return zone();
        case 'Z':
            return words({u"UTC"_s, u"GMT"_s, u"Z"_s}) >= 0;
        case '%':
            return literal(u'%');
        default:
            return std::nullopt;
        }
    }

private:
    bool number(const NumberField &field)
    {
        qsizetype count = 0;
        while (count < field.digits && m_at + count < m_text.size() && m_text[m_at + count] >= u'0'
               && m_text[m_at + count] <= u'9')
            ++count;
        const QString digits = m_text.sliced(m_at, count).toString();
        if (count == 0 || (field.letter == 'Y' && count < field.digits))
            return false;
        int value = (field.letter == 'f' ? digits.leftJustified(field.digits, u'0') : digits).toInt();
        if (value < field.from || value > field.to)
            return false;
        constexpr int firstOfLastCentury = 69; // as POSIX has it
        if (field.letter == 'y')
            value += value < firstOfLastCentury ? 2000 : 1900;
        m_reading.*field.member = value;
        m_at += count;
        return true;
    }

    int words(const QStringList &list)
    {
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (m_text.sliced(m_at).startsWith(list[i], Qt::CaseInsensitive)) {
                m_at += list[i].size();
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    /// The whole name or its first three letters.
    int name(const QString &pattern, int count, QDate first, QDate (*next)(QDate, int))
    {
        QStringList whole;
        QStringList brief;
        for (int i = 0; i < count; ++i) {
            whole.append(QLocale::c().toString(next(first, i), pattern));
            brief.append(whole.constLast().left(3));
        }
        const int found = words(whole);
        return found >= 0 ? found : words(brief);
    }

    bool month()
    {
        const int found =
            name(u"MMMM"_s, 12, QDate(2024, 1, 1), [](QDate d, int i) { return d.addMonths(i); });
        m_reading.month = found + 1;
        return found >= 0;
    }

    bool half()
    {
        m_reading.half = words({u"AM"_s, u"PM"_s});
        return m_reading.half >= 0;
    }

    bool zone()
    {
        if (words({u"Z"_s}) >= 0)
            return true;
        const int sign = words({u"+"_s, u"-"_s});
        Reading time;
        std::swap(time, m_reading);
        bool isRead = sign >= 0 && number({'H', 2, 0, 23, &Reading::hour});
        words({u":"_s});
        isRead = isRead && number({'M', 2, 0, 59, &Reading::minute});
        std::swap(time, m_reading);
        m_reading.offset = (time.hour * 3600 + time.minute * 60) * (sign == 1 ? -1 : 1);
        return isRead;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    Reading m_reading;
};

Result<QDateTime> momentOf(const Reading &said, const QString &text)
{
    int hour = said.hour;
    if (said.half >= 0)
        hour = hour % 12 + 12 * said.half;
    QDate date(said.year, said.month, said.day);
    if (said.dayOfYear > 0)
        date = QDate(said.year, 1, 1).addDays(said.dayOfYear - 1);
    if (!date.isValid() || date.year() != said.year)
        return fail(ErrorKind::InvalidInput, u"\"%1\" is no day of the calendar"_s.arg(text.left(60)));
    const QTime time(hour, said.minute, said.second, said.microsecond / 1000);
    return QDateTime(date, time, said.offset == 0 ? QTimeZone::utc() : QTimeZone(said.offset));
}

} // namespace

Result<QString> formatTime(const QDateTime &time, const QString &format)
{
    if (format.size() > longestFormat)
        return fail(ErrorKind::InvalidInput, u"the format has more than %1 characters"_s.arg(longestFormat));
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

Result<QDateTime> parseTime(const QString &text, const QString &format)
{
    if (format.size() > longestFormat)
        return fail(ErrorKind::InvalidInput, u"the format has more than %1 characters"_s.arg(longestFormat));
    const QString pattern = QString(format)
                                .replace(u"%T"_s, u"%H:%M:%S"_s)
                                .replace(u"%F"_s, u"%Y-%m-%d"_s)
                                .replace(u"%R"_s, u"%H:%M"_s);
    TimeParser parser(text);
    bool fits = true;
    for (qsizetype i = 0; i < pattern.size() && fits; ++i) {
        if (pattern[i] != u'%') {
            fits = parser.literal(pattern[i]);
            continue;
        }
        const QChar letter = ++i < pattern.size() ? pattern[i] : QChar();
        const std::optional<bool> read = parser.directive(letter.toLatin1());
        if (!read)
            return fail(ErrorKind::InvalidInput,
                        u"\"%%1\" is not a directive a time can be read by"_s.arg(letter));
        fits = *read;
    }
    if (!fits || !parser.isAtEnd())
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" does not fit the format \"%2\""_s.arg(text.left(60), format.left(60)));
    return momentOf(parser.reading(), text);
}

} // namespace agent
