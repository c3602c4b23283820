// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Price.h"

#include "agent/values/Resources.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

struct ModelRow
{
    std::optional<double> input; // USD per million tokens, as the next two
    double output = 0;
    std::optional<double> cachedInput;
    std::optional<qint64> context;
};

// Columns: provider,type,id,prompt,completion,cached_prompt,max_output,context.
QHash<QString, ModelRow> readTable()
{
    enum Column { Id = 2, Prompt, Completion, CachedPrompt, MaxOutput, Context, ColumnCount };
    QHash<QString, ModelRow> table;
    for (const QByteArray &line : resource(u"prices.csv"_s).split('\n')) {
        const QList<QByteArray> row = line.trimmed().split(',');
        if (row.size() < ColumnCount || row[Id] == "id")
            continue;
        ModelRow model;
        if (!row[Prompt].isEmpty())
            model.input = row[Prompt].toDouble();
        model.output = row[Completion].toDouble();
        if (!row[CachedPrompt].isEmpty())
            model.cachedInput = row[CachedPrompt].toDouble();
        if (!row[Context].isEmpty())
            model.context = row[Context].toLongLong();
        table.insert(QString::fromUtf8(row[Id]), model);
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

/// Null when the model is not in the table.
const ModelRow *rowOf(const QString &model)
{
    static const QHash<QString, ModelRow> table = readTable();
    for (const QString &name : {model, familyOf(model)}) {
        if (const auto row = table.constFind(name); row != table.constEnd())
            return &*row;
    }
    return nullptr;
}

} // namespace

std::optional<double> costUsd(const QString &provider, const QString &model, const Usage &usage)
{
    if (provider == u"ollama" || provider == u"local" || provider == u"demo")
        return 0.0;
    const ModelRow *price = rowOf(model);
    if (!price || !price->input)
        return std::nullopt;
    const auto fresh = static_cast<double>(usage.inputTokens - usage.cachedTokens);
    const auto cached = static_cast<double>(usage.cachedTokens);
    const auto output = static_cast<double>(usage.outputTokens);
    constexpr double perMillion = 1e6;
    return (fresh * *price->input + cached * price->cachedInput.value_or(*price->input)
            + output * price->output)
        / perMillion;
}

std::optional<qint64> contextWindow(const QString &model)
{
    const ModelRow *row = rowOf(model);
    return row ? row->context : std::nullopt;
}

} // namespace agent
