// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/servers/ServerEntries.h"

#include <QWidget>

namespace ui {

class ChoiceField;
class Field;
class KeyValueRows;
class TextRows;
class Theme;

/// The keys of one MCP server: what is started or called, with what, and how long it may take.
class ServerForm : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive it.
    ServerForm(const Theme &theme, Form &form, QWidget *parent = nullptr);

    /// Shows the server at this pointer ("/mcp_servers/files"). To be called after each reading.
    void showServer(const QString &pointer);
    void editName(); ///< Puts the focus on the name, with the text selected.

private:
    QWidget *makeProgram(const Theme &theme);
    QWidget *makeAddress(const Theme &theme);
    void join(Field *field, const QString &key);

    Form &m_form;
    QString m_pointer;
    Field *m_name;
    ChoiceField *m_kind;
    QWidget *m_program = nullptr;
    QWidget *m_address = nullptr;
    TextRows *m_arguments = nullptr;
    KeyValueRows *m_environment = nullptr;
    KeyValueRows *m_headers = nullptr;
    QList<std::pair<Field *, QString>> m_fields; // with their keys
};

} // namespace ui
