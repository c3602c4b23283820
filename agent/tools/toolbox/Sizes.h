// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <algorithm>

namespace agent {

/// Of each text a tool of the toolbox is given; ToolboxTools.cpp refuses longer ones for all of them.
inline constexpr qsizetype maxArgument = 1'000'000;
/// Of what a tool makes out of them: there are short texts that would become gigabytes.
inline constexpr qsizetype maxResult = 1'000'000;

/// The number of Unicode characters: two halves count as one.
inline qsizetype characters(QStringView text)
{
    return text.size() - std::ranges::count_if(text, [](QChar c) { return c.isLowSurrogate(); });
}

} // namespace agent
