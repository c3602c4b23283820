// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QToolButton;

namespace ui {

class Form;
class Theme;

/// What a run, a session and a day may use up, how much of a conversation is remembered, and how often a
/// model call is tried again; folded away until somebody asks, or until something in it is wrong.
class LimitsCard : public QFrame
{
    Q_OBJECT
public:
    /// Both must outlive the card.
    LimitsCard(const Theme &theme, Form &form, QWidget *parent = nullptr);

    void open(); ///< Unfolds it.

private:
    QWidget *makeLimits(Form &form);
    QWidget *makeCaps(Form &form);
    QWidget *makeMemory(Form &form);
    QWidget *makeBudget(Form &form);
    QWidget *makeRetries(Form &form);
    void showWhatIsWrong(const Form &form);

    QToolButton *m_head;
};

} // namespace ui
