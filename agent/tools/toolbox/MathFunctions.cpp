// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/MathFunctions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace agent::arithmetic {
namespace {

using Arguments = const QList<Number> &;

template<double (*F)(double)>
Result<Number> real(Arguments a)
{
    return bounded(F(toDouble(a[0])));
}

template<double (*F)(double, double)>
Result<Number> real2(Arguments a)
{
    return bounded(F(toDouble(a[0]), toDouble(a[1])));
}

template<double (*F)(double)>
Result<Number> toWhole(Arguments a)
{
    if (std::holds_alternative<double>(a[0]))
        return bounded(Integer(F(std::get<double>(a[0]))));
    return a[0];
}

double toDegrees(double radians)
{
    return radians * 180 / std::numbers::pi;
}

double toRadians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

Result<Number> absolute(Arguments a)
{
    return isLess(a[0], Integer(0)) ? negate(a[0]) : a[0];
}

Result<Number> smallest(Arguments a)
{
    return *std::ranges::min_element(a, isLess);
}

Result<Number> largest(Arguments a)
{
    return *std::ranges::max_element(a, isLess);
}

Result<Number> logarithm(Arguments a)
{
    const double value = std::log(toDouble(a[0]));
    return bounded(a.size() == 1 ? value : value / std::log(toDouble(a[1])));
}

// Halves go to the even neighbour, and the exact binary value decides what is a half, as in Python.
Result<Number> roundTo(Arguments a)
{
    if (std::holds_alternative<Integer>(a[0]))
        return a[0];
    const double value = std::get<double>(a[0]);
    if (a.size() == 1)
        return bounded(Integer(std::nearbyint(value)));
    const double digits = toDouble(a[1]);
    if (digits != std::trunc(digits) || digits < 0 || digits > 15)
        return fail(ErrorKind::InvalidInput, u"round takes 0 to 15 digits"_s);
    std::array<char, 400> buffer;
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::fixed, static_cast<int>(digits));
    double rounded = value;
    std::from_chars(buffer.data(), written.ptr, rounded);
    return rounded;
}

Result<Number> factorial(Arguments a)
{
    const auto *n = std::get_if<Integer>(&a.front());
    if (!n || *n < 0 || *n > maxExponent)
        return fail(ErrorKind::InvalidInput, u"factorial takes a whole number from 0 to 1000"_s);
    Integer result;
    mpz_fac_ui(result.get_mpz_t(), n->get_ui());
    return bounded(result);
}

Result<Number> powerOf(Arguments a)
{
    return power(a[0], a[1]);
}

constexpr qsizetype any = 100;

constexpr std::array functions{
    Function{"abs", 1, 1, absolute},
    Function{"round", 1, 2, roundTo},
    Function{"floor", 1, 1, toWhole<std::floor>},
    Function{"ceil", 1, 1, toWhole<std::ceil>},
    Function{"min", 1, any, smallest},
    Function{"max", 1, any, largest},
    Function{"pow", 2, 2, powerOf},
    Function{"sqrt", 1, 1, real<std::sqrt>},
    Function{"exp", 1, 1, real<std::exp>},
    Function{"log", 1, 2, logarithm},
    Function{"log2", 1, 1, real<std::log2>},
    Function{"log10", 1, 1, real<std::log10>},
    Function{"sin", 1, 1, real<std::sin>},
    Function{"cos", 1, 1, real<std::cos>},
    Function{"tan", 1, 1, real<std::tan>},
    Function{"asin", 1, 1, real<std::asin>},
    Function{"acos", 1, 1, real<std::acos>},
    Function{"atan", 1, 1, real<std::atan>},
    Function{"atan2", 2, 2, real2<std::atan2>},
    Function{"hypot", 2, 2, real2<std::hypot>},
    Function{"degrees", 1, 1, real<toDegrees>},
    Function{"radians", 1, 1, real<toRadians>},
    Function{"factorial", 1, 1, factorial},
};

} // namespace

const Function *function(const QString &name)
{
    const auto found =
        std::ranges::find_if(functions, [&](const Function &f) { return name == QLatin1String(f.name); });
    return found == functions.end() ? nullptr : &*found;
}

QStringList functionNames()
{
    QStringList list;
    for (const Function &f : functions)
        list.append(QString::fromLatin1(f.name));
    return list;
}

} // namespace agent::arithmetic
