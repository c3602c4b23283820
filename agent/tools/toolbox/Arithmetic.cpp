// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Arithmetic.h"

#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent::arithmetic {
namespace {

size_t bits(const Integer &a)
{
    return mpz_sizeinbase(a.get_mpz_t(), 2);
}

const Integer *integer(const Number &a)
{
    return std::get_if<Integer>(&a);
}

tl::unexpected<Error> divisionByZero()
{
    return fail(ErrorKind::InvalidInput, u"division by zero"_s);
}

tl::unexpected<Error> tooLarge()
{
    return fail(ErrorKind::InvalidInput, u"the result has more than 4,200 digits"_s);
}

// The quotient to 63 or 64 bits, its last bit set if anything is left: the conversion to double then rounds
// only once.
double quotient(Integer a, Integer b)
{
    if (a == 0)
        return 0;
    const bool negative = (a < 0) != (b < 0);
    a = abs(a);
    b = abs(b);
    const long shift = 63 - (static_cast<long>(bits(a)) - static_cast<long>(bits(b)));
    if (shift >= 0)
        a <<= static_cast<mp_bitcnt_t>(shift);
    else
        b <<= static_cast<mp_bitcnt_t>(-shift);
    const Integer whole = a / b;
    const unsigned long mantissa = whole.get_ui() | (whole * b == a ? 0UL : 1UL);
    const double magnitude = std::ldexp(static_cast<double>(mantissa), static_cast<int>(-shift));
    return negative ? -magnitude : magnitude;
}

double floorModulo(double a, double b)
{
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

Result<Number> integerPower(const Integer &base, const Integer &exponent)
{
    if (abs(exponent) > maxExponent)
        return fail(ErrorKind::InvalidInput, u"an exponent may be %1 at most"_s.arg(maxExponent));
    const unsigned long times = Integer(abs(exponent)).get_ui();
    if (bits(base) * times > maxBits + maxExponent)
        return tooLarge();
    Integer result;
    mpz_pow_ui(result.get_mpz_t(), base.get_mpz_t(), times);
    if (exponent >= 0)
        return bounded(result);
    return divide(Integer(1), result);
}

} // namespace

Result<Number> bounded(const Number &value)
{
    if (const Integer *whole = integer(value)) {
        if (bits(*whole) > maxBits)
            return tooLarge();
    } else if (!std::isfinite(std::get<double>(value))) {
        return fail(ErrorKind::InvalidInput, u"the result is not a finite real number"_s);
    }
    return value;
}

double toDouble(const Number &a)
{
    if (const Integer *whole = integer(a))
        return quotient(*whole, 1);
    return std::get<double>(a);
}

bool isLess(const Number &a, const Number &b)
{
    if (integer(a) && integer(b))
        return *integer(a) < *integer(b);
    return toDouble(a) < toDouble(b);
}

Result<Number> negate(const Number &a)
{
    if (const Integer *whole = integer(a))
        return Integer(-*whole);
    return -std::get<double>(a);
}

Result<Number> add(const Number &a, const Number &b)
{
    if (integer(a) && integer(b))
        return bounded(Integer(*integer(a) + *integer(b)));
    return bounded(toDouble(a) + toDouble(b));
}

Result<Number> subtract(const Number &a, const Number &b)
{
    if (integer(a) && integer(b))
        return bounded(Integer(*integer(a) - *integer(b)));
    return bounded(toDouble(a) - toDouble(b));
}

Result<Number> multiply(const Number &a, const Number &b)
{
    if (integer(a) && integer(b))
        return bounded(Integer(*integer(a) * *integer(b)));
    return bounded(toDouble(a) * toDouble(b));
}

Result<Number> divide(const Number &a, const Number &b)
{
    if (toDouble(b) == 0)
        return divisionByZero();
    if (integer(a) && integer(b))
        return bounded(quotient(*integer(a), *integer(b)));
    return bounded(toDouble(a) / toDouble(b));
}

Result<Number> floorDivide(const Number &a, const Number &b)
{
    const double divisor = toDouble(b);
    if (divisor == 0)
        return divisionByZero();
    if (integer(a) && integer(b)) {
        Integer result;
        mpz_fdiv_q(result.get_mpz_t(), integer(a)->get_mpz_t(), integer(b)->get_mpz_t());
        return result;
    }
    return bounded(std::round((toDouble(a) - floorModulo(toDouble(a), divisor)) / divisor));
}

Result<Number> modulo(const Number &a, const Number &b)
{
    if (toDouble(b) == 0)
        return divisionByZero();
    if (integer(a) && integer(b)) {
        Integer result;
        mpz_fdiv_r(result.get_mpz_t(), integer(a)->get_mpz_t(), integer(b)->get_mpz_t());
        return result;
    }
    return bounded(floorModulo(toDouble(a), toDouble(b)));
}

Result<Number> power(const Number &a, const Number &b)
{
    if (toDouble(a) == 0 && toDouble(b) < 0)
        return divisionByZero();
    if (integer(a) && integer(b))
        return integerPower(*integer(a), *integer(b));
    return bounded(std::pow(toDouble(a), toDouble(b)));
}

QString toText(const Number &a)
{
    if (const Integer *whole = integer(a))
        return QString::fromStdString(whole->get_str());
    const double value = std::get<double>(a);
    const double magnitude = std::abs(value);
    const bool plain = magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16);
    std::array<char, 64> buffer;
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       plain ? std::chars_format::fixed : std::chars_format::scientific);
    const QString text = QString::fromLatin1(buffer.data(), written.ptr - buffer.data());
    return plain && !text.contains(u'.') ? text + u".0"_s : text;
}

} // namespace agent::arithmetic
