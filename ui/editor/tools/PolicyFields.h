// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
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

/// What `policy.tools` says of a tool: a word, "rules" where there are conditions, nothing where it says
/// nothing.
QString policyActionIn(const QJsonValue &policy);
/// Puts this word there in place of what it said; an empty word takes it away. A sentence that goes with it
/// stays.
void setPolicy(Draft &draft, const QString &tool, const QString &action);
/// The words, each with what a person reads: "ask", "Ask".
QList<std::pair<QString, QString>> policyWords();

/// What the policy says about a tool has its new name, or goes with it; part of the same draft.
void renamePolicy(Draft &draft, const QString &tool, const QString &newName);
void removePolicy(Draft &draft, const QString &tool);

} // namespace ui
