// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

class ChoiceField;
class Draft;
class Form;
class TextField;
class Theme;

/// What happens when the model calls a tool: `policy.tools` of the file, as one word for all calls and a
/// sentence where the word wants one. Rules with conditions stay with the source.
class PolicyFields : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive it.
    PolicyFields(const Theme &theme, Form &form, QWidget *parent = nullptr);

    /// To be called after each reading.
    void showFor(const QString &tool);

private:
    Form &m_form;
    ChoiceField *m_action;
    TextField *m_message;
};

/// What the policy says about a tool has its new name, or goes with it; part of the same draft.
void renamePolicy(Draft &draft, const QString &tool, const QString &newName);
void removePolicy(Draft &draft, const QString &tool);

} // namespace ui
