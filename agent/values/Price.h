// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Usage.h"

#include <optional>

namespace agent {

/// What `usage` costs in USD by the dated table resources/prices.csv, the cached part at the cached rate.
/// A dated version that is not in the table costs what its family costs. Nothing for any other that is not in
/// it, for an unknown price must never look like zero. A model of "ollama", "local" or "demo" costs 0. Safe
/// from every thread.
std::optional<double> costUsd(const QString &provider, const QString &model, const Usage &usage);

/// How many tokens a model takes in and gives out together, by the same table; nothing for one not in it.
std::optional<qint64> contextWindow(const QString &model);

} // namespace agent
