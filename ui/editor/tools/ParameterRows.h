// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace ui {

class FieldRows;
class Form;
class SchemaField;
class Theme;

/// The parameters of a tool (JSON Schema of type "object"), one row each, and the same as a schema to be
/// written.
class ParameterRows : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the rows. `prefix` is "2." for those within the second one, which have no title and
    /// no schema of their own.
    ParameterRows(const Theme &theme, Form &form, QString prefix = {}, QWidget *parent = nullptr);

    /// Shows the schema at `pointer`, which need not be there; nothing for an empty pointer.
    void showAt(const QString &pointer);

private:
    void makeSchema(QVBoxLayout *column);
    void changeTool(const QString &pointer);
    QString pointerOf(const QString &key) const;
    void add();
    void remove(int row);

    const Theme &m_theme;
    Form &m_form;
    QString m_prefix;
    QString m_pointer;
    QStringList m_keys; // in the order of the text
    FieldRows *m_rows;
    SchemaField *m_schema = nullptr; // only of a whole tool
    QString m_tool;
    QHash<QString, QString> m_refused; // schemas that cannot be read yet, by their tool
};

} // namespace ui
