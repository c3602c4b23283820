// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Cities.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

constexpr std::array cities{
    City{"Amsterdam", "Europe/Amsterdam", 52.37, 4.90},
    City{"Athens", "Europe/Athens", 37.98, 23.73},
    City{"Auckland", "Pacific/Auckland", -36.85, 174.76},
    City{"Bangkok", "Asia/Bangkok", 13.76, 100.50},
    City{"Barcelona", "Europe/Madrid", 41.39, 2.17},
    City{"Beijing", "Asia/Shanghai", 39.90, 116.41},
    City{"Bengaluru", "Asia/Kolkata", 12.97, 77.59},
    City{"Berlin", "Europe/Berlin", 52.52, 13.40},
    City{"Bogotá", "America/Bogota", 4.71, -74.07},
    City{"Boston", "America/New_York", 42.36, -71.06},
    City{"Brussels", "Europe/Brussels", 50.85, 4.35},
    City{"Bucharest", "Europe/Bucharest", 44.43, 26.10},
    City{"Budapest", "Europe/Budapest", 47.50, 19.04},
    City{"Buenos Aires", "America/Argentina/Buenos_Aires", -34.60, -58.38},
    City{"Cairo", "Africa/Cairo", 30.04, 31.24},
    City{"Cape Town", "Africa/Johannesburg", -33.92, 18.42},
    City{"Chicago", "America/Chicago", 41.88, -87.63},
    City{"Copenhagen", "Europe/Copenhagen", 55.68, 12.57},
    City{"Dallas", "America/Chicago", 32.78, -96.80},
    City{"Delhi", "Asia/Kolkata", 28.61, 77.21},
    City{"Denver", "America/Denver", 39.74, -104.99},
    City{"Dubai", "Asia/Dubai", 25.20, 55.27},
    City{"Dublin", "Europe/Dublin", 53.35, -6.26},
    City{"Geneva", "Europe/Zurich", 46.20, 6.14},
    City{"Hamburg", "Europe/Berlin", 53.55, 9.99},
    City{"Helsinki", "Europe/Helsinki", 60.17, 24.94},
    City{"Hong Kong", "Asia/Hong_Kong", 22.32, 114.17},
    City{"Honolulu", "Pacific/Honolulu", 21.31, -157.86},
    City{"Istanbul", "Europe/Istanbul", 41.01, 28.98},
    City{"Jakarta", "Asia/Jakarta", -6.21, 106.85},
    City{"Johannesburg", "Africa/Johannesburg", -26.20, 28.05},
    City{"Karachi", "Asia/Karachi", 24.86, 67.00},
    City{"Kyiv", "Europe/Kiev", 50.45, 30.52},
    City{"Lagos", "Africa/Lagos", 6.52, 3.38},
    City{"Lima", "America/Lima", -12.05, -77.04},
    City{"Lisbon", "Europe/Lisbon", 38.72, -9.14},
    City{"London", "Europe/London", 51.51, -0.13},
    City{"Los Angeles", "America/Los_Angeles", 34.05, -118.24},
    City{"Madrid", "Europe/Madrid", 40.42, -3.70},
    City{"Manila", "Asia/Manila", 14.60, 120.98},
    City{"Melbourne", "Australia/Melbourne", -37.81, 144.96},
    City{"Mexico City", "America/Mexico_City", 19.43, -99.13},
    City{"Miami", "America/New_York", 25.76, -80.19},
    City{"Milan", "Europe/Rome", 45.46, 9.19},
    City{"Montreal", "America/Toronto", 45.50, -73.57},
    City{"Moscow", "Europe/Moscow", 55.76, 37.62},
    City{"Mumbai", "Asia/Kolkata", 19.08, 72.88},
    City{"Munich", "Europe/Berlin", 48.14, 11.58},
    City{"Nairobi", "Africa/Nairobi", -1.29, 36.82},
    City{"New York", "America/New_York", 40.71, -74.01},
    City{"Oslo", "Europe/Oslo", 59.91, 10.75},
    City{"Paris", "Europe/Paris", 48.86, 2.35},
    City{"Porto", "Europe/Lisbon", 41.15, -8.61},
    City{"Prague", "Europe/Prague", 50.08, 14.44},
    City{"Reykjavik", "Atlantic/Reykjavik", 64.15, -21.94},
    City{"Rio de Janeiro", "America/Sao_Paulo", -22.91, -43.17},
    City{"Riyadh", "Asia/Riyadh", 24.71, 46.68},
    City{"Rome", "Europe/Rome", 41.90, 12.50},
    City{"San Francisco", "America/Los_Angeles", 37.77, -122.42},
    City{"Santiago", "America/Santiago", -33.45, -70.67},
    City{"São Paulo", "America/Sao_Paulo", -23.55, -46.63},
    City{"Seattle", "America/Los_Angeles", 47.61, -122.33},
    City{"Seoul", "Asia/Seoul", 37.57, 126.98},
    City{"Shanghai", "Asia/Shanghai", 31.23, 121.47},
    City{"Singapore", "Asia/Singapore", 1.35, 103.82},
    City{"Stockholm", "Europe/Stockholm", 59.33, 18.07},
    City{"Sydney", "Australia/Sydney", -33.87, 151.21},
    City{"Taipei", "Asia/Taipei", 25.03, 121.57},
    City{"Tel Aviv", "Asia/Jerusalem", 32.09, 34.78},
    City{"Tokyo", "Asia/Tokyo", 35.68, 139.69},
    City{"Toronto", "America/Toronto", 43.65, -79.38},
    City{"Vancouver", "America/Vancouver", 49.28, -123.12},
    City{"Vienna", "Europe/Vienna", 48.21, 16.37},
    City{"Warsaw", "Europe/Warsaw", 52.23, 21.01},
    City{"Washington", "America/New_York", 38.91, -77.04},
    City{"Zurich", "Europe/Zurich", 47.37, 8.54},
};

// "São Paulo" and "Sao Paulo" are one.
QString folded(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D).toLower()) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c;
    }
    return plain;
}

} // namespace

QList<City> citiesIn(const QString &text)
{
    const QString haystack = folded(text);
    QList<std::pair<qsizetype, City>> found;
    for (const City &city : cities) {
        const QRegularExpression word(u"\\b"_s + folded(QString::fromUtf8(city.name)) + u"\\b"_s);
        const QRegularExpressionMatch match = word.match(haystack);
        if (match.hasMatch())
            found.append({match.capturedStart(), city});
    }
    std::ranges::sort(found, [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<City> cities;
    for (const auto &[at, city] : found)
        cities.append(city);
    return cities;
}

} // namespace agent::demo
