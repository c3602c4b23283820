// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace ui {

class Theme;

/// Colours JavaScript: words of the language, texts, numbers, comments. Follows the theme.
class ScriptColors : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    /// `theme` must outlive the document, to which the colours belong.
    ScriptColors(const Theme &theme, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme &m_theme;
};

} // namespace ui
