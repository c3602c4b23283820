// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/editor/bench/EdgeList.h"

#include <QDateTime>
#include <QWidget>

#include <functional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace ui {

class Theme;

/// The named cases of one tool, kept beside the agent file (docs/cases.md): shown, tried, saved and removed.
/// The file is read when it has changed and written in place. Below them, when a person asks for them, the
/// edge cases of the tool's schema. Window's thread.
class CasesPanel : public QWidget
{
    Q_OBJECT
public:
    /// What the bench shows at the moment.
    struct Shown
    {
        QByteArray text; ///< Of the agent file; null: it cannot be served.
        QString path;    ///< Of the agent file.
        QString tool;
        QJsonObject arguments;
        std::optional<ToolAnswer> answer;
        QJsonObject schema; ///< Of the tool's arguments.
    };

    /// `theme` and `host` must outlive it; `shown` is asked when something is to be done.
    CasesPanel(const Theme &theme, const ServerHost &host, std::function<Shown()> shown,
               QWidget *parent = nullptr);

    /// Shows the cases of the tool that is shown now; `canRun` as the bench can.
    void refresh(bool canRun);

signals:
    /// A person chose a case: these are its arguments.
    void chosen(const QJsonObject &arguments);

private:
    QWidget *makeButtons();
    QWidget *makeEdges();
    QWidget *makeSaving();
    void read(const QString &agentFile);
    QList<agent::ToolCase> ofTool() const;
    QListWidgetItem *makeItem(const QString &name) const;
    QString summary() const;
    /// The one that is chosen; null: none, or another row.
    const agent::EdgeCase *chosenEdge() const;
    agent::ToolCase chosenCase() const;
    void addEdges();
    void list();
    void showChosen();
    void run(const QList<agent::ToolCase> &cases);
    void saveCase();
    void removeCase();
    void write(const agent::Result<QByteArray> &text);

    const Theme &m_theme;
    std::function<Shown()> m_shown;
    CaseRunner m_runner;
    QString m_path; ///< Of the cases file.
    QDateTime m_changed;
    QByteArray m_text;
    QString m_fault; ///< Of the file.
    QList<agent::ToolCase> m_cases;
    QMap<QString, CaseResult> m_results; ///< By the case's name.
    EdgeList m_edges;
    QString m_tool;
    bool m_canRun = false;

    QLabel *m_summary;
    QListWidget *m_list;
    QLabel *m_difference;
    QPushButton *m_showEdges = nullptr;
    QPushButton *m_runEdges = nullptr;
    QPushButton *m_run = nullptr;
    QPushButton *m_remove = nullptr;
    QLineEdit *m_name = nullptr;
    QCheckBox *m_withResult = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace ui
