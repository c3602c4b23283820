// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/McpWire.h"
#include "ui/editor/servers/ServerEntries.h"

#include <QFrame>
#include <QTimer>

#include <memory>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class McpClient;
class ServerHost;
class ServerPanel;
class Theme;
struct EditorServices;

/// The agent's MCP servers, one panel each, in the order of the text.
class ServersCard : public QFrame
{
    Q_OBJECT
public:
    /// All must outlive the card, what `services` point to as well.
    ServersCard(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent = nullptr);
    ~ServersCard() override;

    void openMenu(); ///< Offers the kinds of servers that can be added.

signals:
    void startWanted();                           ///< The server is to be started with this agent.
    void sourceRequested(const QString &pointer); ///< To show this place in the YAML.

private:
    QWidget *makeHead();
    void follow();
    void refresh();
    void append();
    void add(ServerKind kind);
    void paste();
    void showStates(const QString &path, const QList<McpState> &states);

    const Theme &m_theme;
    Form &m_form;
    const ServerHost *m_host = nullptr;
    std::unique_ptr<McpClient> m_client;
    QTimer m_pulse; // asks how the servers fare
    QLabel *m_count = nullptr;
    QPushButton *m_add = nullptr;
    QWidget *m_empty = nullptr;
    QVBoxLayout *m_column = nullptr;
    QList<ServerPanel *> m_panels;
    QStringList m_names;
};

} // namespace ui
