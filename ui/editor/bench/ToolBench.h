// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/bench/CasesPanel.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class ArgumentForm;
class ComboBox;
class Form;
class GrowingEdit;
class ResultView;
class Theme;

/// A tool as the bench is to try it.
struct BenchTool
{
    QString name; ///< Empty: one of those that a Python file brings along.
    QString kind;
    std::optional<QJsonObject> parameters; ///< JSON Schema; absent: only the server knows it.

    bool operator==(const BenchTool &) const = default;
};

/// Where one tool is tried alone, without a model: its arguments as a form and as JSON, both live; a button;
/// and what came back, compared with the time before. The server runs the tool, as the agent file has it now.
class ToolBench : public QWidget
{
    Q_OBJECT
public:
    /// All must outlive it.
    ToolBench(const Theme &theme, Form &form, const ServerHost &host, QWidget *parent = nullptr);

    /// To be called after each reading. What was given to each tool, and what it gave back, is remembered.
    void showTool(const BenchTool &tool);
    void run();

signals:
    void startWanted(); ///< The server is to be started with this agent.

private:
    /// What is remembered of a tool.
    struct Memory
    {
        std::optional<QJsonObject> arguments;
        std::optional<ToolAnswer> answer;
        std::optional<ToolAnswer> before;
        std::optional<agent::Error> refusal;
    };

    QWidget *makeState();
    QWidget *makeArguments();
    QWidget *makeButtons();
    void connectClient();
    QString toolName() const;
    CasesPanel::Shown shownNow() const;
    QJsonObject schemaOf(const QString &tool) const;
    void refresh();
    void refreshState();
    void refreshArguments();
    void refreshResult();
    void takeArguments(const QJsonObject &arguments);
    void takeForm();
    void takeJson();
    void end();

    const Theme &m_theme;
    Form &m_form;
    const ServerHost &m_host;
    ToolClient m_client;
    BenchTool m_tool;
    std::optional<ServedAgent> m_served;
    QMap<QString, Memory> m_memories; // by the tool's name
    QString m_shown;                  // whose arguments are in the form
    QString m_running;

    QWidget *m_state = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_start = nullptr;
    ComboBox *m_which;
    ArgumentForm *m_arguments;
    GrowingEdit *m_json;
    QLabel *m_fault;
    QPushButton *m_run = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_hint = nullptr;
    ResultView *m_result;
    CasesPanel *m_cases;
};

} // namespace ui
