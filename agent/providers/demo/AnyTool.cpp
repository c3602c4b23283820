// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Arguments.h"
#include "agent/providers/demo/Rule.h"
#include "agent/providers/demo/Words.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

/// Words people use for what tools call otherwise.
struct Synonym
{
    const char *said;
    const char *meant;
};

constexpr std::array synonyms{
    Synonym{"rain", "weather"},      Synonym{"snow", "weather"},     Synonym{"sunny", "weather"},
    Synonym{"umbrella", "weather"},  Synonym{"warm", "weather"},     Synonym{"cold", "weather"},
    Synonym{"hot", "weather"},       Synonym{"forecast", "weather"}, Synonym{"temperature", "weather"},
    Synonym{"weather", "forecast"},  Synonym{"rain", "forecast"},    Synonym{"convert", "exchange"},
    Synonym{"exchange", "currency"}, Synonym{"euro", "currency"},    Synonym{"dollar", "currency"},
    Synonym{"cost", "price"},        Synonym{"price", "quote"},      Synonym{"joke", "fun"},
    Synonym{"package", "parcel"},    Synonym{"track", "parcel"},     Synonym{"holiday", "vacation"},
};

QSet<QString> wordsOf(const QString &prompt)
{
    const QStringList said = stems(prompt);
    QSet<QString> words(said.begin(), said.end());
    for (const Synonym &synonym : synonyms) {
        if (said.contains(QLatin1String(synonym.said)))
            words.insert(QString::fromLatin1(synonym.meant));
    }
    return words;
}

QSet<QString> wordsOfName(const QString &name)
{
    static const QRegularExpression hump(u"(?<=[a-z])(?=[A-Z])"_s);
    const QStringList words = stems(QString(name).replace(hump, u" "_s).replace(u'_', u' '));
    return {words.begin(), words.end()};
}

qsizetype shared(QSet<QString> a, const QSet<QString> &b)
{
    return a.intersect(b).size();
}

// The rules of this folder speak for these; by its words alone such a tool would be called with anything.
bool hasRuleOfItsOwn(const ToolInfo &tool)
{
    const QJsonObject properties = tool.parameters.value(u"properties"_s).toObject();
    const QStringList known{u"expression"_s, u"from_unit"_s, u"timezone"_s,
                            u"filepath"_s,   u"directory"_s, u"sql"_s};
    return std::ranges::any_of(
        known, [&properties](const QString &parameter) { return properties.contains(parameter); });
}

qsizetype score(const ToolInfo &tool, const QString &prompt)
{
    constexpr qsizetype literally = 100;
    constexpr qsizetype nameWord = 3;
    constexpr qsizetype mostOfDescription = 3;
    const QRegularExpression name(u"\\b%1\\b"_s.arg(QRegularExpression::escape(tool.name)),
                                  QRegularExpression::CaseInsensitiveOption);
    if (tool.name.contains(u'_') && prompt.contains(name))
        return literally;
    if (tool.kind == u"toolbox"_s || hasRuleOfItsOwn(tool))
        return 0;
    const QSet<QString> words = wordsOf(prompt);
    const QStringList described = stems(tool.description);
    return nameWord * shared(wordsOfName(tool.name), words)
        + std::min(mostOfDescription, shared(QSet<QString>(described.begin(), described.end()), words));
}

QString question(const ToolInfo &tool, const QStringList &missing)
{
    QStringList names = missing;
    names.replaceInStrings(u"_"_s, u" "_s);
    return u"To use `%1` I need its %2; which one is it?"_s.arg(tool.name, names.join(u" and its "_s));
}

} // namespace

QList<Wish> useAnyTool(const QString &clause, const Scene &scene)
{
    constexpr qsizetype enough = 2;
    const ToolInfo *best = nullptr;
    qsizetype bestScore = enough - 1;
    for (const ToolInfo &tool : scene.tools) {
        const qsizetype points = score(tool, clause);
        if (points > bestScore) {
            best = &tool;
            bestScore = points;
        }
    }
    if (!best)
        return {};
    const Filling filling = fill(*best, clause);
    if (!filling.missing.isEmpty())
        return {{best->name, {}, question(*best, filling.missing)}};
    return {{best->name, filling.arguments, {}}};
}

} // namespace agent::demo
