// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/McpWire.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

class Theme;

/// What an MCP server has, once it was asked: tools, of which those are ticked that the model sees, resources
/// and prompts. It neither asks nor knows the server.
class InventoryView : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit InventoryView(const Theme &theme, QWidget *parent = nullptr);

    void begin(); ///< The server is being asked.
    void show(const McpInventory &inventory);
    /// Why nothing can be listed.
    void refuse(const QString &sentence);
    /// Empties it: what it says is of another server. `hint` stands beside the button.
    void clear(const QString &hint);
    /// The tools the file offers to the model; nothing: all of them.
    void setOffered(const std::optional<QStringList> &names);

signals:
    void askWanted();
    /// A person wants to try a tool; `call` is what the model calls it.
    void tryRequested(const QString &call);
    /// A person (un)ticked a tool; `all` are those that the server has.
    void offerRequested(const QString &tool, bool isOffered, const QStringList &all);

private:
    QTreeWidgetItem *addGroup(const QString &title, qsizetype count);
    void addTools();
    void tick();
    void fitHeight();
    void takeTick(const QTreeWidgetItem *item);
    void tryCurrent();

    const Theme &m_theme;
    QPushButton *m_ask;
    QLabel *m_sentence;
    QTreeWidget *m_tree;
    QPushButton *m_try;
    McpInventory m_inventory;
    std::optional<QStringList> m_offered;
};

} // namespace ui
