// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Units.h"

#include "agent/base/Nearest.h"

#include <QHash>
#include <QList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

enum class Quantity { Length, Mass, Temperature, Data };

/// base = amount × factor + offset, in metres, grams, kelvins or bits.
struct Unit
{
    Quantity quantity;
    double factor;
    const char *symbol;
    const char *spellings; ///< Singular words in lower case, separated by commas; plurals are understood.
    double offset = 0;
};

constexpr double kilobinary = 1024;

constexpr Unit knownUnits[] = {
    {Quantity::Length, 1e-9, "nm", "nanometre,nanometer"},
    {Quantity::Length, 1e-6, "µm", "um,micrometre,micrometer,micron"},
    {Quantity::Length, 1e-3, "mm", "millimetre,millimeter"},
    {Quantity::Length, 1e-2, "cm", "centimetre,centimeter"},
    {Quantity::Length, 1e-1, "dm", "decimetre,decimeter"},
    {Quantity::Length, 1, "m", "metre,meter"},
    {Quantity::Length, 1e3, "km", "kilometre,kilometer"},
    {Quantity::Length, 0.0254, "in", "inch,inche,\""},
    {Quantity::Length, 0.3048, "ft", "foot,feet,'"},
    {Quantity::Length, 0.9144, "yd", "yard"},
    {Quantity::Length, 1609.344, "mi", "mile"},
    {Quantity::Length, 1852, "nmi", "nautical mile"},
    {Quantity::Length, 149597870700.0, "au", "astronomical unit"},
    {Quantity::Length, 9460730472580800.0, "ly", "light year,lightyear,light-year"},

    {Quantity::Mass, 1e-6, "µg", "ug,mcg,microgram"},
    {Quantity::Mass, 1e-3, "mg", "milligram,milligramme"},
    {Quantity::Mass, 1, "g", "gram,gramme"},
    {Quantity::Mass, 1e3, "kg", "kilogram,kilogramme,kilo"},
    {Quantity::Mass, 1e6, "t", "tonne,metric ton"},
    {Quantity::Mass, 28.349523125, "oz", "ounce"},
    {Quantity::Mass, 453.59237, "lb", "lbs,pound"},
    {Quantity::Mass, 6350.29318, "st", "stone"},
    {Quantity::Mass, 907184.74, "short ton", "ton,us ton"},
    {Quantity::Mass, 1016046.9088, "long ton", "imperial ton,uk ton"},

    {Quantity::Temperature, 1, "K", "kelvin,°k"},
    {Quantity::Temperature, 1, "°C", "c,celsius,degc,centigrade", 273.15},
    {Quantity::Temperature, 5.0 / 9, "°F", "f,fahrenheit,degf", 459.67 * 5 / 9},
    {Quantity::Temperature, 5.0 / 9, "°R", "r,rankine,degr"},

    {Quantity::Data, 1, "bit", "b"},
    {Quantity::Data, 1e3, "kbit", "kilobit"},
    {Quantity::Data, 1e6, "Mbit", "Mb,megabit"},
    {Quantity::Data, 1e9, "Gbit", "Gb,gigabit"},
    {Quantity::Data, 1e12, "Tbit", "Tb,terabit"},
    {Quantity::Data, 8, "B", "byte,octet"},
    {Quantity::Data, 8e3, "kB", "kilobyte"},
    {Quantity::Data, 8e6, "MB", "megabyte"},
    {Quantity::Data, 8e9, "GB", "gigabyte"},
    {Quantity::Data, 8e12, "TB", "terabyte"},
    {Quantity::Data, 8e15, "PB", "petabyte"},
    {Quantity::Data, 8 * kilobinary, "KiB", "kibibyte"},
    {Quantity::Data, 8 * kilobinary *kilobinary, "MiB", "mebibyte"},
    {Quantity::Data, 8 * kilobinary *kilobinary *kilobinary, "GiB", "gibibyte"},
    {Quantity::Data, 8 * kilobinary *kilobinary *kilobinary *kilobinary, "TiB", "tebibyte"},
    {Quantity::Data, 8 * kilobinary *kilobinary *kilobinary *kilobinary *kilobinary, "PiB", "pebibyte"},
};

/// By every spelling as it stands in the table, and in lower case where that names one unit only: the symbols
/// come first, so "mb" is a megabyte.
struct Spellings
{
    QHash<QString, const Unit *> exact;
    QHash<QString, const Unit *> lower;
    QStringList all;

    Spellings()
    {
        for (const Unit &unit : knownUnits) {
            exact.insert(QString::fromUtf8(unit.symbol), &unit);
            const QString folded = QString::fromUtf8(unit.symbol).toLower();
            if (!lower.contains(folded))
                lower.insert(folded, &unit);
        }
        for (const Unit &unit : knownUnits) {
            for (const QString &word : QString::fromUtf8(unit.spellings).split(u',')) {
                exact.insert(word, &unit);
                if (!lower.contains(word.toLower()))
                    lower.insert(word.toLower(), &unit);
            }
        }
        all = lower.keys();
        all.sort();
    }
};

QString quantityName(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Length:
        return u"length"_s;
    case Quantity::Mass:
        return u"mass"_s;
    case Quantity::Temperature:
        return u"temperature"_s;
    case Quantity::Data:
        return u"data"_s;
    }
    Q_UNREACHABLE();
}

Result<const Unit *> unitNamed(const QString &written)
{
    static const Spellings spellings;
    const QString word = written.simplified();
    if (const Unit *unit = spellings.exact.value(word))
        return unit;
    QString folded = word.toLower();
    folded.replace(u'_', u' ').replace(u'μ', u'µ');
    for (const QString &filler : {u"degrees "_s, u"degree "_s, u"deg "_s, u"°"_s}) {
        if (folded.startsWith(filler) && !spellings.lower.contains(folded))
            folded.remove(0, filler.size());
    }
    if (const Unit *unit = spellings.lower.value(folded))
        return unit;
    if (folded.size() > 2 && folded.endsWith(u's')) {
        if (const Unit *unit = spellings.lower.value(folded.chopped(1)))
            return unit;
    }
    const QString near = nearest(folded, spellings.all);
    const QString hint = near.isEmpty() ? u"use one of length, mass, temperature or data"_s
                                        : u"did you mean \"%1\"?"_s.arg(near);
    return fail(ErrorKind::InvalidInput, u"the unit \"%1\" is not known; %2"_s.arg(word.left(40), hint));
}

QString amount(double value, const Unit &unit)
{
    constexpr int digits = 10;
    return QString::number(value, 'g', digits) + u' ' + QString::fromUtf8(unit.symbol);
}

} // namespace

Result<QString> convertUnit(double value, const QString &from, const QString &to)
{
    const auto source = unitNamed(from);
    if (!source)
        return tl::unexpected(source.error());
    const auto target = unitNamed(to);
    if (!target)
        return tl::unexpected(target.error());
    const Unit &a = **source;
    const Unit &b = **target;
    if (a.quantity != b.quantity) {
        return fail(ErrorKind::InvalidInput,
                    u"%1 is a unit of %2 and %3 one of %4"_s.arg(
                        QString::fromUtf8(a.symbol), quantityName(a.quantity), QString::fromUtf8(b.symbol),
                        quantityName(b.quantity)));
    }
    constexpr double rounding = 1e-9;
    const double base = value * a.factor + a.offset;
    if (a.quantity == Quantity::Temperature && base < -rounding)
        return fail(ErrorKind::InvalidInput, u"%1 is below absolute zero"_s.arg(amount(value, a)));
    double result = (base - b.offset) / b.factor;
    // What is left of two offsets that should have cancelled.
    if (a.quantity == Quantity::Temperature && std::abs(result) < rounding)
        result = 0;
    return amount(value, a) + u" = "_s + amount(result, b);
}

} // namespace agent
