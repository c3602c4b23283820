// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QLatin1String>

#include <array>
#include <span>

namespace ui {

/// The colours of the window, by what they are for. In the style sheet a token is written "@surface".
/// Every text token keeps 4.5:1 against the grounds it stands on (WCAG 2.1, 1.4.3); TokenTest computes it.
enum class Token {
    // Grounds
    Window,
    Sidebar,
    Surface, ///< Cards, tables, editors, fields.
    Sunken,  ///< A card within a card, table stripes.
    Hover,
    Line, ///< The editor's current line.
    // Hairlines: decoration only, nothing is told by them alone.
    Border,
    Strong,
    // Text
    Text,
    Muted, ///< Second rank: subtitles, icons.
    Faint, ///< Third rank: hints, column titles, line numbers.
    // The one accent
    Accent,
    AccentHover,
    AccentText, ///< Links, focus rings, ghost buttons.
    OnAccent,
    Soft, ///< Selection.
    OnSoft,
    // States: text, its tinted ground; dots are graphics (3:1).
    Ok,
    OkSoft,
    OkDot,
    Warn,
    WarnSoft,
    Error,
    ErrorSoft,
    Info,
    InfoSoft,
    // Switches
    Track,
    Knob,
    // YAML
    YamlKey,
    YamlString,
    YamlNumber,
    YamlBool,
    YamlComment,
};

inline constexpr std::size_t tokenCount = static_cast<std::size_t>(Token::YamlComment) + 1;

/// All colours of one appearance.
using Colors = std::array<QColor, tokenCount>;

const Colors &lightColors();
const Colors &darkColors();

/// The name in the style sheet, without "@": "accentText".
QLatin1String tokenName(Token token);

/// Contrast of two colours after WCAG 2.1, "contrast ratio": 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace ui
