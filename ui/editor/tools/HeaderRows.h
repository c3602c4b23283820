// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

class FieldRows;
class Form;
class Theme;

/// The headers of an HTTP tool: name and value, one row each.
class HeaderRows : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the rows.
    HeaderRows(const Theme &theme, Form &form, QWidget *parent = nullptr);

    /// Shows the mapping at `pointer`, which need not be there.
    void showAt(const QString &pointer);

private:
    QWidget *makeRow(int row);
    void add();
    void remove(int row);

    Form &m_form;
    QString m_pointer;
    QStringList m_keys; // in the order of the text
    FieldRows *m_rows;
};

} // namespace ui
