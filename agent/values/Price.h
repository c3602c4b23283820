// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/PriceFile.h"
#include "agent/values/Usage.h"

#include <QHash>

namespace agent {

/// What models cost: a value that is made once and handed on, so that budgets, logs and answers go by the
/// same prices. Cheap to copy. A new one knows no price.
class PriceTable
{
public:
    /// The dated table resources/prices.csv, which is compiled in.
    static PriceTable builtIn();

    /// Rows of the file replace those of the same provider and model; others are added.
    void layOver(const PriceFile &file);

    /// What `usage` costs in USD, the cached part at the cached rate. A dated version that has no row costs
    /// what its family costs, and a model without a row of its provider what it costs elsewhere. Nothing for
    /// any other, for an unknown price must never look like zero. A model of "ollama", "local" or "demo"
    /// without a row costs 0.
    std::optional<double> costUsd(const QString &provider, const QString &model, const Usage &usage) const;
    /// How many tokens a model takes in and gives out together; nothing where that is not known.
    std::optional<qint64> contextWindow(const QString &model) const;

    /// All rows, by provider and model.
    QList<ModelPrice> rows() const;
    /// The files it was made of, the last one on top.
    const QList<PriceFile> &files() const { return m_files; }
    /// What is wrong with any of them.
    QStringList faults() const;

private:
    template<class Condition>
    const ModelPrice *find(const QString &model, Condition condition) const;

    QHash<QString, QList<ModelPrice>> m_models; // by the name of the model
    QList<PriceFile> m_files;
};

} // namespace agent
