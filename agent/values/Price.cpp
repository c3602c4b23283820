// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Price.h"

#include "agent/values/Resources.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// USD per million tokens.
struct Price
{
    double input = 0;
    double output = 0;
    std::optional<double> cachedInput;
};

// Columns: provider,type,id,prompt,completion,cached_prompt,max_output,context.
QHash<QString, Price> readTable()
{
    enum Column { Id = 2, Prompt, Completion, CachedPrompt };
    QHash<QString, Price> table;
    for (const QByteArray &line : resource(u"prices.csv"_s).split('\n')) {
        const QList<QByteArray> row = line.trimmed().split(',');
        bool isPriced = false;
        if (row.size() <= CachedPrompt)
            continue;
        Price price;
        price.input = row[Prompt].toDouble(&isPriced);
        if (!isPriced)
            continue;
        price.output = row[Completion].toDouble();
        if (!row[CachedPrompt].isEmpty())
            price.cachedInput = row[CachedPrompt].toDouble();
        table.insert(QString::fromUtf8(row[Id]), price);
    }
    return table;
}

/// "claude-sonnet-4-5-20250929" and "models/gemini-2.5-pro" as the table has them: dated versions cost what
/// their family costs.
QString familyOf(const QString &model)
{
    static const QRegularExpression decoration(u"^models/|-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)$"_s);
    return QString(model).remove(decoration);
}

} // namespace

std::optional<double> costUsd(const QString &provider, const QString &model, const Usage &usage)
{
    if (provider == u"ollama" || provider == u"local" || provider == u"demo")
        return 0.0;
    static const QHash<QString, Price> table = readTable();
    auto price = table.constFind(model);
    if (price == table.constEnd())
        price = table.constFind(familyOf(model));
    if (price == table.constEnd())
        return std::nullopt;
    const auto fresh = static_cast<double>(usage.inputTokens - usage.cachedTokens);
    const auto cached = static_cast<double>(usage.cachedTokens);
    const auto output = static_cast<double>(usage.outputTokens);
    constexpr double perMillion = 1e6;
    return (fresh * price->input + cached * price->cachedInput.value_or(price->input)
            + output * price->output)
        / perMillion;
}

} // namespace agent
