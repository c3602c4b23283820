// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

class FieldRows;
class Form;
class LineField;
class Theme;

/// The parameters of a tool (JSON Schema of type "object"): name, type, description, required; one row each.
class ParameterRows : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the rows.
    ParameterRows(const Theme &theme, Form &form, QWidget *parent = nullptr);

    /// Shows the schema at `pointer`, which need not be there; nothing for an empty pointer.
    void showAt(const QString &pointer);

private:
    QWidget *makeRow(int row);
    QString pointerOf(const QString &key) const;
    void add();
    void remove(int row);

    const Theme &m_theme;
    Form &m_form;
    QString m_pointer;
    QStringList m_keys; // in the order of the text
    FieldRows *m_rows;
};

} // namespace ui
