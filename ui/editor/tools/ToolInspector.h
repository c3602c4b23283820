// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QMap>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class CareFields;
class ChoiceField;
class Field;
class Form;
class LineField;
class ParameterRows;
class PolicyFields;
class TextField;
class Theme;
class ServerHost;
class ToolBench;
class ToolForm;
struct EditorServices;

/// Everything about one tool. An entry that is only a name becomes a mapping when one of its keys is edited.
class ToolInspector : public QFrame
{
    Q_OBJECT
public:
    /// All must outlive the inspector, what `services` point to as well.
    ToolInspector(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent = nullptr);

    /// Shows the tool of this row as the text has it now; hides itself for -1. To be called after each
    /// reading: the rows may have moved.
    void showTool(int row);
    /// Puts the focus on the tool's name, with the text selected.
    void editName();
    void tryTool(); ///< Shows the bench, if there is a server to be had.

signals:
    void startWanted(); ///< The server is to be started with this agent.
    void duplicateRequested(int row);
    void removeRequested(int row);
    void sourceRequested(const QString &pointer); ///< To show the tool in the YAML.

private:
    QWidget *makeHead();
    QWidget *makeEdit();
    void makeBench(QVBoxLayout *column, const ServerHost &host);
    void setTrying(bool isTrying);
    void showBench();
    QWidget *makeBasics();
    /// Made when first wanted; null for a kind that nobody knows.
    ToolForm *formFor(const QString &key);
    void point(Field *field, const QString &key);
    void refresh();
    void showForm(const QString &key);

    const Theme &m_theme;
    Form &m_form;
    int m_row = -1;
    QLabel *m_title = nullptr;
    QToolButton *m_line = nullptr;
    LineField *m_name = nullptr;
    ChoiceField *m_kind = nullptr;
    TextField *m_description = nullptr;
    QVBoxLayout *m_forms = nullptr;
    QMap<QString, ToolForm *> m_made; // by the key of their kind
    ToolForm *m_shown = nullptr;
    ParameterRows *m_parameters = nullptr;
    PolicyFields *m_policy = nullptr;
    CareFields *m_care = nullptr;
    QWidget *m_edit = nullptr;
    // Only where there is a server to be had:
    ToolBench *m_bench = nullptr;
    QToolButton *m_change = nullptr;
    QToolButton *m_try = nullptr;
};

} // namespace ui
