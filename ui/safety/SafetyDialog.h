// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/AttackClient.h"
#include "ui/client/Wire.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace ui {

class Theme;

/// Who can reach the server, what a caller can make the agent do, and how the server withstands known
/// attacks, which it carries out on itself on a click.
class SafetyDialog : public QDialog
{
    Q_OBJECT
public:
    /// `agent` is the one that is served. The first two must outlive the dialog.
    SafetyDialog(const ServerHost &host, const Theme &theme, const ServedAgent &agent,
                 QWidget *parent = nullptr);

private:
    QWidget *makeAttacks();
    void begin();
    void take(const AttackStep &step);
    void finish(const QString &trouble);
    void showServer();

    const ServerHost &m_host;
    const Theme &m_theme;
    AttackClient m_client;
    QLabel *m_reach;
    QPushButton *m_attack = nullptr;
    QLabel *m_said = nullptr;
    QTreeWidget *m_list = nullptr;
    int m_all = 0;
    int m_open = 0;
};

/// What a caller can make an agent with these tools do, a sentence for each kind of effect it has: "Reads:
/// read_file, list_files". Tools that only compute are left out.
QStringList effectsOf(const QList<agent::ToolInfo> &tools);

} // namespace ui
