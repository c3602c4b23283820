// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Price.h"

#include "agent/values/Resources.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// "claude-sonnet-4-5-20250929" and "models/gemini-2.5-pro" as the table has them: dated versions cost what
/// their family costs.
QString familyOf(const QString &model)
{
    static const QRegularExpression decoration(u"^models/|-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)$"_s);
    return QString(model).remove(decoration);
}

bool isFree(const QString &provider)
{
    return provider == u"ollama" || provider == u"local" || provider == u"demo";
}

/// Who sends the bill.
QString vendorOf(const QString &provider)
{
    return provider == u"openai-responses" ? u"openai"_s : provider;
}

} // namespace

PriceTable PriceTable::builtIn()
{
    PriceTable table;
    table.layOver(readPrices(resource(u"prices.csv"_s), u"built in"_s));
    return table;
}

void PriceTable::layOver(const PriceFile &file)
{
    for (const ModelPrice &row : file.rows) {
        QList<ModelPrice> &there = m_models[row.model];
        const auto isSame = [&row](const ModelPrice &old) { return old.provider == row.provider; };
        const auto old = std::ranges::find_if(there, isSame);
        if (old == there.end())
            there.append(row);
        else
            *old = row;
    }
    m_files.append(file);
}

/// The first row of the model, or else of its family, that fits; null if none does.
template<class Condition>
const ModelPrice *PriceTable::find(const QString &model, Condition condition) const
{
    for (const QString &name : {model, familyOf(model)}) {
        const auto rows = m_models.constFind(name);
        if (rows == m_models.constEnd())
            continue;
        const auto row = std::ranges::find_if(*rows, condition);
        if (row != rows->end())
            return &*row;
    }
    return nullptr;
}

std::optional<double> PriceTable::costUsd(const QString &provider, const QString &model,
                                          const Usage &usage) const
{
    const QString vendor = vendorOf(provider);
    const ModelPrice *price = find(model, [&](const ModelPrice &row) { return row.provider == vendor; });
    if (!price && isFree(provider))
        return 0.0;
    if (!price)
        price = find(model, [](const ModelPrice &row) { return !isFree(row.provider); });
    if (!price || !price->input || !price->output)
        return std::nullopt;
    const qint64 cached = std::min(usage.cachedTokens, usage.inputTokens);
    constexpr double perMillion = 1e6;
    return (static_cast<double>(usage.inputTokens - cached) * *price->input
            + static_cast<double>(cached) * price->cachedInput.value_or(*price->input)
            + static_cast<double>(usage.outputTokens) * *price->output)
        / perMillion;
}

std::optional<qint64> PriceTable::contextWindow(const QString &model) const
{
    const ModelPrice *price = find(model, [](const ModelPrice &row) { return row.context.has_value(); });
    return price ? price->context : std::nullopt;
}

QList<ModelPrice> PriceTable::rows() const
{
    QList<ModelPrice> rows;
    for (const QList<ModelPrice> &same : m_models)
        rows += same;
    const auto key = [](const ModelPrice &row) { return std::pair(row.provider, row.model); };
    std::ranges::sort(rows, {}, key);
    return rows;
}

QStringList PriceTable::faults() const
{
    QStringList faults;
    for (const PriceFile &file : m_files)
        faults += file.faults;
    return faults;
}

} // namespace agent
