// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace ui {

class Form;
class LineField;
class TextField;
class Theme;

/// The agent itself: name, model, instructions.
class BasicsCard : public QFrame
{
    Q_OBJECT
public:
    /// Both must outlive the card.
    BasicsCard(const Theme &theme, Form &form, QWidget *parent = nullptr);

private:
    QWidget *makeNames();
    QWidget *makeModel(const Theme &theme);
    QWidget *makeServer();
    QWidget *makeNumbers();
    QWidget *makeInstructions();
    void showDefaults();

    Form &m_form;
    LineField *m_name = nullptr;
    TextField *m_instructions = nullptr;
};

} // namespace ui
