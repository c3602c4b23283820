// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Yaml.h"

#include <vector>

namespace agent::yaml {

/// Where each node of an old tree must be found in a new one, -1 where it must be gone. What is new in the
/// new tree is named by `fresh`; its meaning is for the caller to check.
struct Mapping
{
    std::vector<int> places;
    int freshFirst = 0;
    int freshCount = 0;
};

/// Nodes [first, first + count) give way to `fresh` new ones at the same place.
Mapping spliced(const Tree &old, int first, int count, int fresh);

/// Items of a list change places: item `from` stands at `to` afterwards.
Mapping moved(const Tree &old, int list, int from, int to);

/// Whether the new tree is the old one but for what the mapping says: same nodes, texts, anchors, aliases
/// that stand for the same nodes, and no fault that was not there before.
bool corresponds(const Tree &old, const Tree &changed, const Mapping &mapping);

} // namespace agent::yaml
