// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/FoldedCard.h"

namespace ui {

class SchemaField;

/// The shape that the final answer must have: `output` of the agent file.
class OutputCard : public FoldedCard
{
    Q_OBJECT
public:
    /// Both must outlive the card.
    OutputCard(const Theme &theme, Form &form, QWidget *parent = nullptr);

private:
    QWidget *makeSchema(const Theme &theme, Form &form);
    QWidget *makeNumbers(Form &form);
    void follow(const Form &form);

    SchemaField *m_schema = nullptr;
    QWidget *m_example = nullptr;
    QWidget *m_numbers = nullptr; ///< What means nothing without a schema.
};

} // namespace ui
