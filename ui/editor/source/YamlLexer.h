// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qsci/qscilexercustom.h>

namespace ui {

class Theme;

/// Colours YAML in a QScintilla editor by the theme's tokens and tells it where lines may be folded: at
/// every line that is followed by deeper ones.
class YamlLexer final : public QsciLexerCustom
{
    Q_OBJECT
public:
    /// `theme` must outlive the lexer; its change is followed.
    YamlLexer(const Theme &theme, QObject *parent);

    const char *language() const override { return "YAML"; }
    QString description(int style) const override;
    QColor defaultColor(int style) const override;
    QColor defaultPaper(int style) const override;
    QFont defaultFont(int style) const override;
    void styleText(int start, int end) override;

private:
    void dress();
    void foldLines(int first, int last);

    const Theme &m_theme;
};

} // namespace ui
