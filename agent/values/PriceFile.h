// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace agent {

/// What a model costs, in USD per million tokens. What is absent is not known, which is never the same as 0.
struct ModelPrice
{
    QString provider; ///< "openai", "anthropic" …
    QString model;
    std::optional<double> input = {};
    std::optional<double> output = {};
    std::optional<double> cachedInput = {}; ///< Of input that was billed as cached; absent: as `input`.
    std::optional<qint64> context = {};     ///< Tokens it takes in and gives out together.

    bool operator==(const ModelPrice &) const = default;
};

/// A table of prices as it was read; the format is described in docs/costs.md.
struct PriceFile
{
    QString path; ///< As it is named to people.
    QString date; ///< "2026-06-12", as its remarks have it; empty when they have none.
    QList<ModelPrice> rows = {};
    QStringList faults =
        {}; ///< "prices.csv:12: …", one sentence each; such a row is skipped, never read as 0.
};

/// Reads a table of prices. Never fails: a text that is none has a fault and no rows.
PriceFile readPrices(const QByteArray &csv, const QString &path);

} // namespace agent
