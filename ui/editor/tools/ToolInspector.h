// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace ui {

class ChoiceField;
class Field;
class Form;
class HeaderRows;
class LineField;
class ParameterRows;
class PolicyFields;
class TextField;
class Theme;

/// Everything about one tool. An entry that is only a name becomes a mapping when one of its keys is edited.
class ToolInspector : public QFrame
{
    Q_OBJECT
public:
    /// Both must outlive the inspector.
    ToolInspector(const Theme &theme, Form &form, QWidget *parent = nullptr);

    /// Shows the tool of this row as the text has it now; hides itself for -1. To be called after each
    /// reading: the rows may have moved.
    void showTool(int row);
    /// Puts the focus on the tool's name, with the text selected.
    void editName();

signals:
    void duplicateRequested(int row);
    void removeRequested(int row);
    void sourceRequested(const QString &pointer); ///< To show the tool in the YAML.

private:
    QWidget *makeHead();
    QWidget *makeBasics();
    QWidget *makeToolbox();
    QWidget *makeHttp();
    void point(Field *field, const QString &key);
    void refresh();
    void changeKind(const QString &kind);

    const Theme &m_theme;
    Form &m_form;
    int m_row = -1;
    QLabel *m_title = nullptr;
    QToolButton *m_line = nullptr;
    LineField *m_name = nullptr;
    ChoiceField *m_kind = nullptr;
    TextField *m_description = nullptr;
    QWidget *m_toolbox = nullptr;
    ChoiceField *m_toolboxTool = nullptr;
    QLabel *m_toolboxParameters = nullptr;
    QWidget *m_http = nullptr;
    ChoiceField *m_method = nullptr;
    LineField *m_url = nullptr;
    LineField *m_timeout = nullptr;
    HeaderRows *m_headers = nullptr;
    ParameterRows *m_parameters = nullptr;
    PolicyFields *m_policy = nullptr;
};

} // namespace ui
