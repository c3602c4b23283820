// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace ui {

class AnswerField;
class ChoiceField;
class Form;
class KeyValueRows;
class LineField;
class Theme;

/// One canned answer of a mock tool: for which calls, what it gives back or how it fails, and after how long.
class MockAnswerRow : public QFrame
{
    Q_OBJECT
public:
    /// Both must outlive it. `number` counts from 1.
    MockAnswerRow(const Theme &theme, Form &form, int number);

    /// Shows the answer at `pointer`. A new condition is about `parameter`.
    void showAt(const QString &pointer, const QString &parameter);

private:
    Form &m_form;
    ChoiceField *m_kind;
    LineField *m_delay;
    AnswerField *m_content;
    KeyValueRows *m_when;
};

} // namespace ui
