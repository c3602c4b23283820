// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlCheck.h"

namespace agent::yaml {
namespace {

int mappedTo(const Mapping &mapping, int node)
{
    return node < 0 ? -1 : mapping.places[static_cast<std::size_t>(node)];
}

bool isSame(const Node &a, const Node &b)
{
    return a.kind == b.kind && a.text == b.text && a.anchor == b.anchor && a.tag == b.tag
        && a.depth == b.depth && (a.isCollection() || a.style == b.style);
}

/// Items of a list as ranges of nodes, in the order they are to have.
std::vector<int> reordered(const Node &list, int from, int to)
{
    std::vector<int> order;
    for (const Entry &entry : list.entries)
        order.push_back(entry.value);
    const int node = order[static_cast<std::size_t>(from)];
    order.erase(order.begin() + from);
    order.insert(order.begin() + to, node);
    return order;
}

} // namespace

Mapping spliced(const Tree &old, int first, int count, int fresh)
{
    Mapping mapping;
    mapping.freshFirst = first;
    mapping.freshCount = fresh;
    for (int i = 0; i < static_cast<int>(old.nodes.size()); ++i)
        mapping.places.push_back(i < first ? i : i < first + count ? -1 : i - count + fresh);
    // The new value takes the place of the old one, so aliases to it stay good.
    if (count > 0 && fresh > 0)
        mapping.places[static_cast<std::size_t>(first)] = first;
    return mapping;
}

Mapping moved(const Tree &old, int list, int from, int to)
{
    Mapping mapping = spliced(old, 0, 0, 0);
    int next = list + 1;
    for (int item : reordered(old.at(list), from, to)) {
        for (int i = 0; i < old.at(item).size; ++i)
            mapping.places[static_cast<std::size_t>(item + i)] = next++;
    }
    return mapping;
}

bool corresponds(const Tree &old, const Tree &changed, const Mapping &mapping)
{
    if (!changed.isReadable() || changed.faults.size() > old.faults.size())
        return false;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < old.nodes.size(); ++i) {
        const int place = mapping.places[i];
        if (place < 0)
            continue;
        if (place >= static_cast<int>(changed.nodes.size()))
            return false;
        const bool isFresh = place >= mapping.freshFirst && place < mapping.freshFirst + mapping.freshCount;
        if (isFresh)
            continue;
        ++kept;
        const Node &a = old.nodes[i];
        const Node &b = changed.at(place);
        if (a.target >= 0 && mappedTo(mapping, a.target) < 0) // an alias would lose its anchor
            return false;
        if (!isSame(a, b) || mappedTo(mapping, a.parent) != b.parent
            || mappedTo(mapping, a.target) != b.target)
            return false;
    }
    return kept + static_cast<std::size_t>(mapping.freshCount) == changed.nodes.size();
}

} // namespace agent::yaml
