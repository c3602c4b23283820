// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/openapi/OpenApi.h"

#include <QFrame>

#include <functional>

class QLabel;
class QMenu;
class QPushButton;

namespace ui {

class Draft;
class Form;
class Theme;
class ToolInspector;
class ToolsModel;
class ToolsTable;
struct EditorServices;

/// The agent's tools: a table, and everything about the selected one beneath it.
class ToolsCard : public QFrame
{
    Q_OBJECT
public:
    /// All must outlive the card, what `services` point to as well.
    ToolsCard(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent = nullptr);

    void openMenu(); ///< Offers the tools that can be added.
    void duplicateCurrent();
    void removeCurrent();
    void tryCurrent();

signals:
    void startWanted();                           ///< The server is to be started with this agent.
    void sourceRequested(const QString &pointer); ///< To show this place in the YAML.

private:
    QWidget *makeHead();
    QWidget *makeEmpty();
    QMenu *makeMenu();
    struct Offer
    {
        QString icon;
        QString title;
        QString tip;
    };
    void offer(QMenu &menu, const Offer &offer, const std::function<void(Draft &)> &add);
    void refresh();
    void change(const std::function<void(Draft &)> &change, int selectAfterwards);
    void duplicate(int row);
    void remove(int row);
    void copy(int row);
    void openOperations(); ///< Offers the operations of an OpenAPI document.
    void addOperations(const QList<agent::openapi::Operation> &operations);
    void paste(int row); ///< Behind it.

    const Theme &m_theme;
    Form &m_form;
    ToolsModel *m_model;
    ToolsTable *m_table;
    ToolInspector *m_inspector;
    QLabel *m_count = nullptr;
    QPushButton *m_add = nullptr;
    QWidget *m_empty = nullptr;
    QWidget *m_inset = nullptr;
};

} // namespace ui
