// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <gmpxx.h>

#include <variant>

/// Numbers as Python has them: integers of any size, and doubles; mixed, an integer becomes a double.
/// Every function is pure and safe from every thread. All of them fail with ErrorKind::InvalidInput when the
/// result is not a finite real number, or an integer of more than maxBits.
namespace agent::arithmetic {

using Integer = mpz_class;
using Number = std::variant<Integer, double>;

/// About 4,200 decimal digits, so that no expression can take long or print much.
inline constexpr size_t maxBits = 14'000;
/// Of an integer power; a double's power is quick whatever the exponent.
inline constexpr int maxExponent = 1000;

Result<Number> negate(const Number &a);
Result<Number> add(const Number &a, const Number &b);
Result<Number> subtract(const Number &a, const Number &b);
Result<Number> multiply(const Number &a, const Number &b);
/// Always a double, rounded once, as Python's "/".
Result<Number> divide(const Number &a, const Number &b);
/// Rounds towards minus infinity, as Python's "//".
Result<Number> floorDivide(const Number &a, const Number &b);
/// Has the sign of `b`, as Python's "%".
Result<Number> modulo(const Number &a, const Number &b);
Result<Number> power(const Number &a, const Number &b);

/// The nearest double; infinite when the integer is too large for one.
double toDouble(const Number &a);
bool isLess(const Number &a, const Number &b);
/// `value` itself if it is within the limits.
Result<Number> bounded(const Number &value);
/// As Python's repr(): the shortest digits that give the same double, with ".0" where it looks whole.
QString toText(const Number &a);

} // namespace agent::arithmetic
