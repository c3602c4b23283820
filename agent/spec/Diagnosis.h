// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Lines.h"
#include "agent/base/Yaml.h"
#include "agent/spec/SpecRules.h"

namespace agent {

/// All that is to be said about a text, with its places and in the order of the text: what is wrong with its
/// YAML, then the findings.
QList<Diagnostic> diagnosed(const yaml::Tree &tree, const Lines &lines, const QList<Finding> &findings);

/// Whether what it is said about cannot be used.
bool hasError(const QList<Diagnostic> &diagnostics);

} // namespace agent
