// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/McpWire.h"
#include "ui/editor/form/Form.h"

#include <QFrame>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class InventoryView;
class McpClient;
class ServerForm;
class ServerHost;
class Switch;
class Theme;
class ToolBench;

/// One MCP server: a line that says how it fares, and beneath it, unfolded, its keys and what it has.
class ServerPanel : public QFrame
{
    Q_OBJECT
public:
    /// What asks, and what it asks; without them nothing can be asked or tried.
    struct Access
    {
        McpClient *client = nullptr;
        const ServerHost *host = nullptr;
    };

    /// All must outlive it.
    ServerPanel(const Theme &theme, Form &form, const Access &access, QWidget *parent = nullptr);

    /// Shows the server at this pointer. To be called after each reading.
    void showServer(const QString &pointer);
    void open(); ///< Unfolds it.
    /// Unfolds it with the focus on the name.
    void editName();
    /// How it fares in the agent that is served; nothing where it is not served.
    void setState(const std::optional<McpState> &state);

signals:
    void removeRequested(const QString &name);
    void sourceRequested(const QString &pointer);
    void startWanted();

private:
    QWidget *makeHead();
    QWidget *makeBody();
    void connectClient();
    void fold(bool isOpen);
    void showSummary();
    void ask();
    void tryTool(const QString &call);
    void showInventory();
    QString name() const;

    const Theme &m_theme;
    Form &m_form;
    Access m_access;
    QString m_pointer;
    QString m_asked;     ///< Who the inventory is of.
    QJsonObject m_about; ///< And what was written of it then.
    QToolButton *m_head = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_state = nullptr;
    Switch *m_enabled = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_rows = nullptr; // of the body
    ServerForm *m_keys = nullptr;
    InventoryView *m_inventory = nullptr;
    QLabel *m_trouble = nullptr;
    ToolBench *m_bench = nullptr; // once a tool is to be tried
    QString m_tried;              // what the model calls that
};

} // namespace ui
