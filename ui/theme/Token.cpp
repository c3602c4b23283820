// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Token.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

struct Row
{
    Token token;
    const char *name;
    QRgb light;
    QRgb dark;
};

constexpr QRgb rgb(quint32 value)
{
    return 0xff000000U | value;
}

constexpr std::array table{
    Row{Token::Window, "window", rgb(0xF4F5F7), rgb(0x0F1115)},
    Row{Token::Sidebar, "sidebar", rgb(0xECEEF2), rgb(0x13161B)},
    Row{Token::Surface, "surface", rgb(0xFFFFFF), rgb(0x171A20)},
    Row{Token::Sunken, "sunken", rgb(0xF7F8FA), rgb(0x12151A)},
    Row{Token::Hover, "hover", rgb(0xE3E6EC), rgb(0x22262F)},
    Row{Token::Line, "line", rgb(0xEEF1F8), rgb(0x1C2028)},
    Row{Token::Border, "border", rgb(0xDDE1E8), rgb(0x272C36)},
    Row{Token::Strong, "strong", rgb(0xC3C9D4), rgb(0x3D4452)},
    Row{Token::Text, "text", rgb(0x14171F), rgb(0xE8EBF0)},
    Row{Token::Muted, "muted", rgb(0x545D6C), rgb(0xA3ACBA)},
    Row{Token::Faint, "faint", rgb(0x5F6877), rgb(0x8A93A3)},
    Row{Token::Accent, "accent", rgb(0x3B5BDB), rgb(0x4263EB)},
    Row{Token::AccentHover, "accentHover", rgb(0x3450C4), rgb(0x3B59D8)},
    Row{Token::AccentText, "accentText", rgb(0x3451C7), rgb(0x8AA4FF)},
    Row{Token::OnAccent, "onAccent", rgb(0xFFFFFF), rgb(0xFFFFFF)},
    Row{Token::Soft, "soft", rgb(0xE0E7FF), rgb(0x1F2A4D)},
    Row{Token::OnSoft, "onSoft", rgb(0x1F3596), rgb(0xC9D5FF)},
    Row{Token::Ok, "ok", rgb(0x18794E), rgb(0x4CC38A)},
    Row{Token::OkSoft, "okSoft", rgb(0xDDF3E4), rgb(0x132F22)},
    Row{Token::OkDot, "okDot", rgb(0x2A9460), rgb(0x3DBB7E)},
    Row{Token::Warn, "warn", rgb(0x8A5600), rgb(0xFFCA6A)},
    Row{Token::WarnSoft, "warnSoft", rgb(0xFFF0C7), rgb(0x352809)},
    Row{Token::Error, "error", rgb(0xC62A2F), rgb(0xFF8F8F)},
    Row{Token::ErrorSoft, "errorSoft", rgb(0xFFE3E3), rgb(0x3D181B)},
    Row{Token::Info, "info", rgb(0x3451C7), rgb(0x8AA4FF)},
    Row{Token::InfoSoft, "infoSoft", rgb(0xE7ECFF), rgb(0x1D2746)},
    Row{Token::Track, "track", rgb(0x788292), rgb(0x6F7889)},
    Row{Token::Knob, "knob", rgb(0xFFFFFF), rgb(0xFFFFFF)},
    Row{Token::YamlKey, "yamlKey", rgb(0x2A45B5), rgb(0x8AB4FF)},
    Row{Token::YamlString, "yamlString", rgb(0x18794E), rgb(0x8FD694)},
    Row{Token::YamlNumber, "yamlNumber", rgb(0xAD3D00), rgb(0xFFB27A)},
    Row{Token::YamlBool, "yamlBool", rgb(0x8431A8), rgb(0xD7A6FF)},
    Row{Token::YamlComment, "yamlComment", rgb(0x626A78), rgb(0x7F8999)},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].token) != i)
            return false;
    }
    return table.size() == tokenCount;
}
static_assert(inOrder(), "one row for each token, in the order of the enum");

Colors colorsOf(QRgb Row::*side)
{
    Colors colors;
    std::ranges::transform(table, colors.begin(), [side](const Row &row) { return QColor(row.*side); });
    return colors;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Colors &lightColors()
{
    static const Colors colors = colorsOf(&Row::light);
    return colors;
}

const Colors &darkColors()
{
    static const Colors colors = colorsOf(&Row::dark);
    return colors;
}

QLatin1String tokenName(Token token)
{
    return QLatin1String(table[static_cast<std::size_t>(token)].name);
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace ui
