// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/PatternSearch.h"
#include "agent/values/GuardrailSpec.h"

namespace agent {

/// Where data of one kind stand in a text; nothing when the time is over.
///
/// An address of mail; a telephone number with + or 00 before the country, or as it is written at home; an
/// IBAN of a country that has them with its right check digits (ISO 13616); the number of a payment card, 13
/// to 19 digits, with its right check digit (ISO/IEC 7812-1, Luhn); a social security number of the USA; an
/// IPv4 or IPv6 address. IBANs and cards may be written in groups with a blank or a hyphen between.
std::optional<QList<Stretch>> findPersonalData(PersonalData kind, const QString &text,
                                               QDeadlineTimer deadline);

} // namespace agent
