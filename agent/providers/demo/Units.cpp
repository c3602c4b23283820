// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

// Longer spellings first, so that "m" does not hide "miles". A double quote and an apostrophe are left out:
// they quote more often than they measure.
const QString &unitPattern()
{
    static const QString pattern =
        u"nautical miles?|light[- ]years?|nanomet(?:er|re)s?|micromet(?:er|re)s?|millimet(?:er|re)s?|"
        "centimet(?:er|re)s?|kilomet(?:er|re)s?|met(?:er|re)s?|inch(?:es)?|feet|foot|yards?|miles?|"
        "milligrams?|micrograms?|kilograms?|grams?|kilos?|tonnes?|tons?|ounces?|pounds?|lbs?|stones?|"
        "(?:degrees? )?(?:celsius|centigrade|fahrenheit|kelvin)|degrees? [CF]\\b|°\\s?[CFK]|"
        "(?:kibi|mebi|gibi|tebi|pebi|kilo|mega|giga|tera|peta)(?:byte|bit)s?|bytes?|bits?|"
        "[KMGTP]iB|[kKMGTP]B|[kMGT]bit|[kMGT]b|nmi|km|cm|mm|nm|µm|mi|yd|ft|in|kg|mg|oz|st|ly|[mgtCFKB]"_s;
    return pattern;
}

QString tidied(QString unit)
{
    static const QRegularExpression degrees(u"^(?:degrees? |°\\s?)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    unit.remove(degrees);
    if (unit == u"C")
        return u"celsius"_s;
    if (unit == u"F")
        return u"fahrenheit"_s;
    return unit == u"K" ? u"kelvin"_s : unit;
}

double amountIn(const QString &text)
{
    const QString plain = QString(text).remove(u',').replace(QChar(0x2212), u'-');
    if (plain.isEmpty() || plain == u"a" || plain == u"an" || plain == u"one")
        return 1;
    return plain.toDouble();
}

Wish wish(const ToolInfo &tool, const QString &amount, const QString &from, const QString &to)
{
    const QJsonObject arguments{
        {u"value"_s, amountIn(amount)}, {u"from_unit"_s, tidied(from)}, {u"to_unit"_s, tidied(to)}};
    return {tool.name, arguments, {}};
}

QRegularExpression form(const QString &pattern)
{
    // Case tells Mb from MB, so only the words around the units are read without it.
    return QRegularExpression(
        QString(pattern)
            .replace(u"{amount}"_s, u"(?<amount>[-−]?\\d[\\d,]*(?:\\.\\d+)?|\\b(?:a|an|one)(?=\\s))"_s)
            .replace(u"{from}"_s, u"(?<from>"_s + unitPattern() + u")"_s)
            .replace(u"{to}"_s, u"(?<to>"_s + unitPattern() + u")"_s));
}

} // namespace

QList<Wish> convertUnits(const QString &clause, const Scene &scene)
{
    const ToolInfo *tool = scene.toolWith({u"value"_s, u"from_unit"_s, u"to_unit"_s});
    if (!tool)
        return {};
    static const QRegularExpression forward = form(
        u"(?<![\\w.]){amount}\\s*{from}(?![\\w°])\\s*(?i:in|to|into|as|=|is how many|equals?)\\s+(?i:the )?{to}(?![\\w°])"_s);
    static const QRegularExpression backward = form(
        u"(?i:how many|how much)\\s+{to}\\b\\s*(?i:is|are|in|are in|is in|are there in|make|equals?)\\s+{amount}\\s*{from}(?![\\w°])"_s);
    for (const QRegularExpression &shape : {forward, backward}) {
        for (const QString &text : {clause, clause.toLower()}) {
            const QRegularExpressionMatch match = shape.match(text);
            if (match.hasMatch())
                return {wish(*tool, match.captured(u"amount"_s), match.captured(u"from"_s),
                             match.captured(u"to"_s))};
        }
    }
    return {};
}

} // namespace agent::demo
