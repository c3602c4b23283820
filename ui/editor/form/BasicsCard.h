// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace ui {

class Form;
class LineField;
class TextField;

/// The agent itself: name, numbers, instructions.
class BasicsCard : public QFrame
{
    Q_OBJECT
public:
    /// `form` must outlive the card.
    explicit BasicsCard(Form &form, QWidget *parent = nullptr);

private:
    QWidget *makeNames();
    QWidget *makeNumbers();
    QWidget *makeInstructions();
    void showDefaults();

    Form &m_form;
    LineField *m_name = nullptr;
    TextField *m_instructions = nullptr;
};

} // namespace ui
