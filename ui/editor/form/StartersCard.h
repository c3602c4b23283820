// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace ui {

class FieldRows;
class Form;
class Theme;

/// What an empty conversation offers to begin with: one line each.
class StartersCard : public QFrame
{
    Q_OBJECT
public:
    /// Both must outlive the card.
    StartersCard(const Theme &theme, Form &form, QWidget *parent = nullptr);

private:
    void refresh();
    void add();

    Form &m_form;
    FieldRows *m_rows;
};

} // namespace ui
