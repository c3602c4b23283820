// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/LucideIcon.h"
#include "ui/theme/Style.h"
#include "ui/theme/SystemLook.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QPointer>
#include <QWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

// Static libraries register their resources by hand, and the macro wants the global namespace.
static void initResources()
{
    Q_INIT_RESOURCE(ui);
}

namespace ui {
namespace {

void loadFonts()
{
    for (const QString &font :
         {u"Inter-Regular.otf"_s, u"Inter-Medium.otf"_s, u"Inter-SemiBold.otf"_s, u"Inter-Bold.otf"_s,
          u"JetBrainsMono-Regular.ttf"_s, u"JetBrainsMono-Medium.ttf"_s, u"JetBrainsMono-Italic.ttf"_s})
        QFontDatabase::addApplicationFont(u":/slipway/fonts/"_s + font);
}

QFont fontOf(const QStringList &families, int pixels)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixels);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QPalette paletteOf(const Theme &theme)
{
    using Role = QPalette::ColorRole;
    static constexpr std::array roles{
        std::pair{Role::Window, Token::Window},
        std::pair{Role::WindowText, Token::Text},
        std::pair{Role::Base, Token::Surface},
        std::pair{Role::AlternateBase, Token::Sunken},
        std::pair{Role::Text, Token::Text},
        std::pair{Role::Button, Token::Surface},
        std::pair{Role::ButtonText, Token::Text},
        std::pair{Role::BrightText, Token::Error},
        std::pair{Role::Highlight, Token::Accent},
        std::pair{Role::HighlightedText, Token::OnAccent},
        std::pair{Role::Link, Token::AccentText},
        std::pair{Role::LinkVisited, Token::AccentText},
        std::pair{Role::ToolTipBase, Token::Text},
        std::pair{Role::ToolTipText, Token::Surface},
        std::pair{Role::PlaceholderText, Token::Faint},
        std::pair{Role::Light, Token::Surface},
        std::pair{Role::Midlight, Token::Hover},
        std::pair{Role::Mid, Token::Border},
        std::pair{Role::Dark, Token::Strong},
        std::pair{Role::Shadow, Token::Strong},
    };
    QPalette palette;
    for (const auto &[role, token] : roles)
        palette.setColor(role, theme.color(token));
    for (const Role role : {Role::Text, Role::WindowText, Role::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.color(Token::Faint));
    return palette;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<SystemLook>())
    , m_colors(std::make_shared<Colors>(lightColors()))
{
    initResources();
    connect(m_system.get(), &SystemLook::changed, this, &Theme::update);
    update();
}

Theme::~Theme() = default;

void Theme::dress(QApplication &application)
{
    loadFonts();
    m_application = &application;
    QApplication::setStyle(new Style(
        [still = QPointer<SystemLook>(m_system.get())] { return still && still->prefersStillness(); }));
    QApplication::setFont(textFont());
    colour();
    emit changed();
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    update();
}

bool Theme::wantsStillness() const
{
    return m_system->prefersStillness();
}

QIcon Theme::icon(const QString &name, Token token) const
{
    return lucideIcon(name, token, m_colors);
}

QFont Theme::textFont()
{
    return fontOf({u"Inter"_s, u"Noto Sans"_s, u"sans-serif"_s}, 13);
}

QFont Theme::codeFont()
{
    QFont font = fontOf({u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"monospace"_s}, 12);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

QString Theme::styleSheet() const
{
    QFile file(u":/slipway/window.qss"_s);
    file.open(QIODevice::ReadOnly);
    QString sheet = QString::fromUtf8(file.readAll());

    std::array<Token, tokenCount> tokens;
    for (std::size_t i = 0; i < tokenCount; ++i)
        tokens[i] = static_cast<Token>(i);
    // "@soft" must not eat the beginning of a longer name.
    std::ranges::sort(tokens, [](Token a, Token b) { return tokenName(a).size() > tokenName(b).size(); });
    for (const Token token : tokens)
        sheet.replace(u'@' + QString(tokenName(token)), color(token).name());
    return sheet;
}

void Theme::update()
{
    const bool dark = m_choice == Choice::Dark || (m_choice == Choice::System && m_system->prefersDark());
    if (std::exchange(m_dark, dark) != dark) {
        *m_colors = dark ? darkColors() : lightColors();
        colour();
    }
    emit changed();
}

void Theme::colour()
{
    if (!m_application)
        return;
    // A style sheet costs a millisecond of each widget: its rules are looked up and its size is worked out
    // anew.
    QApplication::setPalette(paletteOf(*this));
    m_application->setStyleSheet(styleSheet());
    for (QWidget *widget : QApplication::allWidgets())
        widget->update();
}

} // namespace ui

#include "moc_Theme.cpp"
