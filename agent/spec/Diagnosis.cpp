// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/Diagnosis.h"

#include <algorithm>

namespace agent {
namespace {

// A text with more faults than this is not what it should be; nobody reads on, and a window would drown.
constexpr qsizetype mostDiagnostics = 1000;

using Range = std::pair<qsizetype, qsizetype>;

Range rangeOf(const yaml::Node &node)
{
    return {node.begin, node.end};
}

/// What to underline: one word or value, never a whole block.
Range markedRange(const yaml::Tree &tree, const yaml::Place &place, bool aboutKey)
{
    const yaml::Node &value = tree.at(place.node);
    const bool isLarge = value.isCollection() && value.style == yaml::Style::Block;
    const bool isNothing = value.begin == value.end;
    if (place.key >= 0 && (aboutKey || isLarge || isNothing))
        return rangeOf(tree.at(place.key));
    if (!isLarge || value.entries.empty())
        return rangeOf(value);
    const yaml::Entry &first = value.entries.front();
    return first.key < 0 ? Range{first.start, first.start + 1} : rangeOf(tree.at(first.key));
}

Diagnostic diagnosticOf(const Finding &finding, const yaml::Tree &tree)
{
    const yaml::Place place = yaml::find(tree, finding.fault.where);
    const Range range = markedRange(tree, place, finding.fault.aboutKey && place.missing.isEmpty());
    Diagnostic diagnostic;
    diagnostic.severity = finding.severity;
    diagnostic.message = finding.fault.message;
    diagnostic.suggestion = finding.fault.suggestion;
    diagnostic.begin = range.first;
    diagnostic.end = range.second;
    diagnostic.pointer = finding.fault.where;
    return diagnostic;
}

Diagnostic diagnosticOf(const yaml::Fault &fault)
{
    Diagnostic diagnostic;
    diagnostic.message = fault.message;
    diagnostic.begin = fault.begin;
    diagnostic.end = fault.end;
    return diagnostic;
}

/// Gives every diagnostic its line and column and puts them in the order of the text.
void finish(QList<Diagnostic> &diagnostics, const Lines &lines, qsizetype textSize)
{
    const auto isBefore = [](const Diagnostic &a, const Diagnostic &b) { return a.begin < b.begin; };
    std::ranges::stable_sort(diagnostics, isBefore);
    for (Diagnostic &diagnostic : diagnostics) {
        const Position position = lines.at(diagnostic.begin);
        diagnostic.line = position.line;
        diagnostic.column = position.column;
        diagnostic.end = std::clamp(diagnostic.end, std::min(diagnostic.begin + 1, textSize), textSize);
    }
}

} // namespace

QList<Diagnostic> diagnosed(const yaml::Tree &tree, const Lines &lines, const QList<Finding> &findings)
{
    QList<Diagnostic> diagnostics;
    for (const yaml::Fault &fault : tree.faults)
        diagnostics.append(diagnosticOf(fault));
    for (const Finding &finding : findings) {
        if (diagnostics.size() < mostDiagnostics)
            diagnostics.append(diagnosticOf(finding, tree));
    }
    finish(diagnostics, lines, tree.text.size());
    return diagnostics;
}

bool hasError(const QList<Diagnostic> &diagnostics)
{
    return std::ranges::any_of(diagnostics,
                               [](const Diagnostic &d) { return d.severity == Severity::Error; });
}

} // namespace agent
