// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Lines.h"
#include "agent/spec/SpecDocument.h"
#include "tests/fuzz/Fuzzing.h"

#include <algorithm>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

void requireSense(const Diagnostic &diagnostic, const QByteArray &text)
{
    const QByteArray told = toString(diagnostic, u"f"_s).toUtf8();
    const bool isInside =
        diagnostic.begin >= 0 && diagnostic.begin <= diagnostic.end && diagnostic.end <= text.size();
    testing::require(isInside, "a diagnostic lies within the text", told);
    testing::require(Lines(text).at(diagnostic.begin) == Position{diagnostic.line, diagnostic.column},
                     "line and column are those of its place", told);
    testing::require(!diagnostic.message.isEmpty(), "a diagnostic says something", told);
}

} // namespace

void testing::fuzz(const QByteArray &input)
{
    const SpecDocument document(input, u"f.yaml"_s, {{u"NAME"_s, u"a value"_s}});
    const QList<Diagnostic> &all = document.diagnostics();
    for (const Diagnostic &diagnostic : all)
        requireSense(diagnostic, input);
    const auto isError = [](const Diagnostic &d) { return d.severity == Severity::Error; };
    require(document.spec().has_value() == std::ranges::none_of(all, isError),
            "there is an agent unless an error is told");
    require(std::ranges::is_sorted(all, {}, &Diagnostic::begin), "diagnostics are in the order of the text");
    require(document.isReadable() || all.size() == 1, "a text that is no YAML has one fault");
}
