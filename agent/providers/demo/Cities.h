// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace agent::demo {

/// A place people ask about, with what tools want to know of it.
struct City
{
    const char *name; ///< UTF-8, as in an English sentence.
    const char *zone; ///< IANA time zone.
    double latitude;  ///< Degrees north.
    double longitude; ///< Degrees east.
};

/// The cities of the table named in a text, in the order of the text; case does not count. Each at most once.
QList<City> citiesIn(const QString &text);

} // namespace agent::demo
