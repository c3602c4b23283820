// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlCheck.h"

#include <numeric>

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

/// Whether a node that stays is what and where it was.
bool stays(const Node &before, const Node &after, const Mapping &mapping)
{
    const bool losesAnchor = before.target >= 0 && mappedTo(mapping, before.target) < 0;
    return !losesAnchor && isSame(before, after) && mappedTo(mapping, before.parent) == after.parent
        && mappedTo(mapping, before.target) == after.target;
}

/// Items of a list as ranges of nodes, in the order they are to have.
std::vector<int> reordered(const Node &list, int from, int to)
{
    std::vector<int> order;
    order.reserve(list.entries.size());
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
    mapping.places.assign(old.nodes.size(), -1);
    const auto begin = mapping.places.begin();
    std::iota(begin, begin + first, 0);
    std::iota(begin + first + count, mapping.places.end(), first + fresh);
    // The new value takes the place of the old one, so aliases to it stay good.
    if (count > 0 && fresh > 0)
        mapping.places[static_cast<std::size_t>(first)] = first;
    return mapping;
}

Mapping moved(const Tree &old, int list, int from, int to)
{
    Mapping mapping = spliced(old, 0, 0, 0);
    int next = list + 1;
    for (const int item : reordered(old.at(list), from, to)) {
        const int size = old.at(item).size;
        const auto begin = mapping.places.begin() + item;
        std::iota(begin, begin + size, next);
        next += size;
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
        if (!stays(old.nodes[i], changed.at(place), mapping))
            return false;
    }
    return kept + static_cast<std::size_t>(mapping.freshCount) == changed.nodes.size();
}

} // namespace agent::yaml
