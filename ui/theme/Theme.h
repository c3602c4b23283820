// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Token.h"

#include <QFont>
#include <QIcon>
#include <QObject>

#include <memory>

class QApplication;

namespace ui {

class SystemLook;

/// How the window looks: colours, icons, fonts; light, dark or as the system says, switched while it runs.
/// Made once in main() and handed on by reference; must outlive every widget that was given it. Nothing else
/// names a colour: standard widgets get theirs from the palette and the style sheet, painted ones ask
/// color() in paintEvent(), and icon() recolours itself. Widgets that keep a colour listen to changed().
///
/// A widget asks the style sheet for a look by a dynamic property, set before it is shown:
///     look = "primary" | "danger" | "ghost" | "compact"     QPushButton
///     look = "card" | "inset" | "bar" | "banner"            QFrame, QWidget
///     look = "title" | "heading" | "caption" | "label" | "hint" | "pill"   QLabel
///     look = "mono"                                         QLineEdit, QLabel
///     invalid = true                                        QLineEdit, QPlainTextEdit, QComboBox
/// Icon buttons are plain QToolButton; see ui/theme/Controls.h for both with their accessible names.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    /// Gives the application style, fonts, palette and style sheet, now and at each change.
    void dress(QApplication &application);

    void setChoice(Choice choice);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }
    /// Whether the system asks for less motion; nothing is animated then.
    bool wantsStillness() const;

    QColor color(Token token) const { return (*m_colors)[static_cast<std::size_t>(token)]; }
    /// A Lucide icon by its file name ("play"); drawn in the colour of the moment, so it needs no renewal.
    /// A name that is not in resources/icons is drawn as an empty box, and said in the log.
    QIcon icon(const QString &name, Token token = Token::Muted) const;

    /// Inter at 13 px, and JetBrains Mono at 12 px with fixed-width substitutes.
    static QFont textFont();
    static QFont codeFont();
    /// The whole style sheet, for tests.
    QString styleSheet() const;

signals:
    void changed();

private:
    void update();
    void colour();

    std::unique_ptr<SystemLook> m_system;
    std::shared_ptr<Colors> m_colors; // shared with the icons, which may outlive the theme
    QApplication *m_application = nullptr;
    Choice m_choice = Choice::System;
    bool m_dark = false;
};

} // namespace ui
